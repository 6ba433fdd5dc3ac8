"""A month of a round that was started from a template, morning by morning, by the beat's own tasks:
exactly which reminders each person got, on which day, and in which language."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import Participation, Seat, User
from exchange_portal.celery import app
from exchange_portal.outbox.models import Message
from meetings import actions as meetings
from meetings.models import Assignment, Meeting
from meetings.queries.drafts import draft
from meetings.queries.invitations import called_to
from programmes.models import TemplateVersion
from selfassessment import actions as selfassessment
from selfassessment.models import Assessment
from selfassessment.queries.agreed import draft as agreed
from selfassessment.queries.asked import asked
from tests.meetings.conftest import own_storage  # noqa: F401
from tests.personas import World
from tests.programmes.starting import group, of_group, start
from tests.selfassessment.conftest import MANAGEMENT, PRECONDITIONS, ship, version_of

HOURS = (time(3), time(7, 4), time(18))  # the beat wakes more often, and finds nothing more to do
FIRST, LAST, MEETING, DUE = 78, 108, 100, 98  # days from the start of the round

type Reminded = tuple[str, str, str]  # first name, of what, language

# Rules 14, 7 and 1 before day 93 (what is handed in), 98 (self-assessments) and 100 (the meeting).
MORNINGS: dict[int, list[Reminded]] = {
    79: [
        ("Ada", "before", "sv"),
        ("Ada", "preparation", "sv"),
        ("Dan", "before", "en"),
        ("Dan", "preparation", "en"),
    ],
    84: [
        ("Ada", "management", "sv"),
        ("Ada", "preconditions", "sv"),
        ("Ben", "management", "sv"),
        ("Hedda", "management", "en"),
    ],
    86: [
        ("Ada", "before", "sv"),
        ("Ada", "invitation", "sv"),
        ("Ada", "preparation", "sv"),
        ("Ben", "invitation", "sv"),
        ("Dan", "before", "en"),
        ("Dan", "invitation", "en"),
        ("Dan", "preparation", "en"),
        ("Hedda", "invitation", "en"),
    ],
    91: [("Ada", "management", "sv"), ("Ben", "management", "sv")],
    92: [
        ("Ada", "preparation", "sv"),
        ("Dan", "before", "en"),
        ("Dan", "preparation", "en"),
    ],
    93: [
        ("Ada", "invitation", "sv"),
        ("Dan", "invitation", "en"),
        ("Hedda", "invitation", "en"),
    ],
    95: [("Nora", "invitation", "sv"), ("Nora", "management", "sv")],
    97: [("Ada", "management", "sv")],
    99: [
        ("Ada", "invitation", "sv"),
        ("Hedda", "invitation", "en"),
        ("Nora", "invitation", "sv"),
    ],
}


class Month:
    """A round with one group, in which three institutions have people in place."""

    def __init__(self, world: World, template: TemplateVersion) -> None:
        self.world = world
        names = [one.name for one in of_group(world, "Grupp 2")]
        kickoff = group(world, "Grupp 2", *names, dates={1: world.days(MEETING)})
        self.round = start(world, template, groups=[kickoff])
        self.meeting = Meeting.objects.get(cohort__round=self.round, kind="kickoff")
        self._seat_everyone(world)
        ship()
        self.management = self._open(MANAGEMENT)
        self.preconditions = self._open(PRECONDITIONS)

    def _seat_everyone(self, world: World) -> None:
        """Ben has two seats; Lena leaves the day before she would be reminded, Nora comes late,
        and Olof's account is shut."""
        seats: list[tuple[str, str, str, int, int | None]] = [
            ("ada", "VR", "coordinator", 0, None),
            ("hedda", "VR", "head", 0, None),
            ("ben", "VR", "planning", 0, None),
            ("ben", "VR", "core_activity", 0, None),
            ("nora", "VR", "finance", 95, None),
            ("dan", "Forte", "coordinator", 0, None),
            ("lena", "VR", "finance", 0, 84),
            ("olof", "Formas", "head", 0, None),
        ]
        for name, place, code, starts, ends in seats:
            cohorts.fill_seat(
                Seat.objects.get(participation=self.place(place), function__code=code),
                user=world.people[name],
                from_on=world.days(starts),
                until_on=None if ends is None else world.days(ends),
                by=None,
                now=world.now,
            )
        User.objects.filter(pk__in=[world.hedda.pk, world.dan.pk]).update(language="en")
        User.objects.filter(pk=world.olof.pk).update(is_active=False)

    def place(self, short_name: str) -> Participation:
        return Participation.objects.select_related("cohort__round", "institution").get(
            cohort__round=self.round, institution__short_name=short_name
        )

    def _open(self, instrument: str) -> Assessment:
        return selfassessment.open_assessment(
            self.place("VR"),
            version=version_of(instrument),
            opens_on=self.world.days(FIRST),
            due_on=self.world.days(DUE),
            by=None,
            now=self.world.now,
        )

    # --- What people do -------------------------------------------------------------------------

    def hedda_answers_alone(self, now: datetime) -> None:
        for statement in asked(self.management.instrument_version).statements:
            for version, level in enumerate(selfassessment.LEVELS):
                selfassessment.rate(
                    self.management,
                    statement=statement,
                    level=level,
                    position=2,
                    version=version,
                    by=self.world.hedda,
                    now=now,
                )
        selfassessment.finish(self.management, by=self.world.hedda, now=now)

    def ada_closes_the_answering(self, now: datetime) -> None:
        selfassessment.close_answering(self.management, by=self.world.ada, now=now)

    def ada_hands_in_preconditions(self, now: datetime) -> None:
        act: Any = {"by": self.world.ada, "now": now}
        facts: Any = {"present": 2, "wanted": None, "comment": "", "version": 0}
        for statement in asked(self.preconditions.instrument_version).statements:
            choice = selfassessment.Choice(statement=statement, **facts)
            selfassessment.agree(self.preconditions, choice=choice, **act)
        stamp = agreed(self.preconditions).stamp
        selfassessment.submit(self.preconditions, stamp=stamp, **act)

    def ada_hands_in_before_the_meeting(self, now: datetime) -> None:
        act: Any = {"participation": self.place("VR"), "by": self.world.ada, "now": now}
        assignment = Assignment.objects.get(meeting=self.meeting, phase="before")
        for question in assignment.questions.all():
            meetings.save_answer(assignment, question=question, text="Så här.", version=0, **act)
        stamp = draft(assignment, self.place("VR")).stamp
        meetings.submit(assignment, stamp=stamp, **act)

    def answers(self, name: str, *, is_coming: bool) -> Callable[[datetime], None]:
        def answer(now: datetime) -> None:
            person = self.world.people[name]
            for one in called_to(person, now):
                meetings.answer_invitation(
                    one.session,
                    holding=person.holdings.filter(
                        seat__participation__cohort=self.meeting.cohort
                    ).earliest("pk"),
                    is_coming=is_coming,
                    answered_for=self.meeting.held_on,
                    version=0,
                    by=person,
                    now=now,
                )

        return answer


