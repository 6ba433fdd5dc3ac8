"""What a group is asked, and who has not done it: those whom someone who runs the group may write
to. Of drafts and of leaders' answers it knows nothing."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from cohorts.models import Cohort, Function, Holding, Participation, User
from cohorts.rules import is_under_way
from exchange_portal.collation import sort_key
from exchange_portal.ui.texts import local, marked
from meetings import events as meeting_events
from meetings.models import Assignment, Meeting
from meetings.queries import missing as meetings
from meetings.queries.words import meeting_name
from programmes.models import Nudge
from selfassessment import events as assessment_events
from selfassessment.models import Assessment, Instrument
from selfassessment.queries import for_staff as selfassessment


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Who is missing, for which institution, and where they do it. `person` is None where nobody
    coordinates."""

    participation: Participation
    person: User | None
    path: str = ""

    @property
    def institution(self) -> str:
        return self.participation.institution.name


class Matter(ABC):
    """What is asked. `asks_people`: each of them alone, and not their institution."""

    cohort: Cohort
    asks_people = False
    automatic = ""  # the notice by which the portal itself reminds of it

    @abstractmethod
    def of(self) -> dict[str, Any]:
        """The thing itself, as `Nudge` points at it."""

    @abstractmethod
    def title(self, language: str) -> str:
        """In a language that is also the active one."""

    @abstractmethod
    def heading(self) -> str:
        """For a page, with its language when it is in another than the page."""

    @abstractmethod
    def due_on(self, now: datetime) -> date | None:
        """The last day; for an invitation the day of the meeting."""

    @abstractmethod
    def address(self) -> str:
        """Of the page that tells who is missing."""

    def waiting(self, now: datetime) -> list[Waiting]:
        """By institution, then by name. Nobody, in a round that is not under way."""
        if not is_under_way(self.cohort.round, now):
            return []
        return sorted(self._waiting(now), key=_in_order)

    @abstractmethod
    def _waiting(self, now: datetime) -> list[Waiting]:
        """In any order."""

    def anew(self) -> "Matter":
        """The same, knowing nothing yet of who is missing."""
        return matter_of(Nudge(cohort=self.cohort, **self.of()))

    def nudges(self) -> QuerySet[Nudge]:
        return Nudge.objects.filter(cohort=self.cohort, **self.of())

    @abstractmethod
    def is_told(self, data: dict[str, Any], now: datetime) -> bool:
        """Whether a notice of the kind `automatic` with such data was of this."""


class OfAssignment(Matter):
    automatic = meeting_events.REMINDER

    def __init__(self, assignment: Assignment) -> None:
        self.assignment, self.cohort = assignment, assignment.cohort

    def of(self) -> dict[str, Any]:
        return {"assignment": self.assignment}

    def title(self, language: str) -> str:
        return local(self.assignment, "title", language)

    def heading(self) -> str:
        return marked(self.assignment, "title")

    def due_on(self, now: datetime) -> date | None:
        return self.assignment.due_on

    def address(self) -> str:
        return reverse("missing_assignment", args=[self.assignment.key])

    def _waiting(self, now: datetime) -> list[Waiting]:
        if not self.assignment.has_opened(now):
            return []
        path = reverse("assignment", args=[self.assignment.key])
        places = meetings.not_handed_in(self.assignment)
        return _coordinators([(place, path) for place in places], now)

    def is_told(self, data: dict[str, Any], now: datetime) -> bool:
        return bool(data["assignment"] == self.assignment.pk)


