"""The PDF of what was handed in. It is made from the frozen copy and from nothing else."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from cohorts.words import cohort_in_sentence, uncapped
from exchange_portal import pdf
from exchange_portal.audit import trail
from exchange_portal.files.actions import store_made
from exchange_portal.outbox.kinds import TryLater, register_job
from exchange_portal.outbox.models import Job
from meetings import events
from meetings.frozen import Frozen
from meetings.models import SubmittedVersion

LANGUAGE = "sv"  # the language of the record
NAME_LENGTH = 100  # of what a file name says of institution and assignment


def write_submission_pdf(copy: Frozen, fingerprint: str) -> bytes:
    context = {
        "copy": copy,
        "fingerprint": fingerprint,
        "institution": copy.institution,
        "function": uncapped(copy.function_sv),
        "cohort": cohort_in_sentence(copy.cohort, LANGUAGE),
        "agency": settings.AGENCY,
    }
    title = f"{copy.title_sv}, {copy.institution}"
    return pdf.render("pdf/meetings/submission.html", context, title=title, language=LANGUAGE)


def make_submission_pdf(data: dict[str, Any], now: datetime) -> None:
    """Job: make the PDF of a version, unless it is there."""
    version = SubmittedVersion.objects.get(pk=data["version"])
    if version.pdf_id is not None:
        return
    copy = Frozen.from_content(version.content)
    try:
        made = write_submission_pdf(copy, version.fingerprint)
    except pdf.PdfUnavailable as unavailable:
        raise TryLater(str(unavailable)) from unavailable
    with transaction.atomic():
        version = SubmittedVersion.objects.select_for_update().get(pk=version.pk)
        if version.pdf_id is not None:
            return
        version.pdf = store_made(file_name(copy), made, "application/pdf", now=now)
        version.save(update_fields=["pdf"])
        trail.record(events.PDF_MADE, about=version, by=None, now=now)


def file_name(copy: Frozen) -> str:
    """«vetenskapsrådet-beskriv-ert-läge-2026-11-25-version-1.pdf»: whose it is, in any folder."""
    about = slugify(f"{copy.institution} {copy.title_sv}", allow_unicode=True)[:NAME_LENGTH]
    day = localdate(copy.submitted_at)
    return f"{about.rstrip('-')}-{day:%Y-%m-%d}-version-{copy.number}.pdf"


def pdf_state(version: SubmittedVersion) -> str:
    """How it is with the PDF: «made», «waiting», «delayed» (it will come) or «failed»."""
    if version.pdf_id is not None:
        return "made"
    job = Job.objects.filter(once=once(version)).first()
    if job is None or job.state == Job.State.FAILED:
        return "failed"
    return "delayed" if job.error else "waiting"


def once(version: SubmittedVersion) -> str:
    """The name of the job that makes the version's PDF."""
    return f"{events.SUBMISSION_PDF}:{version.key}"


register_job(events.SUBMISSION_PDF, make_submission_pdf)
