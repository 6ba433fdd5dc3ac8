"""Schools and units of an institution, and the seats in them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.refusals import Refused, check_dates
from cohorts.actions.seats import lock_seat
from cohorts.models import Function, Institution, Participation, Seat, SubUnit, User
from exchange_portal.audit import trail
from exchange_portal.characters import plain


class NameTaken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("Ni har redan en enhet som heter %(name)s.") % {"name": name})


class OfAnother(Refused):
    """The sub-unit is another institution's, or is there no longer."""

    def __init__(self) -> None:
        super().__init__(_("Enheten finns inte hos er nu. Välj en av era enheter."))


class SeatTwice(Refused):
    def __init__(self) -> None:
        super().__init__(_("Enheten har redan en plats för den funktionen."))


class NotForUnits(Refused):
    def __init__(self) -> None:
        super().__init__(_("Den funktionen finns bara en gång hos er. Välj en annan."))


@transaction.atomic
def add_sub_unit(
    institution: Institution,
    *,
    name_sv: str,
    name_en: str = "",
    from_on: date,
    until_on: date | None = None,
    by: User | None,
    now: datetime,
) -> SubUnit:
    """Sent twice, it is added once."""
    check_dates(from_on, until_on)
    told = {"name_en": plain(name_en), "from_on": from_on, "until_on": until_on}
    Institution.objects.select_for_update().get(pk=institution.pk)
    unit, is_new = SubUnit.objects.get_or_create(
        institution=institution, name_sv=plain(name_sv), defaults=told
    )
    if is_new:
        trail.record(events.SUB_UNIT_ADDED, about=unit, by=by, now=now)
    elif any(getattr(unit, field) != value for field, value in told.items()):
        raise NameTaken(unit.name_sv)
    return unit


@transaction.atomic
def change_sub_unit(
    unit: SubUnit,
    *,
    name_sv: str,
    name_en: str,
    from_on: date,
    until_on: date | None,
    by: User | None,
    now: datetime,
) -> SubUnit:
    """Another name or other days. Its seats stay where they are, also when it has ended."""
    check_dates(from_on, until_on)
    Institution.objects.select_for_update().get(pk=unit.institution_id)  # for the name
    unit = SubUnit.objects.get(pk=unit.pk)
    others = SubUnit.objects.filter(institution=unit.institution_id).exclude(pk=unit.pk)
    if others.filter(name_sv=plain(name_sv)).exists():
        raise NameTaken(plain(name_sv))
    told = {
        "name_sv": plain(name_sv),
        "name_en": plain(name_en),
        "from_on": from_on,
        "until_on": until_on,
    }
    changed = [field for field, value in told.items() if getattr(unit, field) != value]
    for field in changed:
        setattr(unit, field, told[field])
    unit.save(update_fields=changed)
    if changed:
        trail.record(events.SUB_UNIT_CHANGED, about=unit, by=by, now=now, fields=changed)
    return unit


@transaction.atomic
def place_seat(seat: Seat, *, unit: SubUnit | None, by: User | None, now: datetime) -> Seat:
    """Say which sub-unit the seat is for; None: the whole institution. Who has it, and what they
    see, stays as it is."""
    Participation.objects.select_for_update().get(pk=seat.participation_id)  # for its other seats
    seat = lock_seat(seat.pk)
    if seat.sub_unit_id == (unit.pk if unit else None):
        return seat
    if unit is not None:
        _check(unit, seat.participation, now)
        same = Seat.objects.filter(participation=seat.participation_id, function=seat.function_id)
        if same.filter(sub_unit=unit).exists():
            raise SeatTwice
    seat.sub_unit = unit
    seat.save(update_fields=["sub_unit"])
    trail.record(events.SEAT_PLACED, about=seat, by=by, now=now, fields=["sub_unit"])
    return seat


@transaction.atomic
def add_seat_in(
    unit: SubUnit,
    *,
    participation: Participation,
    function: Function,
    by: User | None,
    now: datetime,
) -> Seat:
    """One more seat of a function, for the sub-unit. Asked for twice, there is one."""
    participation = (
        Participation.objects.select_for_update(of=["self"])
        .select_related("cohort__round")
        .get(pk=participation.pk)
    )
    _check(unit, participation, now)
    if function.role not in SHARED or not function.belongs_to(participation.cohort):
        raise NotForUnits
    same = Seat.objects.filter(participation=participation, function=function)
    found = same.filter(sub_unit=unit).first()
    if found is not None:
        return found
    last = same.aggregate(last=Max("number"))["last"] or 0
    seat = Seat.objects.create(
        participation=participation, function=function, number=last + 1, sub_unit=unit
    )
    trail.record(events.SEAT_ADDED, about=seat, by=by, now=now)
    return seat


SHARED = (Function.Role.MEMBER, Function.Role.MANAGEMENT)  # of which each sub-unit may have one


def _check(unit: SubUnit, participation: Participation, now: datetime) -> None:
    lasting = SubUnit.objects.lasting(now).filter(institution=participation.institution_id)
    if not lasting.filter(pk=unit.pk).exists():
        raise OfAnother
