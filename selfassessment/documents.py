"""The PDF of what was handed in. It is made from the frozen copy and from nothing else."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.words import uncapped
from exchange_portal import pdf
from exchange_portal.audit import trail
from exchange_portal.files.actions import replace_made, store_made
from exchange_portal.outbox.kinds import TryLater, register_job
from exchange_portal.outbox.models import Job
from selfassessment import events
from selfassessment.copies import copy_of
from selfassessment.frozen import Frozen
from selfassessment.models import SubmittedAssessment
from selfassessment.summary import summary_of

LANGUAGE = "sv"  # the language of the record
NAME_LENGTH = 100  # of what a file name says of institution and instrument


def write_summary_pdf(copy: Frozen, fingerprint: str) -> bytes:
    with override(LANGUAGE):
        summary = summary_of(copy)
    context = {
        "copy": copy,
        "summary": summary,
        "fingerprint": fingerprint,
        "institution": copy.institution,
        "function": uncapped(copy.function_sv),
        "agency": settings.AGENCY,
    }
    title = f"{copy.title_sv}, {copy.institution}"
    return pdf.render("pdf/selfassessment/summary.html", context, title=title, language=LANGUAGE)


def make_summary_pdf(data: dict[str, Any], now: datetime) -> None:
    """Job: make the PDF of what was handed in, unless it is there."""
    submitted = SubmittedAssessment.objects.get(pk=data["submitted"])
    if submitted.pdf_id is not None:
        return
    copy = copy_of(submitted)
    made = _summary_pdf(submitted)
    with transaction.atomic():
        locked = SubmittedAssessment.objects.select_for_update(of=("self", "submitted_by"))
        submitted = locked.select_related("submitted_by").get(pk=submitted.pk)
        if submitted.pdf_id is not None:
            return
        if copy_of(submitted) != copy:  # whoever handed it in has been protected meanwhile
            raise TryLater(_("Ett namn ändrades medan filen gjordes."))
        submitted.pdf = store_made(file_name(copy), made, "application/pdf", now=now)
        submitted.save(update_fields=["pdf"])
        trail.record(events.PDF_MADE, about=submitted, by=None, now=now)


def make_summary_pdf_anew(data: dict[str, Any], now: datetime) -> None:
    """Job: other bytes in the PDF of what was handed in, which names somebody no longer."""
    submitted = SubmittedAssessment.objects.select_related("pdf").get(pk=data["submitted"])
    if submitted.pdf is not None:
        replace_made(submitted.pdf, _summary_pdf(submitted), now=now)


def _summary_pdf(submitted: SubmittedAssessment) -> bytes:
    try:
        return write_summary_pdf(copy_of(submitted), submitted.fingerprint)
    except pdf.PdfUnavailable as unavailable:
        raise TryLater(str(unavailable)) from unavailable


def file_name(copy: Frozen) -> str:
    """«forte-förutsättningar-2026-11-25.pdf»: whose it is, in any folder."""
    about = slugify(f"{copy.institution} {copy.title_sv}", allow_unicode=True)[:NAME_LENGTH]
    return f"{about.rstrip('-')}-{localdate(copy.submitted_at):%Y-%m-%d}.pdf"


def pdf_state(submitted: SubmittedAssessment) -> str:
    """How it is with the PDF: «made», «waiting», «delayed» (it will come) or «failed»."""
    if submitted.pdf_id is not None:
        return "made"
    job = Job.objects.filter(once=once(submitted)).first()
    if job is None or job.state == Job.State.FAILED:
        return "failed"
    return "delayed" if job.error else "waiting"


def once(submitted: SubmittedAssessment) -> str:
    """The name of the job that makes the PDF."""
    return f"{events.SUMMARY_PDF}:{submitted.key}"


register_job(events.SUMMARY_PDF, make_summary_pdf)
register_job(events.SUMMARY_PDF_ANEW, make_summary_pdf_anew)
