"""A meeting to which `rows` people are called, each of an institution of their own. Two of three
have answered."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from cohorts.models import Holding
from meetings import actions
from meetings.models import Meeting
from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10
ITEMS = 6  # of the agenda


def prepare(rows: int, now: datetime) -> Visit:
    made = world(rows, now)
    assert made.assignment.meeting is not None
    _answer(made.assignment.meeting, now)
    return Visit(path=reverse("meeting", args=[made.assignment.meeting.key]), user=made.ada)


@transaction.atomic
def _answer(meeting: Meeting, now: datetime) -> None:
    session = meeting.sessions.get()
    for number in range(1, ITEMS + 1):
        actions.add_agenda_item(session, title_sv=f"Punkt {number}", minutes=30, by=None, now=now)
    called = Holding.objects.filter(
        seat__participation__cohort=meeting.cohort_id, seat__function__in=session.audience.all()
    ).order_by("pk")
    for number, holding in enumerate(called.select_related("user")):
        if number % 3:
            actions.answer_invitation(
                session,
                holding=holding,
                is_coming=number % 3 == 1,
                answered_for=meeting.held_on,
                version=0,
                by=holding.user,
                now=now,
            )
