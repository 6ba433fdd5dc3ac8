"""Saying of two people who are alike that they are two."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.audit import trail
from programmes import events
from programmes.actions.refusals import Refused
from programmes.models import Namesakes


class MergedBefore(Refused):
    def __init__(self) -> None:
        super().__init__(_("Någon har redan slagit ihop en av dem. Börja om från listan."))


@transaction.atomic
def tell_apart(one: User, other: User, *, by: User, now: datetime) -> Namesakes:
    """The pair is proposed no more. Said twice, it is said once."""
    first, second = _locked(one, other)
    made, is_new = Namesakes.objects.get_or_create(
        one=first, other=second, defaults={"said_at": now, "said_by": by}
    )
    if is_new:
        _record(events.TOLD_APART, first, second, by, now)
    return made


@transaction.atomic
def propose_again(one: User, other: User, *, by: User, now: datetime) -> None:
    """The pair may be one person after all."""
    first, second = _locked(one, other)
    gone, _rows = Namesakes.objects.of(first, second).delete()
    if gone:
        _record(events.PROPOSED_AGAIN, first, second, by, now)


def settle_namesakes(kept: User, gone: User) -> None:
    """What was said of the account that goes is said of the one that stays; of the two of them
    nothing."""
    for row in Namesakes.objects.filter(one=gone) | Namesakes.objects.filter(other=gone):
        third = row.other_id if row.one_id == gone.pk else row.one_id
        row.delete()
        if third != kept.pk:
            first, second = sorted((third, kept.pk))
            said = {"said_at": row.said_at, "said_by_id": row.said_by_id}
            Namesakes.objects.get_or_create(one_id=first, other_id=second, defaults=said)


def _locked(one: User, other: User) -> list[User]:
    rows = User.objects.select_for_update().filter(pk__in=[one.pk, other.pk])
    pair = list(rows.order_by("pk"))
    if any(one.merged_into_id for one in pair):
        raise MergedBefore
    return pair


def _record(event: str, first: User, second: User, by: User, now: datetime) -> None:
    trail.record(event, about=first, by=by, now=now, fields=[f"user {second.pk}"])
    trail.record(event, about=second, by=by, now=now, fields=[f"user {first.pk}"])
