"""How many forms one network may send in an hour."""

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

PER_HOUR = 20
HOUR = 60 * 60


def takes_a_turn(
    address: str, now: datetime, *, what: str = "fault", per_hour: int | None = None
) -> bool:
    """Take one of the hour's turns of a network address, or of a mail address; False when all are
    taken.

    The address is kept as a keyed fingerprint, for an hour. Adding to the cache is one statement,
    so that forms at the same moment cannot share a turn.
    """
    who = salted_hmac("exchange_portal.pages", address, algorithm="sha256").hexdigest()[:24]
    turns = (f"{what}-{who}-{now:%Y%m%d%H}-{number}" for number in range(per_hour or PER_HOUR))
    return any(cache.add(turn, 1, HOUR) for turn in turns)
