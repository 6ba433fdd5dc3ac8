"""Who comes to a session: the answers to its invitation."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Charge, Guest, Seat, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from meetings.models.meetings import Session

if TYPE_CHECKING:
    from cohorts.models import User


class AttendanceQuerySet(VisibleQuerySet["Attendance"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The whole answer, with its comment: the own institution, and the agency's people of the
        cohort. That somebody comes or does not is told to the cohort by `queries.attending`."""
        rights = rights_of(user, now)
        return self.known_to(rights.charge, rights.place_ids(), rights.guest_ids)

    def known_to(self, charge: Charge, places: Iterable[int], guests: Iterable[int]) -> Self:
        """The same by ids of participations and guests, to be phrased once."""
        return self.filter(
            Q(seat__participation__in=places)
            | charge.covers("session__meeting__cohort__")
            | Q(guest__in=guests)
        )


class Attendance(models.Model):
    """A person's answer to a session, given for a date. A moved meeting makes it one for a date
    that is no more: it stays, and the person is asked again.

    It is the person's: whoever takes over the seat is asked anew. `version` counts answers; an
    answer names the one it was given over.
    """

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="+", related_query_name="attendances"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Where the person sat when it was given, or whose guest they were: that institution reads the
    # comment.
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", related_query_name="attendances"
    )
    guest = models.ForeignKey(
        Guest, models.PROTECT, null=True, related_name="+", related_query_name="attendances"
    )
    is_coming = models.BooleanField()
    comment = models.CharField(max_length=300, blank=True)
    answered_for = models.DateField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="attendance_once_per_person"),
            models.CheckConstraint(condition=Q(version__gte=1), name="attendance_version_from_one"),
            models.CheckConstraint(
                condition=Q(seat=None, guest__isnull=False) | Q(seat__isnull=False, guest=None),
                name="attendance_from_a_seat_or_a_guest",
            ),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"
