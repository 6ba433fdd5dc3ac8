"""The mail of this room: the receipt. It says that something was handed in, and no answers."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from cohorts.emails import about_sender
from cohorts.rules import belongs_to
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from selfassessment import events
from selfassessment.frozen import Frozen
from selfassessment.models import SubmittedAssessment


def write_receipt(notice: Notice) -> Mail:
    """To the one who handed in and the institution's coordinators."""
    submitted = _submitted(notice)
    copy, language = Frozen.from_content(submitted.content), notice.recipient.language
    context: dict[str, Any] = {
        "submitted": submitted,
        "copy": copy,
        "title": local(copy, "title", language),
        "recipient": notice.recipient,
        "is_submitter": notice.recipient.pk == submitted.submitted_by_id,
        "path": reverse("submitted_assessment", args=[submitted.key]),
    }
    context |= about_sender(submitted.assessment.participation.cohort, notice)
    return compose("selfassessment/receipt", context, language=language)


def receipt_still_wanted(notice: Notice, now: datetime) -> bool:
    return belongs_to(notice.recipient, _submitted(notice).assessment.participation, now)


def _submitted(notice: Notice) -> SubmittedAssessment:
    return SubmittedAssessment.objects.with_origin().get(pk=notice.data["submitted"])


register_notice(events.RECEIPT, write=write_receipt, still_wanted=receipt_still_wanted)
