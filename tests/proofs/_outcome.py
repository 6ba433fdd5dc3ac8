"""What must have come of it when institutions have handed in: one PDF of each, and the mails."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from pypdf import PdfReader

from cohorts.models import Institution
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Job, Message, Notice
from meetings.models import MeetingSummary, SubmittedVersion
from selfassessment.models import SubmittedAssessment
from tests import servers
from tests.proofs._handing_in import Addressed, Office

PDF = "application/pdf"
MADE_OF = (SubmittedVersion, SubmittedAssessment, MeetingSummary)  # each becomes one PDF


def left() -> list[str]:
    """What waits or is being worked on, and what has been said of it."""
    state = Message.State
    rows = [
        *Notice.objects.filter(state=Notice.State.WAITING),
        *Message.objects.filter(state__in=[state.WAITING, state.INFLIGHT, state.COMMITTING]),
        *Job.objects.exclude(state=Job.State.DONE),
    ]
    return [f"{row} {row.state}, {row.tries} tries, {row.error}" for row in rows]


def interrupted() -> int:
    """Mails and jobs in whose midst a worker died."""
    return len(_unclear()) + Job.objects.filter(tries__gt=1).count()


def pdfs_made() -> int:
    return sum(model.objects.exclude(pdf=None).count() for model in MADE_OF)


def forget_what_is_made() -> int:
    """As when each worker that made a PDF died before it could say so, and its lease has run out:
    how many are waited for again."""
    state = Job.State
    return Job.objects.filter(state=state.DONE).update(state=state.WAITING, done_at=None, tries=0)


def verdict(ready: Sequence[Office], mails: Sequence[servers.Mail], port: int) -> dict[str, Any]:
    expected = Counter(mail for office in ready for mail in office.mails())
    delivered = Counter(_addressed(mails))
    unclear = _unclear()
    figures = {
        "submissions": SubmittedVersion.objects.count(),
        "self_assessments": SubmittedAssessment.objects.count(),
        "summaries": MeetingSummary.objects.count(),
        "pdfs": _right_pdfs(ready, port),
        "mails": expected.total(),
        "delivered": delivered.total(),
        "doubled": max(
            _doubled(mail.message_id for mail in mails),
            _doubled((mail.recipients[0], mail.subject) for mail in mails),
        ),
        "unclear": len(unclear),
        "missing": (expected - delivered - Counter(unclear.values())).total(),
        "unexpected": (delivered - expected).total(),
        "notices_lost": expected.total() - Notice.objects.filter(state="written").count(),
        "control_doubled": len(unclear.keys() & {mail.message_id for mail in mails}),
        "control_lost": len(unclear.keys() - {mail.message_id for mail in mails}),
    }
    faults = ("doubled", "missing", "unexpected", "notices_lost")
    is_whole = figures["submissions"] == figures["self_assessments"] == len(ready)
    is_well = is_whole and not any(figures[name] for name in faults)
    return {"ok": is_well and _one_pdf_each(figures["pdfs"]) and _one_summary_each(), **figures}


def _addressed(mails: Sequence[servers.Mail]) -> list[Addressed]:
    kinds = {on_the_wire(one).extra_headers["Message-ID"]: one.kind for one in _messages()}
    return [(mail.recipients[0], kinds.get(mail.message_id, "unknown")) for mail in mails]


def _unclear() -> dict[str, Addressed]:
    """Mails shown as unclear, by their Message-ID."""
    rows = _messages().filter(state=Message.State.UNCLEAR)
    return {
        on_the_wire(one).extra_headers["Message-ID"]: (one.to_address, one.kind) for one in rows
    }


def _messages() -> QuerySet[Message]:
    return Message.objects.order_by("pk")


def _doubled(mails: Iterable[object]) -> int:
    return sum(times - 1 for times in Counter(mails).values())


def _right_pdfs(ready: Sequence[Office], port: int) -> int:
    """Those that can be read and name who they are of: one institution, or those of a summary."""
    names = set(
        Institution.objects.filter(participations__isnull=False).values_list("name", flat=True)
    )
    right = 0
    for office in ready:
        right += sum(_named(pdf, names) == {office.own.name} for pdf in office.pdfs(port))
    for summary in MeetingSummary.objects.exclude(pdf=None).select_related("pdf"):
        assert summary.pdf is not None
        with default_storage.open(summary.pdf.path) as file:
            right += _named(file.read(), names) == _institutions(summary)
    return right


def _named(pdf: bytes, names: Iterable[str]) -> set[str]:
    if not pdf.startswith(b"%PDF"):
        return set()
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    text = " ".join(text.split())
    return {name for name in names if name in text}


def _institutions(summary: MeetingSummary) -> set[str]:
    versions = SubmittedVersion.objects.filter(pk__in=summary.versions)
    return set(versions.values_list("submission__participation__institution__name", flat=True))


def _one_pdf_each(right: int) -> bool:
    """As many files as there is to make, none of them for two, and every job done."""
    made = StoredFile.objects.filter(content_type=PDF).count()
    used = {pk for model in MADE_OF for pk in model.objects.values_list("pdf", flat=True)}
    done = Job.objects.filter(state=Job.State.DONE).count()
    return made == len(used - {None}) == done == right == _asked_for()


def _asked_for() -> int:
    return sum(model.objects.count() for model in MADE_OF)


def _one_summary_each() -> bool:
    """No two of the same versions, and one of all that each group has handed in."""
    summaries = [frozenset(one.versions) for one in MeetingSummary.objects.all()]
    whole: dict[int, set[int]] = {}
    for pk, meeting in SubmittedVersion.objects.values_list(
        "pk", "submission__assignment__meeting"
    ):
        whole.setdefault(meeting, set()).add(pk)
    is_once = len(summaries) == len(set(summaries))
    return is_once and {frozenset(one) for one in whole.values()} <= set(summaries)
