"""What the demo is built with: the moment that it is set up, and what is there so far."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone, localdate

from cohorts.models import Cohort, Institution, Participation, User

SATURDAY = 5


@dataclass
class Build:
    """`now` is the moment that the demo is set up; days are counted from its day."""

    now: datetime
    institutions: dict[str, Institution] = field(default_factory=dict)  # by short name
    cohorts: dict[str, Cohort] = field(default_factory=dict)  # by name
    holders: dict[tuple[str, str], User] = field(default_factory=dict)  # by institution, function
    staff: dict[str, User] = field(default_factory=dict)  # by name

    def day(self, number: int) -> date:
        return localdate(self.now) + timedelta(days=number)

    def working_day(self, number: int, *, other: int) -> date:
        """The same; where that is a Saturday or a Sunday, `other` days from it. Two days either way
        keep meetings that follow each other on days of their own."""
        day = self.day(number)
        return day if day.weekday() < SATURDAY else day + timedelta(days=other)

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A moment of a day that has been, by the clock in Stockholm. Nobody works on a Saturday or
        a Sunday: what would have been done then was done on the Friday before."""
        moment = datetime.combine(self.day(day), time(hour, minute), get_default_timezone())
        return moment - timedelta(days=max(moment.weekday() - 4, 0))

    def participation(self, short_name: str) -> Participation:
        """In the round that it takes part in as itself."""
        return Participation.objects.select_related("cohort__round", "institution").get(
            institution=self.institutions[short_name], cohort__in=self.cohorts.values()
        )

    def participations(self, cohort: str) -> dict[str, Participation]:
        """Of a group, by short name, the anchor first."""
        found = self.cohorts[cohort].participations.select_related("institution", "cohort__round")
        return {one.institution.short_name: one for one in found.order_by("pk")}
