"""Parts of an assessment that single seats answer for their institution. They are its own, as all
that it has not handed in."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Function, Seat, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from selfassessment.models.assessments import Assessment
from selfassessment.models.instruments import Area

if TYPE_CHECKING:
    from cohorts.models import User


class PartQuerySet(VisibleQuerySet["Part"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Whoever works there, and is not shut out of it."""
        own = rights_of(user, now).place_ids()
        return self.filter(assessment__participation__in=own).open_to(user, now)

    def open_to(self, user: "User", now: datetime) -> Self:
        return self.filter(self._opens(user, now))

    def closed_to(self, user: "User", now: datetime) -> Self:
        return self.exclude(self._opens(user, now))

    def told_to(self, user: "User", now: datetime) -> Self:
        """All of them, with which are open to the user (`is_open`), and theirs (`is_own`)."""
        seats = [one.seat_id for one in rights_of(user, now).at_work]
        return self.annotate(is_open=self._opens(user, now), is_own=Q(seat__in=seats))

    def held_by(self, user: "User", now: datetime) -> Self:
        """Those of the seats that the user has today, stood in for or not; a single meeting
        brings no part with it."""
        return self.filter(seat__in=[one.seat_id for one in rights_of(user, now).at_work])

    def _opens(self, user: "User", now: datetime) -> Q:
        rights = rights_of(user, now)
        return (
            Q(assessment__parts_shown_at__isnull=False)
            | Q(seat__in=[one.seat_id for one in rights.at_work])
            | Q(assessment__participation__in=rights.place_ids(Function.Role.COORDINATOR))
        )


class Part(models.Model):
    """An area that whoever has the seat answers. Until all parts are shown nobody at work there
    reads or writes it but they and the coordinators. An area without one is everybody's."""

    reach = Reach.CONFIDENTIAL

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="+", related_query_name="parts"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="part_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="part_done_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"
