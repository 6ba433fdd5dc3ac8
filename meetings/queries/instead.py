"""Whether somebody comes instead of a person who does not, and who may say so."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cohorts.models import Function, Holding, User
from cohorts.queries import ContactPerson, contact_persons, holders
from cohorts.rules import may_name_stand_in
from meetings.models import Meeting


@dataclass(frozen=True, kw_only=True)
class Instead:
    """Where the reader says who comes instead; or else whom they ask to."""

    url: str
    coordinators: list[User]
    contact: ContactPerson | None


def instead_of(holding: Holding, meeting: Meeting, user: User, now: datetime) -> Instead:
    """Of a coordinator, the agency says who stands in; of others, their coordinator does."""
    seat = holding.seat
    if may_name_stand_in(user, seat, now):
        url = reverse("stand_in_at_meeting", args=[seat.key, meeting.key])
        return Instead(url=url, coordinators=[], contact=None)
    if seat.function.role != Function.Role.COORDINATOR:
        people = list(holders(seat.participation, now, role=Function.Role.COORDINATOR))
        if people:
            return Instead(url="", coordinators=people, contact=None)
    cohort = meeting.cohort
    return Instead(url="", coordinators=[], contact=contact_persons([cohort], now).get(cohort.pk))
