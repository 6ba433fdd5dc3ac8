"""The hand-over sheet of a seat, put together for one reader. What is under way is the
institution's own: the agency's people are not told of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from django.db.models import F
from django.utils.timezone import localdate

from cohorts.models import Function, Holding, Participation, User, rights_of
from cohorts.queries import ContactPerson, contact_persons, holders
from cohorts.rules import belongs_to, is_under_way
from exchange_portal.ui.todo import Todo
from materials.occasions import occasions_of
from materials.queries.shelves import Row, row, shelf
from meetings.models import Comment, Meeting
from meetings.queries import todos as meetings
from meetings.queries import words
from programmes import queries
from programmes.institution import Done, handed_in
from selfassessment.queries.left import left_at

MOST = 10  # materials
ALL = 200
LATELY = timedelta(days=60)
NEWLY = timedelta(days=30)  # how long after they began a successor is told of the sheet


@dataclass(frozen=True, kw_only=True)
class Ahead:
    meeting: Meeting
    name: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    holding: Holding
    successor: Holding | None
    is_own: bool  # whether the reader works at the institution
    under_way: list[Todo]
    ahead: list[Ahead]
    handed_in: list[Done]
    said: list[Comment]
    materials: list[Row]
    contact: ContactPerson | None
    coordinators: list[User]


@dataclass(frozen=True, kw_only=True)
class Way:
    """The way to a sheet that concerns the reader, on Min sida."""

    holding: Holding
    is_leaving: bool


def ways_for(user: User, now: datetime) -> list[Way]:
    """To the sheets of the seats that the user leaves, or has taken over lately."""
    own = rights_of(user, now).own
    leaving = [Way(holding=one, is_leaving=True) for one in own if one.until_on]
    lately = localdate(now) - NEWLY
    taken_over = (one for one in own if getattr(one, "has_former", False))
    recent = {one.seat_id: one.from_on for one in taken_over if one.from_on > lately}
    if not recent:
        return leaving
    before = Holding.objects.regular().filter(seat__in=recent).exclude(until_on=F("from_on"))
    return leaving + [
        Way(holding=one, is_leaving=False)
        for one in before.select_related("seat__function", "seat__sub_unit").order_by("pk")
        if one.until_on == recent[one.seat_id]
    ]


def sheet_of(holding: Holding, user: User, now: datetime) -> Sheet:
    holding = Holding.objects.with_place().select_related("user").get(pk=holding.pk)
    place = holding.seat.participation
    is_own = belongs_to(user, place, now)
    contacts = contact_persons([place.cohort], now)
    return Sheet(
        holding=holding,
        successor=_successor(holding),
        is_own=is_own,
        under_way=_under_way(place, user, now) if is_own else [],
        ahead=_ahead(holding, now),
        handed_in=handed_in([place.pk], user, now).get(place.pk, []),
        said=_said(place, user, now),
        materials=_materials(place, user, now),
        contact=contacts.get(place.cohort_id),
        coordinators=list(holders(place, now, role=Function.Role.COORDINATOR)),
    )


def _successor(holding: Holding) -> Holding | None:
    if holding.until_on is None:
        return None
    later = Holding.objects.regular().filter(seat=holding.seat_id, from_on__gte=holding.until_on)
    return later.exclude(pk=holding.pk).select_related("user").order_by("from_on", "pk").first()


def _under_way(place: Participation, user: User, now: datetime) -> list[Todo]:
    """What is left to hand in, the nearest first."""
    if not is_under_way(place.cohort.round, now):
        return []
    left = [*meetings.left_at(place, user, now), *left_at(place, user, now)]
    return sorted(left, key=lambda one: one.due_on or date.max)


def _ahead(holding: Holding, now: datetime) -> list[Ahead]:
    """The group's meetings to come that call the seat, or do not yet say whom; those without a
    date last."""
    today, seat = localdate(now), holding.seat
    meetings_of_group = queries.meetings_of([seat.participation.cohort])
    coming = [one for one in meetings_of_group if one.held_on is None or one.held_on >= today]
    audiences: dict[int, set[int]] = {}
    for session, functions in queries.audiences_of(coming).items():
        audiences.setdefault(session.meeting_id, set()).update(one.pk for one in functions)
    return [
        Ahead(meeting=one, name=words.meeting_name(one))
        for one in coming
        if seat.function_id in audiences.get(one.pk, {seat.function_id})
    ]


def _said(place: Participation, user: User, now: datetime) -> list[Comment]:
    """What the agency has said of what was handed in, the latest first, and not withdrawn."""
    said = Comment.objects.visible_to(user, now).filter(
        version__submission__participation=place, withdrawn_at=None
    )
    about = "version__submission__assignment"
    return list(said.select_related(about, "written_by").order_by("-written_at", "-pk")[:MOST])


def _materials(place: Participation, user: User, now: datetime) -> list[Row]:
    """What was shared lately where the reader finds the group's material."""
    fetch = shelf(place.cohort, user, now, occasions_of(place.cohort))
    versions, _count = fetch(0, ALL)
    lately = [one for one in versions if one["uploaded_at"] > now - LATELY]
    newest = sorted(lately, key=itemgetter("uploaded_at"), reverse=True)
    return [row(one, now) for one in newest[:MOST]]