def wake_everything() -> None:
    """All that the beat wakes every few minutes, and then the outbox."""
    woken = [one["task"] for one in app.conf.beat_schedule.values()]
    for name in (one for one in woken if one.endswith(".remind")):
        app.tasks[name]()
    app.tasks["exchange_portal.outbox.tasks.drain"]()


def reminders_sent(seen: int) -> tuple[int, list[Reminded]]:
    """Those since the message `seen`, and the last message now."""
    sent = Message.objects.filter(pk__gt=seen, kind__endswith="reminder", state="sent")
    found = [
        (one.recipient.name.split()[0], what(one), one.language)
        for one in sent.select_related("recipient")
    ]
    return max([seen, *Message.objects.values_list("pk", flat=True)]), sorted(found)


def what(message: Message) -> str:
    data = message.notices.get().data
    if "assignment" in data:
        return str(Assignment.objects.get(pk=data["assignment"]).phase)
    if "assessment" in data:
        assessment = Assessment.objects.with_origin().get(pk=data["assessment"])
        return "management" if assessment.is_of_management else "preconditions"
    return "invitation"


def test_a_month_of_mornings(
    world: World,
    jim: TemplateVersion,
    own_storage: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app.loader.import_default_modules()
    month = Month(world, jim)
    in_the_evening = {
        85: month.hedda_answers_alone,
        87: month.ada_hands_in_before_the_meeting,
        88: month.answers("ben", is_coming=True),
        90: month.ada_hands_in_preconditions,
        94: month.answers("dan", is_coming=False),
        96: month.ada_closes_the_answering,
    }
    got: dict[int, dict[int, list[Reminded]]] = defaultdict(dict)
    seen = 0
    for number in range(FIRST, LAST + 1):
        for hour in HOURS:
            now = datetime.combine(world.days(number), hour, get_default_timezone())
            monkeypatch.setattr(timezone, "now", lambda at=now: at)
            wake_everything()
            seen, sent = reminders_sent(seen)
            if sent:
                got[number][hour.hour] = sent
        if number in in_the_evening:
            in_the_evening[number](now + timedelta(hours=1))

    assert {number: at for number, at in got.items() if set(at) != {7}} == {}
    assert {number: at[7] for number, at in got.items()} == MORNINGS
