"""What other rooms ask about who is who."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Holding,
    Participation,
    Scope,
    Seat,
    User,
    rights_of,
)
from exchange_portal.collation import swedish
from exchange_portal.phrased import ask

CONTACT_PERSONS = """
SELECT scope.kind, scope.cohort_id, scope.round_id, scope.programme_id,
       person.id, person.name, person.email, institution.name
FROM cohorts_engagement AS engagement
JOIN cohorts_scope AS scope ON scope.id = engagement.scope_id
JOIN cohorts_user AS person ON person.id = engagement.user_id
JOIN cohorts_workaddress AS address
  ON address.user_id = person.id AND address.email = person.email
JOIN cohorts_institution AS institution ON institution.id = address.institution_id
WHERE engagement.role = %s
  AND engagement.from_on <= %s AND (engagement.until_on IS NULL OR engagement.until_on > %s)
ORDER BY engagement.from_on DESC, engagement.id
"""

NARROWEST_FIRST = ("cohort", "meeting", "round", "programme", "institution", "portal")  # scopes


def contact_person(cohort: Cohort, now: datetime) -> User | None:
    """The one to turn to: engaged for the cohort, or else its round, programme, the portal."""
    found = contact_persons([cohort], now).get(cohort.pk)
    return User.objects.get(pk=found.user) if found else None


@dataclass(frozen=True)
class ContactPerson:
    """Someone engaged as contact person: who, and how far that reaches."""

    kind: str  # of the scope
    cohort: int | None
    round: int | None
    programme: int | None
    user: int
    name: str
    email: str
    institution: str

    def reaches(self, cohort: Cohort) -> bool:
        kinds, round = Scope.Kind, cohort.round
        return (
            self.kind == kinds.PORTAL
            or (self.kind == kinds.COHORT and self.cohort == cohort.pk)
            or (round is not None and round.pk == self.round)
            or (round is not None and round.programme_id == self.programme)
        )


def contact_persons(cohorts: Sequence[Cohort], now: datetime) -> dict[int, ContactPerson]:
    """The one for each cohort that has any, by the cohort's primary key.

    All of today's are asked for, a hundred at the most: choosing among them here takes a third of
    the time that the database takes to be asked about four kinds of scope.
    """
    engaged = sorted(_contact_persons(now), key=lambda one: NARROWEST_FIRST.index(one.kind))
    nearest = {one.pk: next((c for c in engaged if c.reaches(one)), None) for one in cohorts}
    return {cohort: one for cohort, one in nearest.items() if one is not None}


def _contact_persons(now: datetime) -> Iterator[ContactPerson]:
    """The latest first; each at the institution of their main address.

    Every page of a participant asks this, for its foot. In SQL, because phrasing it took the ORM
    three times as long as the database takes to answer.
    """
    with connection.cursor() as cursor:
        today = localdate(now)
        cursor.execute(CONTACT_PERSONS, [Engagement.Role.CONTACT_PERSON.value, today, today])
        return (ContactPerson(*row) for row in cursor.fetchall())


def holders(participation: Participation, now: datetime, role: str | None = None) -> QuerySet[User]:
    """Those who hold a seat of the participation today (of the role, if one is named), by name."""
    held = Holding.objects.current(now).filter(seat__participation=participation)
    if role is not None:
        held = held.filter(seat__function__role=role)
    return User.objects.filter(pk__in=held.values("user")).order_by(swedish("name"), "pk")


def function_of(user: User, participation: Participation, now: datetime) -> Function | None:
    """What the user is there as today; the first in the round's order when there are several."""
    seats = (holding.seat for holding in rights_of(user, now).holdings)
    return next((s.function for s in seats if s.participation_id == participation.pk), None)


def known(user: User, participation: Participation, now: datetime) -> Participation:
    """The participation as the user's own seats know it, with its institution and round at hand."""
    places = rights_of(user, now).participations()
    return next((place for place in places if place.pk == participation.pk), participation)


def seats_of(participation: Participation, now: datetime) -> list[Seat]:
    """Every seat of the participation in the round's order, with those who hold it today or later
    as its `people`, the first to come first, and whether it `has_room` for someone more."""
    today = localdate(now)
    people = (
        Holding.objects.overlapping(today, None).select_related("user").order_by("from_on", "pk")
    )
    lasting = Holding.objects.filter(seat=OuterRef("pk"), until_on=None)
    return list(
        Seat.objects.filter(participation=participation)
        .select_related("function")
        .annotate(has_room=~Exists(lasting))
        .prefetch_related(Prefetch("holdings", people, to_attr="people"))
        .order_by("function__position", "number", "pk")
    )


def vacant_seats(now: datetime) -> QuerySet[Seat]:
    """Those that nobody holds, today or later on."""
    held = Holding.objects.overlapping(localdate(now), None).filter(seat=OuterRef("pk"))
    return Seat.objects.filter(~Exists(held))


def held_today(now: datetime) -> FilteredRelation:
    """To annotate seats with: the holding of today, if there is one."""
    today = localdate(now)
    goes_on = Q(holdings__until_on=None) | Q(holdings__until_on__gt=today)
    return FilteredRelation("holdings", condition=Q(holdings__from_on__lte=today) & goes_on)


@dataclass(frozen=True)
class Vacancy:
    """A required seat that nobody holds, as Min sida tells of it."""

    key: UUID
    participation: int
    function_sv: str
    function_en: str


def vacancies_in(participations: Iterable[int], now: datetime) -> list[Vacancy]:
    """Required ones of the participations (their ids), in the order of the functions."""
    return [Vacancy(*row) for row in ask(_vacancies, participations, now=now)]


def _vacancies(participations: list[int], *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    return (
        vacant_seats(now)
        .filter(function__is_required=True, participation__in=participations)
        .order_by("participation", "function__position", "number")
        .values_list("key", "participation", "function__name_sv", "function__name_en")
    )
