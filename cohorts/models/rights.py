"""What gives someone rights today: the seats they hold, and what they are engaged for.

Every `visible_to` and every rule of the portal is built from these. They are asked of the database
first and then named by their ids, so that each page's own questions stay short. Rights follow the
day, and end by themselves.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models.charge import EVERYTHING as EVERYTHING
from cohorts.models.charge import NOTHING as NOTHING
from cohorts.models.charge import Charge
from cohorts.models.dated import is_readable
from exchange_portal.collation import sort_key
from exchange_portal.phrased import ask

if TYPE_CHECKING:
    from cohorts.models import (
        Assistant,
        Cohort,
        Engagement,
        Holding,
        Participation,
        Scope,
        User,
    )

COHORT = "seat__participation__cohort"


class Rights:
    """Each question is one query at most, and only when asked."""

    def __init__(self, user: "User | AnonymousUser", now: datetime) -> None:
        self._user = user
        self._now = now

    @cached_property
    def holdings(self) -> "list[Holding]":
        """The seats held today, with all that pages say of them; rounds under way before those
        that have ended."""
        if isinstance(self._user, AnonymousUser):
            return []
        user = self._user
        of = (user.holdings.model, user.engagements.model, user.assists.model)
        held = ask(_held, [user.pk], now=self._now, models=of)
        for one in held:
            one.user = self._user
        return sorted((one for one in held if self._counts(one)), key=_latest_round_first)

    @property
    def own(self) -> "list[Holding]":
        """Those in one's own right, without the seats that one stands in for."""
        return [one for one in self.holdings if not one.is_stand_in]

    @property
    def at_work(self) -> "list[Holding]":
        """Without those that are for one meeting only."""
        return [one for one in self.holdings if one.meeting_scope_id is None]

    @cached_property
    def substitutes(self) -> "list[Holding]":
        """Who stands in, today or later on, in the seats held today. Nearly always nobody, and
        then nobody is asked for."""
        seats = {one.seat_id for one in self.holdings if getattr(one, "has_stand_in", False)}
        if not seats or isinstance(self._user, AnonymousUser):
            return []
        rows = self._user.holdings.model.objects.stand_ins()
        lasting = rows.overlapping(localdate(self._now), None).filter(seat__in=seats)
        return list(lasting.select_related("user").order_by("from_on", "pk"))

    def called_to(self, scope: int, on: date | None) -> "list[Holding]":
        """The holdings that bring the user to a meeting (the id of its scope) of that day, if its
        function is called: not those for which somebody else comes."""
        return [one for one in self.holdings if self._comes(one, scope, on)]

    def _comes(self, holding: "Holding", scope: int, on: date | None) -> bool:
        near = holding.serves(scope, on)
        others = (one for one in self.substitutes if one.seat_id == holding.seat_id)
        return near > 0 and all(one.serves(scope, on) <= near for one in others)

    def _counts(self, holding: "Holding") -> bool:
        return is_readable(holding.seat.participation.cohort.round, self._now)

    @cached_property
    def engagements(self) -> "list[Engagement]":
        if isinstance(self._user, AnonymousUser):
            return []
        engaged = self._user.engagements.current(self._now).select_related("scope")
        return list(engaged.order_by("from_on", "pk"))

    @cached_property
    def is_guest(self) -> bool:
        """Whether one visits a meeting. Asked together with the seats, if there are any."""
        if self.holdings:
            return any(one.is_guest for one in self.holdings)  # type: ignore[attr-defined]
        return any(one.guest_id is not None for one in self.engagements)

    @cached_property
    def assists(self) -> "list[Assistant]":
        """The heads whose calendars one looks after today. Asked together with the seats, whether
        there are any."""
        if isinstance(self._user, AnonymousUser):
            return []
        if self.holdings and not any(one.is_assistant for one in self.holdings):  # type: ignore[attr-defined]
            return []
        found = self._user.assists.model.objects.current(self._now).filter(user=self._user.pk)
        return list(found.with_place().order_by("named_at", "pk"))

    @property
    def guest_ids(self) -> list[int]:
        """Ids of the guests, one for each meeting, that one is today."""
        if not self.is_guest:
            return []
        return [one.guest_id for one in self.engagements if one.guest_id is not None]

    @property
    def for_agency(self) -> "list[Engagement]":
        """Those that let the user run rounds. The admin is open to whoever has one
        (`actions.engage`), so that nobody else needs to be asked about."""
        if not self._user.is_staff:
            return []
        return [one for one in self.engagements if one.is_for_agency]

    @property
    def is_administrator(self) -> bool:
        return any(one.makes_administrator for one in self.for_agency)

    @property
    def programmes_led(self) -> set[int | None]:
        """Ids of programmes of which one leads all rounds, those to come as well."""
        return {
            one.scope.programme_id
            for one in self.for_agency
            if one.role == one.Role.PROCESS_LEADER and one.scope.kind == "programme"
        }

    def participations(self, role: str | None = None) -> "list[Participation]":
        """Where a seat is held today (of the role, if one is named), each once."""
        return places_of(self.holdings, role)

    def place_ids(self, role: str | None = None) -> list[int]:
        return [place.pk for place in self.participations(role)]

    def takes_part(self, cohort: str = "") -> Q:
        """Rows of cohorts in which a seat is held. `cohort` leads to the cohort: "cohort__" from a
        participation, "" from the cohort itself."""
        return Q(**{f"{cohort}pk__in": {place.cohort_id for place in self.participations()}})

    def runs(self, cohort: str = "") -> Q:
        """Rows of cohorts that are run for the agency."""
        return self.charge.covers(cohort)

    @cached_property
    def charge(self) -> Charge:
        """The cohorts that are run for the agency."""
        return Charge.of(one.scope for one in self.for_agency)

    def runs_this(self, cohort: "Cohort") -> bool:
        """Whether one runs a cohort that is at hand: as `runs`, without asking the database."""
        return any(one.scope.reaches(cohort) for one in self.for_agency)

    def sees(self, cohort: str = "") -> Q:
        """Rows of cohorts that one takes part in or runs."""
        if not self.for_agency:
            return self.takes_part(cohort)
        return self.takes_part(cohort) | self.runs(cohort) if self.holdings else self.runs(cohort)

    def visits(self, scope: str = "scope") -> Q:
        """Rows of meetings that one visits as a guest; `scope` leads to the meeting's scope. Named
        within the question that it is part of: very few are guests, and nobody waits for it."""
        if isinstance(self._user, AnonymousUser) or not self.is_guest:
            return NOTHING
        engaged = self._user.engagements.model.objects.visiting(self._user, self._now)
        return Q(**{f"{scope}__in": engaged.values("scope")})


