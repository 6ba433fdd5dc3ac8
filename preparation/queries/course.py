"""How far an institution's people are with the web course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cohorts.models import Holding, Participation, Round, User
from exchange_portal.collation import sort_key
from exchange_portal.ui.texts import marked
from preparation.models import Completion


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone with a seat, and what they or the agency have said."""

    user: User
    role: str
    function: str  # with its language, when it is in another than the page
    completion: Completion | None


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of those with a function are done."""

    function: str
    done: int
    all: int


def people(participation: Participation, now: datetime) -> list[Person]:
    """Each seat with whoever does its work today, in the round's order."""
    held = list(
        Holding.objects.acting(now)
        .filter(seat__participation=participation, user__is_active=True)
        .select_related("user", "seat__function")
        .order_by("seat__function__position", "seat__number", "pk")
    )
    round = participation.cohort.round
    done = of_people(round, (one.user_id for one in held)) if round else {}
    return [
        Person(
            user=one.user,
            role=one.seat.function.role,
            function=marked(one.seat.function, "name"),
            completion=done.get(one.user_id),
        )
        for one in held
    ]


def said_by(user: User, round: Round | None, those: Iterable[Person]) -> Completion | None:
    """What the user has said, who may be none of those: away, or there for one meeting."""
    for one in those:
        if one.user == user:
            return one.completion
    return of_people(round, [user.pk]).get(user.pk) if round else None


def of_people(round: Round, users: Iterable[int]) -> dict[int, Completion]:
    rows = Completion.objects.filter(round=round, user__in=list(users)).select_related("proof")
    return {one.user_id: one for one in rows}


def shares(those: Iterable[Person]) -> list[Share]:
    """By function, in the order that they come."""
    grouped: dict[str, list[Person]] = {}
    for one in those:
        grouped.setdefault(one.function, []).append(one)
    return [
        Share(
            function=function, done=sum(one.completion is not None for one in some), all=len(some)
        )
        for function, some in grouped.items()
    ]


def missing(those: Iterable[Person]) -> list[User]:
    """Each once, by name."""
    left = {one.user.pk: one.user for one in those if one.completion is None}
    return sorted(left.values(), key=lambda one: sort_key(one.name))


def addresses(round: Round, cohorts: Iterable[int], now: datetime) -> dict[str, User]:
    """Those with a seat today in these cohorts (ids) of the round, by each of their addresses."""
    held = Holding.objects.current(now).filter(
        seat__participation__cohort__in=list(cohorts), seat__participation__cohort__round=round
    )
    found: dict[str, User] = {}
    everyone = User.objects.filter(pk__in=held.values("user"))
    for user in everyone.prefetch_related("work_addresses"):
        found |= {one.email: user for one in user.work_addresses.all()}
        found[user.email] = user
    return found
