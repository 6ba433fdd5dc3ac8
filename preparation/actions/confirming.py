"""The head confirms, once. A frozen copy, and a receipt."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Function, Participation, Round, User, rights_of
from cohorts.queries import holders
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from exchange_portal.outbox import queue
from preparation import events
from preparation.actions.refusals import Refused, plan_of
from preparation.frozen import Frozen, fingerprint
from preparation.models import Confirmation
from preparation.queries.confirming import asked
from preparation.rules import confirming_role
from preparation.texts import Statement

MAX_NOTE = 500


class ConfirmedBefore(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Du har redan bekräftat, och den texten står fast. Det här är inte sparat.")
        )


class ConfirmedMeanwhile(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s har bekräftat medan du läste. Läs vad som står. Bekräfta igen om du "
                "också vill göra det."
            )
            % {"name": name}
        )


class AskedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Det du bekräftar har ändrats medan du läste. Läs igen och bekräfta sedan.")
        )


@transaction.atomic
def confirm(
    participation: Participation,
    *,
    statements: tuple[Statement, ...],
    note: str,
    number: int,
    is_by_link: bool = False,
    by: User,
    now: datetime,
) -> Confirmation:
    """Freeze what the head was shown, and whether they came by a link from a mail. `number` is the
    one that the page was made for: two clicks give one confirmation, and two heads do not confirm
    over each other unseen."""
    participation = _locked(participation)
    plan, round = plan_of(participation, now)
    note = plain(note).strip()
    latest = _latest(participation)
    if latest is not None and latest.confirmed_by_id == by.pk and _stands(latest):
        if Frozen.from_content(latest.content).note != note:
            raise ConfirmedBefore
        return latest
    if latest is not None and latest.number >= number:
        raise ConfirmedMeanwhile(latest.confirmed_by.name)
    if statements != asked(plan):
        raise AskedMeanwhile
    number = latest.number + 1 if latest else 1
    copy = replace(
        _copy(participation, round, statements, note, number, by, now), is_by_link=is_by_link
    ).as_content()
    made = Confirmation.objects.create(
        participation=participation,
        number=number,
        confirmed_at=now,
        confirmed_by=by,
        content=copy,
        fingerprint=fingerprint(copy),
    )
    trail.record(events.CONFIRMED, about=made, by=by, now=now)
    _tell(made, by, now)
    return made


def _locked(participation: Participation) -> Participation:
    locked = Participation.objects.select_for_update(of=["self"])
    return locked.select_related("institution", "cohort__round").get(pk=participation.pk)


def _latest(participation: Participation) -> Confirmation | None:
    """Also one that was disowned: numbers are not used twice."""
    rows = Confirmation.objects.filter(participation=participation)
    return rows.select_related("confirmed_by").order_by("-number").first()


def _stands(confirmation: Confirmation) -> bool:
    return Confirmation.objects.standing().filter(pk=confirmation.pk).exists()


def _copy(
    participation: Participation,
    round: Round,
    statements: tuple[Statement, ...],
    note: str,
    number: int,
    by: User,
    now: datetime,
) -> Frozen:
    function = _function(by, participation, now)
    return Frozen(
        institution=participation.institution.name,
        institution_en=participation.institution.name_en,
        cohort=participation.cohort.name,
        round=round.name,
        number=number,
        confirmed_at=now,
        confirmed_by=by.name,
        function_sv=function.name_sv if function else "",
        function_en=function.name_en if function else "",
        statements=statements,
        note=note,
    )


def _function(by: User, participation: Participation, now: datetime) -> Function | None:
    """What they confirm as."""
    role = confirming_role(participation.cohort.round)
    seats = (one.seat for one in rights_of(by, now).at_work)
    own = (seat.function for seat in seats if seat.participation_id == participation.pk)
    return next((one for one in own if one.role == role), None)


def _tell(made: Confirmation, by: User, now: datetime) -> None:
    coordinators = holders(made.participation, now, role=Function.Role.COORDINATOR)
    for person in {by, *coordinators}:
        queue.notify(
            events.RECEIPT,
            recipient=person,
            once=f"{events.RECEIPT}:{made.key}:{person.pk}",
            data={"confirmation": made.pk},
            now=now,
        )
