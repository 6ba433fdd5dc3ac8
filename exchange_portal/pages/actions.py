"""Changing a page's text, and taking in a report of a fault."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from exchange_portal.audit.trail import record
from exchange_portal.links import unsigned
from exchange_portal.outbox.queue import write_mail
from exchange_portal.pages.events import FAULT_MAIL, FAULT_REPORTED, PAGE_CHANGED
from exchange_portal.pages.models import FaultReport, PageText

TEXTS = ("title_sv", "title_en", "body_sv", "body_en")


@transaction.atomic
def change_text(page: PageText, *, texts: dict[str, str], by: Any, now: datetime) -> PageText:
    """`texts` holds the new value of any of TEXTS. Nothing changed leaves the page untouched."""
    locked = PageText.objects.select_for_update().get(pk=page.pk)
    changed = [name for name in TEXTS if name in texts and texts[name] != getattr(locked, name)]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, texts[name])
    locked.updated_at = now
    locked.save(update_fields=[*changed, "updated_at"])
    record(PAGE_CHANGED, about=locked, by=by, now=now, fields=changed)
    return locked


@transaction.atomic
def report_fault(*, text: str, page: str, email: str, by: Any | None, now: datetime) -> FaultReport:
    """Keep what a visitor reports, and tell those who mend faults. `by` is None for strangers."""
    report = FaultReport.objects.create(
        text=unsigned(text), page=unsigned(page), email=email, reported_by=by, reported_at=now
    )
    record(FAULT_REPORTED, about=report, by=by, now=now)
    if settings.FAULT_REPORTS_TO:
        write_mail(
            FAULT_MAIL,
            to_address=settings.FAULT_REPORTS_TO,
            language=settings.LANGUAGE_CODE,
            template="pages/fault",
            context={"report_id": report.pk},
            now=now,
        )
    return report
