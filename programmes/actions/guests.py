"""Institutions that visit meetings of a round, and their people."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import Engagement, Guest, Institution, User
from exchange_portal.outbox import queue
from meetings.models import Meeting
from meetings.queries.guests import access_until
from programmes import events


@transaction.atomic
def add_guests(
    meetings: Iterable[Meeting], *, institution: Institution, by: User, now: datetime
) -> list[Guest]:
    """The institution visits these meetings. Its people of other meetings in the round, who come to
    these as well, are told."""
    guests = [
        cohorts.add_guest(
            one.scope,
            institution=institution,
            until_on=access_until(one, one.held_on),
            by=by,
            now=now,
        )
        for one in meetings
    ]
    engaged = Engagement.objects.filter(guest__in=guests, from_on=localdate(now))
    for person in User.objects.filter(pk__in=engaged.values("user")).order_by("pk"):
        _tell(person, guests, now)
    return guests


@transaction.atomic
def invite_guest(
    guests: Iterable[Guest], *, name: str, email: str, by: User, now: datetime
) -> None:
    """Someone of the institution comes to these of its meetings, and gets a mail that says so. Who
    comes already gets it again, at most once a day."""
    chosen = list(guests)
    person = cohorts.invite_guest(chosen, name=name, email=email, by=by, now=now)
    _tell(person, chosen, now)


def _tell(person: User, guests: list[Guest], now: datetime) -> None:
    keys = f"{min(one.pk for one in guests)}+{len(guests)}"
    queue.notify(
        events.GUEST_WELCOME,
        recipient=person,
        once=f"{events.GUEST_WELCOME}:{person.pk}:{keys}:{localdate(now)}",
        data={"guests": [one.pk for one in guests]},
        now=now,
    )
