"""PDFs that name somebody whose identity has been protected since."""

from datetime import datetime

from django.db import transaction

from cohorts.models import User
from exchange_portal.files.actions import withhold
from exchange_portal.outbox import queue
from selfassessment import events
from selfassessment.models import SubmittedAssessment


@transaction.atomic
def make_pdfs_anew(person: User, *, now: datetime) -> None:
    """Of what the person has handed in. Until they are made, nobody gets the old ones."""
    handed_in = SubmittedAssessment.objects.filter(submitted_by=person, pdf__isnull=False)
    for submitted in handed_in.select_related("pdf"):
        if submitted.pdf is not None:
            withhold(submitted.pdf)
        once = f"{events.SUMMARY_PDF_ANEW}:{submitted.key}:{now.isoformat()}"
        queue.enqueue(events.SUMMARY_PDF_ANEW, once=once, data={"submitted": submitted.pk}, now=now)
