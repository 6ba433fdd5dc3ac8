"""The people: six after each other in every seat."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from cohorts.models import Function, Holding, Participation, Seat, User, WorkAddress
from demo.full_size import facts
from demo.full_size.places import Places, names

LEADERS = {Function.Role.HEAD, Function.Role.MANAGEMENT}

type Chair = tuple[Participation, Seat, int]  # the last: whose turn it is
type Period = tuple[date, date | None]


def hold_seats(places: Places, now: datetime) -> None:
    """Everybody has logged in, and nobody is told of it by mail."""
    named = names()
    unusable = make_password(None)
    days = _days(localdate(now))
    chairs = [
        (place, seat, turn)
        for place in places.participations
        for seat in places.seats[place.pk]
        for turn in range(facts.HOLDERS)
    ]
    users = [
        User(
            name=next(named),
            email=f"person.{number}@{_domain(place)}",
            password=unusable,
            created_at=now,
            last_login=now,
        )
        for number, (place, _, _) in enumerate(chairs, start=1)
    ]
    User.objects.bulk_create(users, batch_size=facts.BATCH)
    WorkAddress.objects.bulk_create(_addresses(chairs, users), batch_size=facts.BATCH)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in users),
        batch_size=facts.BATCH,
    )
    Holding.objects.bulk_create(_holdings(chairs, users, days), batch_size=facts.BATCH)
    for (place, seat, turn), user in zip(chairs, users, strict=True):
        if turn == facts.HOLDERS - 1:
            places.people.setdefault(place.pk, []).append(user)
        if seat.function.role in LEADERS:
            places.leaders.setdefault(place.pk, []).append(user)


def _days(today: date) -> list[Period]:
    """From when until when each sits there; the last stays."""
    first = facts.PREPARATION[0]
    length = -first // facts.HOLDERS
    days = [today + timedelta(days=first + length * turn) for turn in range(facts.HOLDERS)]
    return list(zip(days, [*days[1:], None], strict=True))


def _addresses(chairs: list[Chair], users: list[User]) -> Iterator[WorkAddress]:
    for (place, _, _), user in zip(chairs, users, strict=True):
        yield WorkAddress(user=user, institution_id=place.institution_id, email=user.email)


def _holdings(
    chairs: list[Chair],
    users: list[User],
    days: list[Period],
) -> Iterator[Holding]:
    for (_, seat, turn), user in zip(chairs, users, strict=True):
        yield Holding(
            seat=seat,
            user=user,
            from_on=days[turn][0],
            until_on=days[turn][1],
            is_top_management=seat.function.role in LEADERS,
        )


def _domain(place: Participation) -> str:
    return f"{place.institution.short_name.lower().replace(' ', '')}.prov.example"
