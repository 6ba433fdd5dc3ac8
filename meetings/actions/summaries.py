"""Asking for the summary of a meeting as a PDF."""

from datetime import datetime

from django.db import transaction

from cohorts.models import User
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from meetings import documents, events
from meetings.actions.refusals import NothingShared
from meetings.models import Meeting, MeetingSummary
from meetings.queries.together import fingerprint_of, shared_at


@transaction.atomic
def ask_for_summary(meeting: Meeting, *, by: User, now: datetime) -> MeetingSummary:
    """The one of what is shared now; asked for again, it is the same. It is made afterwards."""
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
        queue.enqueue(
            events.MEETING_SUMMARY_PDF,
            once=documents.once_of_summary(summary),
            data={"summary": summary.pk},
            now=now,
        )
    return summary
