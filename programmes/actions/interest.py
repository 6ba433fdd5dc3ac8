"""An institution says that it wants to take part, and somebody decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Institution, Programme, Round, User
from exchange_portal.audit import trail
from exchange_portal.characters import one_line, plain
from exchange_portal.outbox import queue
from exchange_portal.outbox.models import Message
from programmes import events
from programmes.actions.refusals import Refused
from programmes.interest_mail import confirmation, decision_context, receipt_context
from programmes.models import ExpressionOfInterest

KEPT_UNCONFIRMED = timedelta(days=7)
State = ExpressionOfInterest.State


class NotThere(Refused):
    def __init__(self) -> None:
        super().__init__(_("Anmälan finns inte längre. Skicka gärna en ny."))


class ToldBefore(Refused):
    """Something else came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har redan skickat en anmälan med det här formuläret. Det du har ändrat sedan "
                "dess är inte skickat men står kvar här. Skicka igen om det också ska fram."
            )
        )


class DecidedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Någon annan har beslutat om anmälan under tiden. Inget är ändrat och inget mejlat.")
        )


class Placed(Refused):
    def __init__(self, round: Round) -> None:
        words = _("Institutionen har redan fått en plats i %(round)s.")
        super().__init__(words % {"round": round})


class NameOfAnother(Refused):
    field = "name"

    def __init__(self) -> None:
        super().__init__(
            _("Det finns redan en institution med det namnet. Välj den i stället för en ny.")
        )


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, and why in words. Who is admitted is an institution that there is, or a new
    one by name and short name."""

    state: str
    reason: str
    institution: Institution | None = None
    name: str = ""
    short_name: str = ""


@transaction.atomic
def express_interest(
    programme: Programme, *, told: dict[str, Any], form_key: UUID, language: str, now: datetime
) -> ExpressionOfInterest:
    """Kept until it is confirmed, and a mail with the way to do that. A form that is sent twice is
    one."""
    texts = {name: one_line(told[name]) for name in _LINES} | {"why": plain(told["why"]).strip()}
    given = told | texts | {"programme": programme}
    interest, is_new = ExpressionOfInterest.objects.get_or_create(
        form_key=form_key, defaults={"language": language, "sent_at": now, **given}
    )
    if not is_new:
        if any(getattr(interest, name) != value for name, value in given.items()):
            raise ToldBefore
        return interest
    trail.record(events.INTEREST_EXPRESSED, about=interest, by=None, now=now)
    _mail(interest, events.INTEREST_CONFIRMATION, confirmation(interest), now)
    return interest


_LINES = ("institution_name", "contact_name", "contact_role")


@transaction.atomic
def confirm_interest(key: UUID, *, now: datetime) -> ExpressionOfInterest:
    """Its writer has the address. From now on the agency sees it. Pressed twice, it is once."""
    interest = ExpressionOfInterest.objects.select_for_update().filter(key=key).first()
    if interest is None:
        raise NotThere
    if interest.confirmed_at is not None:
        return interest
    interest.confirmed_at, interest.state = now, State.WAITING
    interest.save(update_fields=["confirmed_at", "state"])
    trail.record(events.INTEREST_CONFIRMED, about=interest, by=None, now=now)
    _mail(interest, events.INTEREST_RECEIPT, receipt_context(interest), now)
    return interest


@transaction.atomic
def decide_interest(
    interest: ExpressionOfInterest, *, decision: Decision, version: int, by: User, now: datetime
) -> ExpressionOfInterest:
    """Admit, decline or put on hold, and mail why. `version` is the decision that was shown.
    Pressed twice, it is decided once."""
    interest = (
        ExpressionOfInterest.objects.select_for_update(of=["self"])
        .select_related("programme", "round", "institution")
        .get(pk=interest.pk)
    )
    if interest.round is not None:
        raise Placed(interest.round)
    reason = plain(decision.reason).strip()
    if interest.version != version:
        if interest.version != version + 1 or not _is_same(interest, decision, reason, by):
            raise DecidedMeanwhile
        return interest
    is_admitted = decision.state == State.ADMITTED
    interest.institution = _institution(interest, decision, by, now) if is_admitted else None
    interest.state, interest.reason = decision.state, reason
    interest.decided_at, interest.decided_by = now, by
    interest.version += 1
    interest.save()
    trail.record(events.INTEREST_DECIDED, about=interest, by=by, now=now, fields=["state"])
    _mail(interest, events.INTEREST_DECISION, decision_context(interest), now)
    return interest


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """What was never confirmed is nobody's business any more, nor is the mail that asked: it names
    its writer, and holds the link that confirms."""
    long_ago = now - KEPT_UNCONFIRMED
    Message.objects.filter(kind=events.INTEREST_CONFIRMATION, created_at__lt=long_ago).delete()
    old = ExpressionOfInterest.objects.filter(confirmed_at=None, sent_at__lt=long_ago)
    return old.delete()[0]


def place_interests(
    programme: Programme,
    institutions: Iterable[Institution],
    *,
    round: Round,
    by: User,
    now: datetime,
) -> None:
    """Those admitted that got a place in the round wait no longer. Within the action that starts
    it."""
    waiting = ExpressionOfInterest.objects.waiting_for_a_round(programme)
    for one in waiting.filter(institution__in=list(institutions)).order_by("pk"):
        one.round = round
        one.save(update_fields=["round"])
        trail.record(events.INTEREST_PLACED, about=one, by=by, now=now, fields=["round"])


def _is_same(interest: ExpressionOfInterest, decision: Decision, reason: str, by: User) -> bool:
    """Whether it is the button that was pressed again."""
    name = decision.institution.name if decision.institution else one_line(decision.name)
    is_there = interest.institution.name if interest.institution else ""
    told = interest.decided_by_id, interest.state, interest.reason
    return told == (by.pk, decision.state, reason) and is_there in {"", name}


def _institution(
    interest: ExpressionOfInterest, decision: Decision, by: User, now: datetime
) -> Institution:
    if decision.institution is not None:
        return decision.institution
    name = one_line(decision.name)
    if Institution.objects.filter(name__iexact=name).exists():
        raise NameOfAnother
    return cohorts.add_institution(
        name=name, short_name=one_line(decision.short_name), kind=interest.kind, by=by, now=now
    )


def _mail(
    interest: ExpressionOfInterest, kind: str, context: dict[str, Any], now: datetime
) -> None:
    queue.write_mail(
        kind,
        to_address=interest.contact_email,
        language=interest.language,
        template=f"programmes/{kind.partition('.')[2]}",
        context=context,
        now=now,
    )
