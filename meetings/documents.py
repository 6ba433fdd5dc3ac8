"""PDFs: of what was handed in, and of what a group has shared at a meeting. They are made from the
frozen copies and from nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.words import cohort_in_sentence, uncapped
from exchange_portal import pdf
from exchange_portal.audit import trail
from exchange_portal.files.actions import replace_made, store_made
from exchange_portal.outbox.kinds import TryLater, register_job
from exchange_portal.outbox.models import Job
from meetings import events
from meetings.copies import copy_of
from meetings.frozen import Frozen
from meetings.models import Meeting, MeetingSummary, SubmittedVersion
from meetings.queries.together import Part, together
from meetings.queries.words import meeting_name

LANGUAGE = "sv"  # the language of the record
NAME_LENGTH = 100  # of what a file name says of institution and assignment


@dataclass(frozen=True, kw_only=True)
class About:
    """The meeting that a summary is of, and when it was asked for."""

    name: str  # «Träff 1»
    theme_sv: str
    theme_en: str
    cohort: str
    round: str
    held_on: date | None
    asked_at: datetime


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
    copy = copy_of(version)
    made = _submission_pdf(version)
    with transaction.atomic():
        locked = SubmittedVersion.objects.select_for_update(of=("self", "submitted_by"))
        version = locked.select_related("submitted_by").get(pk=version.pk)
        if version.pdf_id is not None:
            return
        if copy_of(version) != copy:  # whoever handed it in has been protected meanwhile
            raise TryLater(_("Ett namn ändrades medan filen gjordes."))
        version.pdf = store_made(file_name(copy), made, "application/pdf", now=now)
        version.save(update_fields=["pdf"])
        trail.record(events.PDF_MADE, about=version, by=None, now=now)


def make_submission_pdf_anew(data: dict[str, Any], now: datetime) -> None:
    """Job: other bytes in the PDF of a version, which names somebody no longer."""
    version = SubmittedVersion.objects.select_related("pdf").get(pk=data["version"])
    if version.pdf is not None:
        replace_made(version.pdf, _submission_pdf(version), now=now)


def _submission_pdf(version: SubmittedVersion) -> bytes:
    try:
        return write_submission_pdf(copy_of(version), version.fingerprint)
    except pdf.PdfUnavailable as unavailable:
        raise TryLater(str(unavailable)) from unavailable


def file_name(copy: Frozen) -> str:
    """«vetenskapsrådet-beskriv-ert-läge-2026-11-25-version-1.pdf»: whose it is, in any folder."""
    about = slugify(f"{copy.institution} {copy.title_sv}", allow_unicode=True)[:NAME_LENGTH]
    day = localdate(copy.submitted_at)
    return f"{about.rstrip('-')}-{day:%Y-%m-%d}-version-{copy.number}.pdf"


def write_summary_pdf(about: About, parts: list[Part], fingerprint: str) -> bytes:
    context = {
        "about": about,
        "parts": parts,
        "fingerprint": fingerprint,
        "cohort": cohort_in_sentence(about.cohort, LANGUAGE),
        "agency": settings.AGENCY,
    }
    title = f"{about.name}, {about.cohort}"
    return pdf.render("pdf/meetings/summary.html", context, title=title, language=LANGUAGE)


def make_summary_pdf(data: dict[str, Any], now: datetime) -> None:
    """Job: make the PDF of a meeting's summary, unless it is there."""
    summary = MeetingSummary.objects.select_related("meeting__cohort__round").get(
        pk=data["summary"]
    )
    if summary.pdf_id is not None:
        return
    copies = SubmittedVersion.objects.select_related("submission").in_bulk(summary.versions)
    parts = together(copies[pk] for pk in summary.versions)
    with override(LANGUAGE):
        about = about_meeting(summary.meeting, summary.asked_at)
    try:
        made = write_summary_pdf(about, parts, summary.fingerprint)
    except pdf.PdfUnavailable as unavailable:
        raise TryLater(str(unavailable)) from unavailable
    with transaction.atomic():
        summary = MeetingSummary.objects.select_for_update(of=["self"]).get(pk=summary.pk)
        if summary.pdf_id is not None:
            return
        name = summary_file_name(about)
        summary.pdf = store_made(name, made, "application/pdf", now=now)
        summary.save(update_fields=["pdf"])
        trail.record(events.SUMMARY_MADE, about=summary, by=None, now=now)


def about_meeting(meeting: Meeting, asked_at: datetime) -> About:
    cohort = meeting.cohort
    return About(
        name=meeting_name(meeting),
        theme_sv=meeting.theme_sv,
        theme_en=meeting.theme_en,
        cohort=cohort.name,
        round=cohort.round.name if cohort.round else "",
        held_on=meeting.held_on,
        asked_at=asked_at,
    )


def summary_file_name(about: About) -> str:
    """«sammanställning-grupp-2-träff-1-2026-11-25.pdf»."""
    name = slugify(f"sammanställning {about.cohort} {about.name}", allow_unicode=True)
    return f"{name[:NAME_LENGTH].rstrip('-')}-{localdate(about.asked_at):%Y-%m-%d}.pdf"


def pdf_state(version: SubmittedVersion) -> str:
    """How it is with the PDF: «made», «waiting», «delayed» (it will come) or «failed»."""
    return _state(version.pdf_id, once(version))


def summary_pdf_state(summary: MeetingSummary | None) -> str:
    """The same of a summary; «none» while nobody has asked for it."""
    return _state(summary.pdf_id, once_of_summary(summary)) if summary else "none"


def _state(pdf_id: int | None, once: str) -> str:
    if pdf_id is not None:
        return "made"
    job = Job.objects.filter(once=once).first()
    if job is None or job.state == Job.State.FAILED:
        return "failed"
    return "delayed" if job.error else "waiting"


def once(version: SubmittedVersion) -> str:
    """The name of the job that makes the version's PDF."""
    return f"{events.SUBMISSION_PDF}:{version.key}"


def once_of_summary(summary: MeetingSummary) -> str:
    return f"{events.MEETING_SUMMARY_PDF}:{summary.key}"


register_job(events.SUBMISSION_PDF, make_submission_pdf)
register_job(events.SUBMISSION_PDF_ANEW, make_submission_pdf_anew)
register_job(events.MEETING_SUMMARY_PDF, make_summary_pdf)
