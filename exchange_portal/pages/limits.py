"""How many reports one network may send in an hour."""

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

PER_HOUR = 20
HOUR = 60 * 60


def takes_a_turn(address: str, now: datetime) -> bool:
    """Take one of the hour's turns of a network address; False when all are taken.

    The address is kept as a keyed fingerprint, for an hour. Adding to the cache is one statement,
    so that reports at the same moment cannot share a turn.
    """
    who = salted_hmac("exchange_portal.pages", address, algorithm="sha256").hexdigest()[:24]
    turns = (f"fault-{who}-{now:%Y%m%d%H}-{number}" for number in range(PER_HOUR))
    return any(cache.add(turn, 1, HOUR) for turn in turns)
