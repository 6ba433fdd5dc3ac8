"""What would happen with each row of a list, today: a dry run that changes nothing.

The action does what this says, after asking it once more with the seats locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import batched
from zlib import crc32

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.addresses import domain, mailbox, tidy
from cohorts.known import Known, known_of, seats_for
from cohorts.listed import Row, day_of, rows_of
from cohorts.models import (
    Function,
    Holding,
    Institution,
    InvitationList,
    Participation,
    Seat,
    User,
    WorkAddress,
)
from cohorts.named import Wrong
from exchange_portal.ui.texts import full_day
from exchange_portal.year import in_our_time

DAY = timedelta(days=1)
NAME_LENGTH, ADDRESS_LENGTH = 120, 254
YES, NO = {"ja", "yes", "x", "1", "sant", "true"}, {"", "nej", "no", "0", "falskt", "false", "-"}


class Outcome(StrEnum):
    WRONG = "wrong"  # nothing can be done before the row is mended
    NEW = "new"  # someone new gets the seat
    KNOWN = "known"  # someone known at the institution gets it
    ALREADY = "already"  # they have it


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What comes of a row. `remark`: what whoever presses the button should look at first."""

    row: Row
    outcome: Outcome
    said: str = ""
    remark: str = ""
    seat: Seat | None = None
    person: User | None = None
    name: str = ""
    address: str = ""
    from_on: date = date.min
    until_on: date | None = None
    is_top: bool = False

    @property
    def fills(self) -> bool:
        return self.outcome in {Outcome.NEW, Outcome.KNOWN}

    @property
    def place(self) -> Participation | None:
        return self.seat.participation if self.seat else None

    @property
    def print(self) -> str:
        """Two that are alike do the same."""
        seat, person = self.seat and self.seat.pk, self.person and self.person.pk
        told = f"{self.outcome}|{seat}|{person}|{self.from_on}|{self.remark != ''}"
        return f"{crc32(told.encode()) & 0xFFFF:04x}"


def plans_of(invitations: InvitationList, user: User, now: datetime) -> list[Plan]:
    """One for each row, in the order of the file."""
    rows = rows_of(invitations)
    seats = seats_for(invitations.round_id, invitations.participation, user, now)
    known = known_of(seats, [tidy(row.address) for row in rows], now)
    earlier: dict[str, Plan] = {}
    plans = []
    for row in rows:
        plan = _plan(row, invitations, known, earlier, now)
        plans.append(plan)
        if plan.address:
            earlier.setdefault(mailbox(plan.address), plan)
        if plan.fills and plan.seat:
            mine = Holding(seat=plan.seat, from_on=plan.from_on, until_on=plan.until_on)
            mine.listed = row.number  # type: ignore[attr-defined]
            known.held.setdefault(plan.seat.pk, []).append(mine)
    return plans


def print_of(plans: Iterable[Plan]) -> str:
    """Of everything that would happen: four signs for each row."""
    return "".join(plan.print for plan in plans)


def changed(plans: Sequence[Plan], seen: str) -> list[Plan]:
    """Those that are no longer as they were when `print_of` was `seen`."""
    prints = ["".join(one) for one in batched(seen, 4)]
    if len(prints) != len(plans):
        return list(plans)
    return [plan for plan, old in zip(plans, prints, strict=True) if plan.print != old]


def _plan(
    row: Row,
    invitations: InvitationList,
    known: Known,
    earlier: dict[str, Plan],
    now: datetime,
) -> Plan:
    address = tidy(row.address)
    try:
        place = invitations.participation or known.places.meant(row)
        function = known.functions.meant(row)
        _check_role(invitations, function)
        plan = Plan(row=row, outcome=Outcome.NEW, name=row.name, address=_checked(address))
        plan = _with_days(plan, now)
        plan = _with_person(plan, place.institution, known)
        _check_earlier(plan, place, function, earlier)
        return _with_seat(plan, known, place, function)
    except Wrong as wrong:
        return Plan(row=row, outcome=Outcome.WRONG, said=str(wrong), address=address)


def _check_role(invitations: InvitationList, function: Function) -> None:
    if invitations.participation and function.role == Function.Role.COORDINATOR:
        raise Wrong(_("Vem som samordnar bestämmer er kontaktperson."))


def _checked(address: str) -> str:
    if not address:
        raise Wrong(_("E-postadress saknas."))
    try:
        validate_email(address)
    except ValidationError:
        raise Wrong(_("%(address)s är ingen e-postadress.") % {"address": address}) from None
    if len(address) > ADDRESS_LENGTH:
        raise Wrong(_("E-postadressen är för lång."))
    return address


