"""A seat passes from whoever leaves to a successor, in one step."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.people import invite
from cohorts.actions.refusals import Refused
from cohorts.actions.seats import NotInvited, end_holding, fill_seat, lock_seat
from cohorts.models import Holding, User, WorkAddress


class ToThemselves(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har redan platsen. Välj den som tar över."))


class BeforeItsTime(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Efterträdaren kan börja tidigast dagen efter att den som slutar började.")
        )


class Outside(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Adressen hör till en annan institution, och den som tar över måste ha en på den "
                "här. Ingenting är ändrat."
            )
        )


@transaction.atomic
def hand_over(
    holding: Holding,
    *,
    from_on: date,
    user: User | None = None,
    name: str = "",
    email: str = "",
    is_top_management: bool = False,
    by: User | None,
    now: datetime,
) -> Holding:
    """The holding ends, and the successor (someone known at the institution, or someone new) has
    the seat from that day: both or neither. Said twice, it is done once."""
    institution = holding.seat.participation.institution
    if user is None:
        elsewhere = WorkAddress.objects.exclude(institution=institution)
        if elsewhere.filter(email=email.strip().lower()).exists():
            raise Outside
        user = invite(institution, email=email, name=name, by=by, now=now)
    elif not WorkAddress.objects.filter(user=user, institution=institution).exists():
        raise NotInvited
    seat = lock_seat(holding.seat_id)
    holding = Holding.objects.get(pk=holding.pk)
    begun = seat.holdings.regular().filter(user=user, from_on=from_on).first()
    if begun is not None and holding.until_on == from_on and begun != holding:
        return begun
    if user.pk == holding.user_id:
        raise ToThemselves
    if from_on <= holding.from_on:
        raise BeforeItsTime
    if holding.until_on is None or holding.until_on > from_on:
        end_holding(holding, until_on=from_on, by=by, now=now)
    return fill_seat(
        seat, user=user, from_on=from_on, is_top_management=is_top_management, by=by, now=now
    )