def places_of(holdings: "Iterable[Holding]", role: str | None = None) -> "list[Participation]":
    """The participations of the seats (of the role, if one is named), each once."""
    seats = (holding.seat for holding in holdings)
    places = {
        seat.participation_id: seat.participation
        for seat in seats
        if role is None or seat.function.role == role
    }
    return list(places.values())


def _held(
    user: list[int],
    *,
    now: datetime,
    models: "tuple[type[Holding], type[Engagement], type[Assistant]]",
) -> "QuerySet[Holding]":
    """Each with whether somebody stands in there (`has_stand_in`), whether it was taken over from
    somebody (`has_former`), and whether the user is a guest somewhere too (`is_guest`) or
    somebody's assistant (`is_assistant`)."""
    model, tasks, assistants = models
    lasting = model.objects.stand_ins().overlapping(localdate(now), None)
    visits = tasks.objects.current(now).filter(user=OuterRef("user"), guest__isnull=False)
    held = model.objects.current(now).filter(user__in=user).with_place()
    former = model.objects.regular().exclude(until_on=F("from_on"))
    return held.annotate(
        has_stand_in=Exists(lasting.filter(seat=OuterRef("seat"))),
        has_former=Exists(former.filter(seat=OuterRef("seat"), until_on=OuterRef("from_on"))),
        is_guest=Exists(visits),
        is_assistant=Exists(assistants.objects.current(now).filter(user=OuterRef("user"))),
    )


def _latest_round_first(holding: "Holding") -> tuple[Any, ...]:
    cohort = holding.seat.participation.cohort
    ends = cohort.round.ends_on if cohort.round else date.min
    place = holding.is_stand_in, holding.seat.function.position
    return (-ends.toordinal(), sort_key(cohort.name), *place, holding.pk)


def covered(scopes: "Iterable[Scope]", *, programme: str, round: str = "", cohort: str = "") -> Q:
    """Rows that any of the scopes reaches, by the rows' paths to what scopes point at."""
    return Charge.of(scopes).reaches(programme=programme, round=round, cohort=cohort)


def rights_of(user: "User | AnonymousUser", now: datetime) -> Rights:
    """What the user may count on today. The user of a request remembers it while that lasts."""
    remembered: dict[datetime, Rights] | None = getattr(user, "rights_at", None)
    if remembered is None:
        return Rights(user, now)
    return remembered.setdefault(now, Rights(user, now))