def _with_days(plan: Plan, now: datetime) -> Plan:
    today, row = localdate(now), plan.row
    from_on = _day(row.from_on) if row.from_on else today
    last_on = _day(row.last_on) if row.last_on else None
    if from_on < today:
        raise Wrong(_("Den första dagen har redan varit. Välj i dag eller senare."))
    if last_on and last_on < from_on:
        raise Wrong(_("Den sista dagen ligger före den första."))
    if row.is_top.casefold() not in YES | NO:
        raise Wrong(_("Skriv ja eller nej under Högsta ledningen."))
    until_on = last_on + DAY if last_on else None
    is_top = row.is_top.casefold() in YES
    return replace(plan, from_on=from_on, until_on=until_on, is_top=is_top)


def _day(text: str) -> date:
    day = day_of(text)
    if day is None:
        raise Wrong(_("%(text)s är inget datum. Skriv till exempel 2027-01-31.") % {"text": text})
    try:
        in_our_time(day)
    except ValidationError as error:
        raise Wrong(error.messages[0]) from None
    return day


def _with_person(plan: Plan, institution: Institution, known: Known) -> Plan:
    """Known by the address, also by one with something after a «+»; or someone new."""
    found = known.people.get(plan.address) or known.people.get(mailbox(plan.address))
    if found and found.institution_id != institution.pk:
        raise Wrong(_("Adressen används redan på en annan institution. Be om en ny."))
    if found:
        return replace(plan, outcome=Outcome.KNOWN, person=found.user, remark=_renamed(plan, found))
    if not plan.name:
        raise Wrong(_("Namn saknas."))
    if len(plan.name) > NAME_LENGTH:
        raise Wrong(_("Namnet är för långt."))
    return replace(plan, remark=_strange(plan, institution, known))


def _renamed(plan: Plan, found: WorkAddress) -> str:
    if found.user.is_protected:
        return ""  # whose address it is, is not told
    if not plan.name or plan.name.casefold() == found.user.name.casefold():
        return ""
    return _("Adressen hör till %(name)s, som får platsen.") % {"name": found.user.name}


def _strange(plan: Plan, institution: Institution, known: Known) -> str:
    """What makes it likely that the address is mistyped, or that the person is known already."""
    namesake = known.names.get((institution.pk, plan.name.casefold()))
    if namesake:
        return _("Någon med samma namn finns redan, med en annan adress. Är det samma person?")
    domains = known.domains.get(institution.pk)
    if domains and domain(plan.address) not in domains:
        words = _("Ingen annan på institutionen har en adress på %(domain)s.")
        return words % {"domain": domain(plan.address)}
    return ""


def _check_earlier(
    plan: Plan, place: Participation, function: Function, earlier: dict[str, Plan]
) -> None:
    """The same person may have several seats at one institution, and is then one person."""
    same = earlier.get(mailbox(plan.address))
    if same is None or same.outcome is Outcome.WRONG or same.seat is None or same.place is None:
        return
    number = {"number": same.row.number}
    if same.place.institution_id != place.institution_id:
        raise Wrong(_("Samma adress står på rad %(number)s, på en annan institution.") % number)
    if plan.person is None and same.name.casefold() != plan.name.casefold():
        raise Wrong(_("Samma adress står på rad %(number)s, med ett annat namn.") % number)
    if same.place.pk == place.pk and same.seat.function_id == function.pk:
        raise Wrong(_("Samma person står på rad %(number)s.") % number)


def _with_seat(plan: Plan, known: Known, place: Participation, function: Function) -> Plan:
    seats = known.seats.get((place.pk, function.pk), [])
    if not seats:
        raise Wrong(_("Institutionen har ingen sådan plats."))
    taken = [(seat, _taken(plan, known.held.get(seat.pk, []))) for seat in seats]
    for seat, in_the_way in taken:
        if plan.person and any(one.user_id == plan.person.pk for one in in_the_way):
            return replace(plan, outcome=Outcome.ALREADY, seat=seat, remark="")
    free = next((seat for seat, in_the_way in taken if not in_the_way), None)
    if free is None:
        raise Wrong(_conflict([one for _seat, in_the_way in taken for one in in_the_way]))
    return replace(plan, seat=free)


def _taken(plan: Plan, held: list[Holding]) -> list[Holding]:
    return [
        one
        for one in held
        if (one.until_on is None or one.until_on > plan.from_on)
        and (plan.until_on is None or one.from_on < plan.until_on)
    ]


def _conflict(in_the_way: list[Holding]) -> str:
    """Until when, by the one that ends first."""
    first = min(in_the_way, key=lambda one: one.until_on or date.max)
    listed = getattr(first, "listed", None)
    if listed:
        return _("Platsen går till den som står på rad %(number)s.") % {"number": listed}
    if first.last_on is None:
        return _("Platsen är upptagen tills vidare.")
    return _("Platsen är upptagen till och med %(day)s.") % {"day": full_day(first.last_on)}
