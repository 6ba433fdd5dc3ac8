"""Protected identity: a person is called by what they do, wherever others read it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts import events
from cohorts.actions.refusals import Refused
from cohorts.models import Engagement, Holding, ProtectedName, User, WorkAddress
from exchange_portal.audit import trail

LENGTH = 120  # of a name
LANGUAGE = "sv"  # one name for all readers, as institutions have


class IsMet(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är processledare eller kontaktperson, och institutionerna behöver kunna "
                "nå en sådan. Avsluta uppdraget först."
            )
        )


@transaction.atomic
def protect(person: User, *, by: User | None, now: datetime) -> User:
    """From now on the person's function is shown in place of the name, and no address. Said twice,
    it is done once."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_protected:
        return person
    met = person.engagements.filter(role__in=Engagement.MET_ROLES)
    if met.overlapping(localdate(now), None).exists():
        raise IsMet
    ProtectedName.objects.create(user=person, name=person.name, protected_at=now, protected_by=by)
    person.is_protected = True
    person.name = name_by_function(person, now)
    person.save(update_fields=["is_protected", "name"])
    trail.record(events.PROTECTED, about=person, by=by, now=now)
    return person


@transaction.atomic
def unprotect(person: User, *, by: User | None, now: datetime) -> User:
    """The name is shown again. Said twice, it is done once."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_protected:
        return person
    kept = ProtectedName.objects.get(user=person)
    person.is_protected, person.name = False, kept.name
    person.save(update_fields=["is_protected", "name"])
    kept.delete()
    trail.record(events.UNPROTECTED, about=person, by=by, now=now)
    return person


def name_again(person: User, now: datetime) -> None:
    """After a change of seats: what a protected person is called follows what they do."""
    if not person.is_protected:
        return
    name = name_by_function(person, now)
    if name != person.name:
        User.objects.filter(pk=person.pk).update(name=name)
        person.name = name


def name_by_function(person: User, now: datetime) -> str:
    """«Ekonomifunktion, Polismyndigheten», by the seat of today, or the one to come, or the last;
    without one by the engagement; or by the institution alone."""
    with override(LANGUAGE):
        held = Holding.objects.filter(user=person).with_place()
        lasting = held.overlapping(localdate(now), None).order_by("from_on", "pk").first()
        holding = lasting or held.order_by("-from_on", "-pk").first()
        if holding is not None:
            return _named(holding.seat.function.name_sv, holding.seat.participation.institution)
        engagement = person.engagements.order_by("-from_on", "-pk").first()
        address = WorkAddress.objects.filter(user=person).select_related("institution").first()
        role = str(engagement.get_role_display()) if engagement else _("Medarbetare")
        return _named(role, address.institution) if address else role


def _named(function: str, institution: object) -> str:
    ending = f", {institution}"
    room = max(LENGTH - len(ending), 20)
    shown = function if len(function) <= room else f"{function[: room - 1].rstrip()}…"
    return f"{shown}{ending}"[:LENGTH]
