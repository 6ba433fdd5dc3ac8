"""The round of full size, and who looks at it."""

from datetime import datetime

from cohorts.models import Cohort, Holding, User
from demo.full_size import fill


def leader(now: datetime) -> User:
    """Runs all of it, and administers the portal."""
    fill(now=now)
    return User.objects.get(name="Full Storlek")


def coordinator(now: datetime) -> tuple[User, Cohort]:
    """One of the 420 institutions' coordinators of today, and the group."""
    round = fill(now=now)
    place = "seat__participation__cohort"
    today = Holding.objects.current(now).filter(
        **{f"{place}__round": round}, seat__function__role="coordinator"
    )
    found = today.select_related("user", f"{place}__round").order_by("pk")[200]
    return found.user, found.seat.participation.cohort
