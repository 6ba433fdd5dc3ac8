"""Asking for PDFs: the summary of a meeting, and what could not be made."""

from datetime import datetime

from django.db import transaction

from cohorts.models import User
from exchange_portal.audit import trail
from exchange_portal.outbox import actions as outbox
from meetings import documents, events
from meetings.actions.refusals import NothingShared
from meetings.models import Meeting, MeetingSummary, SubmittedVersion
from meetings.queries.together import fingerprint_of, shared_at


@transaction.atomic
def ask_for_summary(meeting: Meeting, *, by: User, now: datetime) -> MeetingSummary:
    """The one of what is shared now; asked for again, it is the same. It is made afterwards, and
    when that failed, once more."""
    versions = shared_at(meeting)
    if not versions:
        raise NothingShared
    summary, is_new = MeetingSummary.objects.get_or_create(
        meeting=meeting,
        fingerprint=fingerprint_of(versions),
        defaults={
            "versions": [version.pk for version in versions],
            "asked_at": now,
            "asked_by": by,
        },
    )
    if is_new:
        trail.record(events.SUMMARY_ASKED, about=summary, by=by, now=now)
    once = documents.once_of_summary(summary)
    data = {"summary": summary.pk}
    outbox.have_done(events.MEETING_SUMMARY_PDF, once=once, data=data, by=by, now=now)
    return summary


def make_pdf_again(version: SubmittedVersion, *, by: User, now: datetime) -> None:
    """The PDF of what was handed in, if it could not be made."""
    once, data = documents.once(version), {"version": version.pk}
    outbox.have_done(events.SUBMISSION_PDF, once=once, data=data, by=by, now=now)