class OfAssessment(Matter):
    automatic = assessment_events.REMINDER

    def __init__(self, cohort: Cohort, instrument: Instrument) -> None:
        self.cohort, self.instrument = cohort, instrument
        self._asked: list[Any] | None = None

    @classmethod
    def of_key(cls, cohort: Cohort, key: str, now: datetime) -> Self | None:
        """Of the instrument with that key, if there is one."""
        asked = selfassessment.latest_asked(cohort, key, now)
        if asked:
            matter = cls(asked[0].participation.cohort, asked[0].instrument_version.instrument)
            matter._asked = asked
            return matter
        instrument = Instrument.objects.filter(key=key).first()
        return cls(cohort, instrument) if instrument else None

    def of(self) -> dict[str, Any]:
        return {"instrument": self.instrument}

    def title(self, language: str) -> str:
        return local(self.instrument, "title", language)

    def heading(self) -> str:
        return marked(self.instrument, "title")

    def missing(self, now: datetime) -> list[Assessment]:
        """Asked of the database once for each page."""
        if self._asked is None:
            self._asked = selfassessment.latest_asked(self.cohort, self.instrument.key, now)
        return [one for one in self._asked if not one.is_submitted]

    def due_on(self, now: datetime) -> date | None:
        """The day that all of them have; None when they have different ones."""
        days = {one.due_on for one in self.missing(now)}
        return days.pop() if len(days) == 1 else None

    def address(self) -> str:
        return reverse("missing_assessment", args=[self.cohort.key, self.instrument.key])

    def _waiting(self, now: datetime) -> list[Waiting]:
        missing = self.missing(now)
        return _coordinators(
            [(one.participation, reverse("assessment", args=[one.key])) for one in missing], now
        )

    def is_told(self, data: dict[str, Any], now: datetime) -> bool:
        return data["assessment"] in {one.pk for one in self.missing(now)}


class OfInvitation(Matter):
    asks_people = True
    automatic = meeting_events.INVITATION_REMINDER

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.cohort = meeting, meeting.cohort

    def of(self) -> dict[str, Any]:
        return {"meeting": self.meeting}

    def title(self, language: str) -> str:
        return f"{meeting_name(self.meeting)}: {local(self.meeting, 'theme', language)}"

    def heading(self) -> str:
        return format_html("{}: {}", meeting_name(self.meeting), marked(self.meeting, "theme"))

    def due_on(self, now: datetime) -> date | None:
        return self.meeting.held_on

    def address(self) -> str:
        return reverse("missing_answers", args=[self.meeting.key])

    def _waiting(self, now: datetime) -> list[Waiting]:
        if self.meeting.held_on is None:
            return []
        path = reverse("meeting", args=[self.meeting.key])
        missing = meetings.not_answered([self.meeting], now).get(self.meeting, {})
        return [
            Waiting(participation=place, person=person, path=path)
            for person, place in missing.items()
        ]

    def is_told(self, data: dict[str, Any], now: datetime) -> bool:
        return bool(data["meeting"] == self.meeting.pk)


def matter_of(nudge: Nudge) -> Matter:
    if nudge.assignment is not None:
        return OfAssignment(nudge.assignment)
    if nudge.meeting is not None:
        return OfInvitation(nudge.meeting)
    instrument: Any = nudge.instrument
    return OfAssessment(nudge.cohort, instrument)


def _coordinators(places: list[tuple[Participation, str]], now: datetime) -> list[Waiting]:
    """Of the participations, each with its path. Never leaders: that one of them was written to
    would tell who has answered."""
    held = Holding.objects.acting(now).filter(
        user__is_active=True,
        seat__function__role=Function.Role.COORDINATOR,
        seat__participation__in=[place.pk for place, _path in places],
    )
    people: dict[int, dict[int, User]] = {}
    for one in held.select_related("user", "seat"):
        people.setdefault(one.seat.participation_id, {})[one.user_id] = one.user
    found: list[Waiting] = []
    for place, path in places:
        those: list[User | None] = [*people.get(place.pk, {}).values()]
        found += [
            Waiting(participation=place, person=person, path=path) for person in those or [None]
        ]
    return found


def _in_order(one: Waiting) -> tuple[Any, ...]:
    return sort_key(one.institution), one.participation.pk, one.person and sort_key(one.person.name)
