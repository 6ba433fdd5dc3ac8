"""Letting an institution through though its preparation is not whole, and taking that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Participation, User
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from programmes import events
from programmes.actions.refusals import Refused
from programmes.models import Pass


class LetThroughBefore(Refused):
    field = "reason"

    def __init__(self, name: str) -> None:
        words = _("%(name)s har redan släppt igenom institutionen. Ditt skäl är inte sparat.")
        super().__init__(words % {"name": name})


@transaction.atomic
def let_through(participation: Participation, *, reason: str, by: User, now: datetime) -> Pass:
    """Pressed twice it is done once."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    reason = plain(reason).strip()
    standing = (
        Pass.objects.standing()
        .filter(participation=participation)
        .select_related("given_by")
        .first()
    )
    if standing is not None:
        if standing.reason != reason:
            raise LetThroughBefore(standing.given_by.name)
        return standing
    given = Pass.objects.create(
        participation=participation, reason=reason, given_at=now, given_by=by
    )
    trail.record(events.LET_THROUGH, about=given, by=by, now=now)
    return given


@transaction.atomic
def take_back_pass(participation: Participation, *, by: User, now: datetime) -> bool:
    """Whether there was one to take back."""
    standing = (
        Pass.objects.standing().select_for_update().filter(participation=participation).first()
    )
    if standing is None:
        return False
    standing.taken_back_at, standing.taken_back_by = now, by
    standing.save(update_fields=["taken_back_at", "taken_back_by"])
    trail.record(events.TAKEN_BACK, about=standing, by=by, now=now)
    return True
