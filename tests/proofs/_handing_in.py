"""Institutions that hand in, and what must have come of it."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

import cohorts.events
import meetings.events
from cohorts.models import Engagement, User
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Job, Message, Notice
from meetings.models import Assignment, SubmittedVersion
from tests import crowds, servers
from tests.proofs._browsing import Line

STAMP = re.compile(rb'name="stamp" value="([0-9a-f]+)"')
PDF = "application/pdf"

type Addressed = tuple[str, str]  # a mail by its recipient and its kind


@dataclass(frozen=True)
class Office:
    """An institution with a draft that is ready to be handed in."""

    own: crowds.Office
    assignment: Assignment
    contact: User
    session: str  # of the one who hands in

    def hand_in(self, port: int) -> None:
        line = Line(port, self.session)
        path = reverse("submit", args=[self.assignment.key])
        stamp = STAMP.search(line.get(path).body)
        assert stamp is not None, f"{self.own.name} was not shown what it hands in"
        answer = line.post(path, {"stamp": stamp[1].decode()})
        assert answer.status == HTTPStatus.FOUND, answer

    def mails(self) -> list[Addressed]:
        """What its people and its contact person must get: everyone a welcome and a receipt."""
        told = [
            (person.email, kind)
            for person in self.own.people
            for kind in (cohorts.events.WELCOME, meetings.events.RECEIPT)
        ]
        return [*told, (self.contact.email, meetings.events.RECEIVED)]

    def pdf_names_it(self, port: int) -> bool:
        """Whether its one version has a PDF that can be read and is about this institution."""
        version = SubmittedVersion.objects.get(
            submission__assignment=self.assignment, submission__participation=self.own.participation
        )
        path = reverse("submitted_pdf", args=[version.key])
        answer = Line(port, self.session).get(path)
        if not answer.body.startswith(b"%PDF"):
            return False
        text = PdfReader(io.BytesIO(answer.body)).pages[0].extract_text()
        return self.own.name in " ".join(text.split())


@transaction.atomic
def offices(groups: int, institutions: int) -> list[Office]:
    """Each group has its assignment and its contact person, each institution two coordinators."""
    crowd = crowds.Crowd(timezone.now())
    ready = []
    for number in range(1, groups + 1):
        cohort, members = crowd.group(
            f"Grupp {number}", institutions=institutions, roles=["coordinator", "coordinator"]
        )
        contact = crowd.employee(
            f"Kontakt {number}", role=Engagement.Role.CONTACT_PERSON, cohorts=[cohort]
        )
        (meeting,) = crowd.meetings(cohort, 1)
        assignment = crowd.assignment(meeting)
        for own in members:
            crowd.write(assignment, own)
            session = crowds.session_of(own.people[0])
            ready.append(Office(own, assignment, contact, session))
    return ready


def left() -> list[str]:
    """What waits or is being worked on, and what has been said of it."""
    state = Message.State
    rows = [
        *Notice.objects.filter(state=Notice.State.WAITING),
        *Message.objects.filter(state__in=[state.WAITING, state.INFLIGHT, state.COMMITTING]),
        *Job.objects.exclude(state=Job.State.DONE),
    ]
    return [f"{row} {row.state}, {row.tries} tries, {row.error}" for row in rows]


def pdfs_made() -> int:
    return SubmittedVersion.objects.exclude(pdf=None).count()


def verdict(ready: Sequence[Office], mails: Sequence[servers.Mail], port: int) -> dict[str, Any]:
    expected = Counter(mail for office in ready for mail in office.mails())
    delivered = Counter(_addressed(mails))
    unclear = _unclear()
    figures = {
        "submissions": SubmittedVersion.objects.count(),
        "pdfs": sum(office.pdf_names_it(port) for office in ready),
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
        "interrupted": len(unclear) + Job.objects.filter(tries__gt=1).count(),
        "control_doubled": len(unclear.keys() & {mail.message_id for mail in mails}),
        "control_lost": len(unclear.keys() - {mail.message_id for mail in mails}),
    }
    faults = ("doubled", "missing", "unexpected", "notices_lost")
    is_whole = figures["submissions"] == figures["pdfs"] == len(ready)
    return {
        "ok": is_whole and not any(figures[name] for name in faults) and _one_pdf_each(len(ready)),
        **figures,
    }


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


def _one_pdf_each(submissions: int) -> bool:
    """As many files as versions, none of them for two, and every job done."""
    made = StoredFile.objects.filter(content_type=PDF).count()
    used = SubmittedVersion.objects.aggregate(pdfs=Count("pdf", distinct=True))["pdfs"]
    done = Job.objects.filter(state=Job.State.DONE).count()
    return made == used == done == submissions
