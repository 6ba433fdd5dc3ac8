"""The mails of the worst day, sent."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, islice

from demo.full_size import facts
from demo.full_size.places import Places, batches
from exchange_portal.outbox.models import Message


def write(places: Places, now: datetime) -> None:
    for mails in batches(_mails(places, now)):
        Message.objects.bulk_create(mails)


def _mails(places: Places, now: datetime) -> Iterator[Message]:
    people = cycle([user for those in places.people.values() for user in those])
    for user in islice(people, facts.MAILS):
        yield Message(
            kind="reminder",
            recipient=user,
            to_address=user.email,
            language="sv",
            subject="Om en vecka är det sista dag",
            text=f"Hej {user.name}!\n\n{facts.WORDS}",
            state=Message.State.SENT,
            not_before=now,
            created_at=now,
            sent_at=now,
        )
