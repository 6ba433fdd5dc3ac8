"""Two accounts of one person become one."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts import events
from cohorts.actions.protecting import name_again
from cohorts.models import Engagement, Holding, User
from exchange_portal.audit import trail
from meetings import actions as meetings
from preparation import actions as preparation
from programmes.actions.namesakes import MergedBefore, settle_namesakes
from programmes.actions.protecting import protect
from programmes.actions.refusals import Refused
from programmes.merging import ROWS, Row, model_of
from selfassessment import actions as selfassessment


class NotOneself(Refused):
    def __init__(self) -> None:
        super().__init__(_("Du kan inte slå ihop ditt eget konto med ett annat. Be en kollega."))


class MeetInSeats(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Båda har samma plats eller samma uppdrag under samma tid. Avsluta det ena först, "
                "eller säg att det aldrig blev av."
            )
        )


@transaction.atomic
def merge(kept: User, gone: User, *, by: User, now: datetime) -> User:
    """All that is `gone`'s becomes `kept`'s, but for what stays as it was done. Nobody logs in with
    `gone` again. Said twice, it is done once."""
    locked = User.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    by_key = {one.pk: one for one in locked}
    kept, gone = by_key[kept.pk], by_key[gone.pk]
    if gone.merged_into_id == kept.pk:
        return kept
    if kept.merged_into_id or gone.merged_into_id:
        raise MergedBefore
    if by.pk in by_key:
        raise NotOneself
    if meet_in_seats(kept, gone):
        raise MeetInSeats
    if kept.is_protected or gone.is_protected:
        for one in (kept, gone):
            protect(one, by=by, now=now)
    preparation.merge_completions(kept, gone, by=by, now=now)
    settle_namesakes(kept, gone)
    _repoint(kept, gone)
    cohorts.merge_assistants(kept, gone, by=by, now=now)
    _close(kept, gone)
    name_again(User.objects.get(pk=kept.pk), now)
    trail.record(events.MERGED, about=kept, by=by, now=now, fields=[f"user {gone.pk}"])
    trail.record(events.MERGED, about=gone, by=by, now=now, fields=[f"user {kept.pk}"])
    return User.objects.get(pk=kept.pk)


def meet_in_seats(kept: User, gone: User) -> bool:
    """Both have the same seat, or the same engagement, at the same time."""
    seats = Holding.objects.filter(user=kept)
    tasks = Engagement.objects.filter(user=kept)
    return any(
        seats.filter(seat=one.seat_id).overlapping(one.from_on, one.until_on).exists()
        for one in Holding.objects.filter(user=gone).exclude(until_on=F("from_on"))
    ) or any(
        tasks.filter(role=one.role, scope=one.scope_id)
        .overlapping(one.from_on, one.until_on)
        .exists()
        for one in Engagement.objects.filter(user=gone).exclude(until_on=F("from_on"))
    )


def _repoint(kept: User, gone: User) -> None:
    meetings.merge_answers(kept, gone)
    selfassessment.merge_answers(kept, gone)
    Holding.objects.filter(user=gone).update(user=kept)
    Engagement.objects.filter(user=gone).update(user=kept)
    EmailAddress.objects.filter(user=gone).update(user=kept, primary=False)
    for name, row in ROWS.items():
        field = name.rpartition(".")[2]
        theirs = model_of(name)._base_manager.filter(**{field: gone})
        if row is Row.MOVES:
            theirs.update(**{field: kept})
        elif row is Row.GOES:
            theirs.delete()


def _close(kept: User, gone: User) -> None:
    """Without a password that counts, sessions that are open end with the next request."""
    logins = [one.last_login for one in (kept, gone) if one.last_login]
    kept = User.objects.get(pk=kept.pk)
    kept.last_login = max(logins, default=None)
    kept.is_staff = kept.is_staff or gone.is_staff
    kept.save(update_fields=["last_login", "is_staff"])
    gone = User.objects.get(pk=gone.pk)
    gone.merged_into, gone.is_active, gone.is_staff = kept, False, False
    gone.email = f"{gone.key}@sammanslagen.invalid"
    gone.set_unusable_password()
    gone.save(update_fields=["merged_into", "is_active", "is_staff", "email", "password"])
