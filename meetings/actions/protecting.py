"""PDFs that name somebody whose identity has been protected since."""

from datetime import datetime

from django.db import transaction

from cohorts.models import User
from exchange_portal.files.actions import withhold
from exchange_portal.outbox import queue
from meetings import events
from meetings.models import SubmittedVersion


@transaction.atomic
def make_pdfs_anew(person: User, *, now: datetime) -> None:
    """Of what the person has handed in. Until they are made, nobody gets the old ones."""
    versions = SubmittedVersion.objects.filter(submitted_by=person, pdf__isnull=False)
    for version in versions.select_related("pdf"):
        if version.pdf is not None:
            withhold(version.pdf)
        once = f"{events.SUBMISSION_PDF_ANEW}:{version.key}:{now.isoformat()}"
        queue.enqueue(events.SUBMISSION_PDF_ANEW, once=once, data={"version": version.pk}, now=now)
