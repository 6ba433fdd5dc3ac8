"""Guest institutions of a round: which meetings they visit, with whom, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Engagement, Guest, Institution, Round, User, rights_of
from exchange_portal.collation import sort_key, swedish
from meetings.models import Meeting, Session
from meetings.queries.guests import DAY, is_for_guests
from meetings.queries.words import meeting_name, when
from programmes.dates import groups_of
from programmes.queries import audiences_of


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A meeting that the institution visits. Once it is over nobody more can be invited."""

    guest: Guest
    meeting: Meeting
    is_over: bool

    @property
    def name(self) -> str:
        return f"{meeting_name(self.meeting)}, {self.meeting.cohort}"

    @property
    def last_on(self) -> date | None:
        """The last day that its people see anything."""
        return self.guest.until_on and self.guest.until_on - DAY


@dataclass(frozen=True, kw_only=True)
class House:
    """A guest institution, and its people by name."""

    institution: Institution
    visits: list[Visit]
    people: list[User]

    @property
    def guests(self) -> list[Guest]:
        return [one.guest for one in self.visits]

    @property
    def is_over(self) -> bool:
        return all(one.is_over for one in self.visits)


def houses(round: Round, user: User, now: datetime, *, of: Guest | None = None) -> list[House]:
    """Those at meetings that the user runs, by name; or the one that a guest is of."""
    seen = Guest.objects.visible_to(user, now).filter(scope__cohort__round=round, withdrawn_at=None)
    if of is not None:
        seen = seen.filter(institution=of.institution_id)
    guests = {one.scope_id: one for one in seen}
    visits: dict[Institution, list[Visit]] = {}
    for meeting in _meetings(guests):
        guest = guests[meeting.scope_id]
        is_over = guest.until_on is not None and guest.until_on <= localdate(now)
        visit = Visit(guest=guest, meeting=meeting, is_over=is_over)
        visits.setdefault(guest.institution, []).append(visit)
    people = _people(guests.values(), now)
    found = [
        House(institution=one, visits=those, people=people.get(one.pk, []))
        for one, those in visits.items()
    ]
    return sorted(found, key=lambda house: sort_key(house.institution.name))


def _meetings(scopes: Iterable[int]) -> QuerySet[Meeting]:
    meetings = Meeting.objects.filter(scope__in=list(scopes)).select_related("cohort__round")
    return meetings.order_by("number", swedish("cohort__name"), "pk")


def _people(guests: Iterable[Guest], now: datetime) -> dict[int, list[User]]:
    """Those of today, by the id of the institution."""
    visits = Engagement.objects.current(now).filter(guest__in=[one.pk for one in guests])
    found: dict[int, dict[int, User]] = {}
    for one in visits.select_related("user", "guest").order_by(swedish("user__name"), "user"):
        if one.guest is not None:
            found.setdefault(one.guest.institution_id, {})[one.user_id] = one.user
    return {place: list(people.values()) for place, people in found.items()}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One meeting, or all of a number in the groups that the reader runs."""

    value: str
    label: str
    meetings: list[Meeting]


def choices(round: Round, user: User, now: datetime) -> dict[str, list[Choice]]:
    """Meetings that are yet to come, under the heading that they stand below in a list."""
    groups = groups_of(round, user, now)
    coming = Q(held_on=None) | Q(held_on__gte=localdate(now))
    meetings = Meeting.objects.filter(coming, cohort__in=groups).select_related(
        "cohort__round", "scope"
    )
    open_to_guests = meetings.exclude(kind=Meeting.Kind.COORDINATORS)
    by_number: dict[int, list[Meeting]] = {}
    for one in open_to_guests.order_by("number", swedish("cohort__name"), "pk"):
        by_number.setdefault(one.number, []).append(one)
    everywhere = [
        Choice(value=str(number), label=meeting_name(those[0]), meetings=those)
        for number, those in by_number.items()
    ]
    found = {_("I alla grupper"): everywhere}
    for group in groups:
        found[group.name] = [
            Choice(value=str(one.key), label=f"{meeting_name(one)}, {group}", meetings=[one])
            for those in by_number.values()
            for one in those
            if one.cohort_id == group.pk
        ]
    return found


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A meeting as its guest meets it on Min sida."""

    meeting: Meeting
    name: str
    when: str  # «tisdag 1 december kl. 9–12»; "" while there is no date
    is_past: bool


def visited(user: User, now: datetime) -> list[Ahead]:
    """The meetings that the user visits as a guest, the nearest first."""
    rights = rights_of(user, now)
    if not rights.is_guest:
        return []
    meetings = Meeting.objects.filter(rights.visits()).select_related("cohort__round")
    ordered = meetings.order_by(F("held_on").asc(nulls_last=True), "number", "pk")
    called: dict[int, list[Session]] = {}
    for session, functions in audiences_of(ordered).items():
        if is_for_guests(functions):
            called.setdefault(session.meeting_id, []).append(session)
    return [
        Ahead(
            meeting=one,
            name=meeting_name(one),
            when=when(one, called.get(one.pk, [])),
            is_past=one.held_on is not None and one.held_on < localdate(now),
        )
        for one in ordered
    ]
