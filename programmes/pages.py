"""What stands on Min sida and on a cohort's page, put together for the templates."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cohorts.models import Assistant, Function, Participation
from cohorts.rules import is_under_way
from cohorts.staffed import Staffed
from cohorts.words import cohort_in_sentence
from exchange_portal.ui.navigation import Contact
from exchange_portal.ui.texts import clock, marked
from exchange_portal.ui.todo import Todo
from meetings.models import Meeting
from meetings.queries import heads
from meetings.queries.assisting import waiting_ahead
from meetings.queries.shared import Shared, shared_lately
from meetings.queries.words import near_day
from programmes import queries, way, wording
from programmes.handing_over import Way, ways_for
from programmes.visitor import Visitor
from programmes.warnings import Warned, for_coordinator

FIRST_THINGS = 3
LATER_THINGS = 5  # behind the fold; the rest is a click away
NEWS = 4
RECEIPTS = 4


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the visitor's participations, and where its round stands."""

    participation: Participation
    phase: way.Phase | None  # None outside rounds


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that an institution has shared."""

    shared: Shared
    when: str  # «i går kl. 16.02»


@dataclass(frozen=True, kw_only=True)
class Vacant:
    """A required seat that the visitor can fill."""

    function: str  # with its language, when it is in another than the page
    url: str
    about: str  # whose it is, when the visitor works in several places


@dataclass(frozen=True, kw_only=True)
class Home:
    heading: str
    lead: str
    parts: list[Part]
    first: list[Todo]
    later: list[Todo]
    later_summary: str
    is_all: bool  # whether `later` holds all there is
    next_meeting: Meeting | None
    has_ended: bool
    preparing: list[Participation]  # in the preparation of their round
    vacant: list[Vacant]
    warnings: list[Warned]  # to a coordinator
    hand_overs: list[Way]
    contacts: list[tuple[str, Contact]]  # the heading of the card, and who
    news: list[News]
    receipts: list[queries.Receipt]


def home_of(visitor: Visitor, *, is_whole: bool = False) -> Home:
    """`is_whole`: with everything that is to be done, however far ahead."""
    now = visitor.now
    todos, receipts, meetings = queries.asked(visitor.user, now, receipts=RECEIPTS)
    first, later = [one.told() for one in todos[:FIRST_THINGS]], todos[FIRST_THINGS:]
    is_waiting = any(not one.is_quiet for one in first)
    vacant, warnings = _seats(visitor, meetings)
    ends = [cohort.round.ends_on for cohort in visitor.cohorts if cohort.round]
    return Home(
        heading=wording.things_to_do(len(first) if is_waiting else 0),
        lead=_lead(visitor, queries.minutes_ahead(todos, now)),
        parts=[_part(visitor, one, meetings) for one in visitor.participations],
        first=_led(first),
        later=[one.told() for one in (later if is_whole else later[:LATER_THINGS])],
        is_all=is_whole or len(later) <= LATER_THINGS,
        later_summary=wording.more_things(len(later)) if later else "",
        next_meeting=_next(meetings, now),
        has_ended=bool(ends) and max(ends) < localdate(now),
        vacant=vacant,
        warnings=warnings,
        hand_overs=ways_for(visitor.user, now),
        preparing=[one for one in visitor.participations if _prepares(one, now)],
        contacts=_contacts(visitor),
        news=_news(visitor),
        receipts=receipts,
    )


def asked_of(visitor: Visitor) -> list[tuple[Assistant, int]]:
    """Those that the visitor assists, each with how many answers are lacking."""
    assists = visitor.rights.assists
    waiting = waiting_ahead(assists, visitor.now) if assists else {}
    return [(one, waiting.get(one.pk, 0)) for one in assists]


def own_assistants(visitor: Visitor) -> list[Assistant]:
    """Of a visitor who heads an institution. Nobody else is asked about."""
    heads = [one for one in visitor.rights.own if one.seat.function.role == Function.Role.HEAD]
    if not heads:
        return []
    current = Assistant.objects.current(visitor.now).filter(holding__in=heads)
    return list(current.with_place().order_by("pk"))


def _led(todos: list[Todo]) -> list[Todo]:
    """With the first thing that waits for someone to do it as the one that leads the page."""
    leader = next((one for one in todos if not one.is_quiet), None)
    return [replace(one, leads=True) if one is leader else one for one in todos]


def _news(visitor: Visitor) -> list[News]:
    places = visitor.participations
    cohorts = [place.cohort_id for place in places]
    shared = shared_lately(cohorts, others_than=places, most=NEWS)
    return [news_of(one, visitor.now) for one in shared]


def news_of(shared: Shared, now: datetime) -> News:
    at = localtime(shared.submitted_at)
    words = {"day": near_day(at.date(), localdate(now)), "time": clock(at)}
    return News(shared=shared, when=_("%(day)s kl. %(time)s") % words)


def _part(visitor: Visitor, participation: Participation, meetings: list[Meeting]) -> Part:
    cohort = participation.cohort
    own = [meeting for meeting in meetings if meeting.cohort_id == cohort.pk]
    today = localdate(visitor.now)
    phase = way.phase(cohort.round, own, today) if cohort.round else None
    return Part(participation=participation, phase=phase)


def _prepares(participation: Participation, now: datetime) -> bool:
    round = participation.cohort.round
    return round is not None and localdate(now) <= round.preparation_ends_on


def _seats(visitor: Visitor, meetings: list[Meeting]) -> tuple[list[Vacant], list[Warned]]:
    """What is missing, to coordinators alone: they invite to the seats. What a warning tells is not
    told once more."""
    coordinated = visitor.rights.participations(Function.Role.COORDINATOR)
    places = {one.pk: one for one in coordinated if is_under_way(one.cohort.round, visitor.now)}
    if not places:
        return [], []
    found = queries.seats_of(places, visitor.now)
    seats = [seat for seat, _may_be_missed in found]
    near = {one.cohort_id for one in meetings if heads.is_near(one, visitor.now)}
    headed = {
        one.participation
        for one, may_be_missed in found
        if may_be_missed and places[one.participation].cohort_id in near
    }
    warnings = for_coordinator(
        places.values(), visitor.now, lacking=_lacking(seats), with_head=headed
    )
    told = {one.seat for one in warnings}
    is_one = len(visitor.participations) == 1
    vacant = [
        Vacant(
            function=marked(seat, "function"),
            url=reverse("invite_colleague", args=[seat.key]),
            about="" if is_one else str(places[seat.participation]),
        )
        for seat in seats
        if seat.is_required and not seat.is_held and seat.key not in told
    ]
    return vacant, warnings


def _lacking(seats: list[Staffed]) -> set[int]:
    """Ids of the participations that have people, and nobody from top management."""
    have = {seat.participation for seat in seats if seat.is_held}
    return have - {seat.participation for seat in seats if seat.has_top_management}


def _contacts(visitor: Visitor) -> list[tuple[str, Contact]]:
    if len(visitor.cohorts) == 1:
        return [(_("Er kontaktperson"), one) for one in visitor.contacts.values()]
    return [
        (
            _("Kontaktperson för %(cohort)s") % {"cohort": cohort_in_sentence(cohort)},
            visitor.contacts[cohort.pk],
        )
        for cohort in visitor.cohorts
        if cohort.pk in visitor.contacts
    ]


def _lead(visitor: Visitor, minutes: int) -> str:
    """«Vetenskapsrådet i grupp 2. Den närmaste månaden: ungefär en halv dag för dig.»"""
    places = [
        _("%(institution)s i %(cohort)s.")
        % {"institution": p.institution, "cohort": cohort_in_sentence(p.cohort)}
        for p in visitor.participations
    ]
    time = wording.time_needed(minutes)
    if time:
        places.append(_("Den närmaste månaden: %(time)s för dig.") % {"time": time})
    return " ".join(places)


def _next(meetings: list[Meeting], now: datetime) -> Meeting | None:
    """The nearest meeting that has a date; they come in order of date."""
    today = localdate(now)
    return next((m for m in meetings if m.held_on and m.held_on >= today), None)
