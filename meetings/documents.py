"""The PDF of what was handed in. It is made from the frozen copy and from nothing else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from exchange_portal import pdf
from exchange_portal.audit import trail
from exchange_portal.files.actions import store_made
from exchange_portal.outbox.kinds import TryLater, register_job
from exchange_portal.outbox.models import Job
from meetings import events
from meetings.frozen import Frozen
from meetings.models import SubmittedVersion

LANGUAGE = "sv"  # the language of the record


def write_submission_pdf(copy: Frozen, fingerprint: str) -> bytes:
    context = {"copy": copy, "fingerprint": fingerprint, "institution": copy.institution}
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
        name = f"inlämning-{version.submitted_at:%Y-%m-%d}-version-{version.number}.pdf"
        version.pdf = store_made(name, made, "application/pdf", now=now)
        version.save(update_fields=["pdf"])
        trail.record(events.PDF_MADE, about=version, by=None, now=now)


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
