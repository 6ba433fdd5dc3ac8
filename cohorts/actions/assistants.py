"""Who looks after the calendar of an institution's head."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import invite
from cohorts.actions.protecting import name_again
from cohorts.actions.refusals import Refused
from cohorts.actions.seats import NotInvited, lock_seat, welcomed_at
from cohorts.models import Assistant, Function, Holding, User, WorkAddress
from exchange_portal.audit import trail
from exchange_portal.outbox import queue


class NoHead(Refused):
    def __init__(self) -> None:
        super().__init__(_("Den högsta chefen har lämnat platsen. Ingen assistent är sparad."))


class IsTheHead(Refused):
    def __init__(self) -> None:
        super().__init__(_("Det är den högsta chefen själv. Välj någon annan."))


class HasAssistant(Refused):
    def __init__(self, name: str) -> None:
        words = _("%(name)s är redan assistent. Avsluta det först.")
        super().__init__(words % {"name": name})


@transaction.atomic
def name_assistant(
    holding: Holding,
    *,
    user: User | None = None,
    name: str = "",
    email: str = "",
    by: User,
    now: datetime,
) -> Assistant:
    """Someone known at the institution, or someone new, is the assistant of its head as long as
    that one has the seat. Both are told, when the head's time begins. Said twice, it is done
    once."""
    institution = holding.seat.participation.institution
    person = user or invite(institution, email=email, name=name, by=by, now=now)
    lock_seat(holding.seat_id)  # after the institution, as those do who invite to a seat
    holding = Holding.objects.with_place().select_related("user").get(pk=holding.pk)
    is_over = holding.until_on is not None and holding.until_on <= localdate(now)
    if is_over or holding.is_stand_in or holding.seat.function.role != Function.Role.HEAD:
        raise NoHead
    if person.pk == holding.user_id:
        raise IsTheHead
    there_is = holding.assistants.filter(ended_at=None).select_related("user").first()
    if there_is is not None and there_is.user_id != person.pk:
        raise HasAssistant(there_is.user.name)
    if there_is is not None:
        return there_is
    if not WorkAddress.objects.filter(user=person, institution=institution).exists():
        raise NotInvited
    made = Assistant.objects.create(holding=holding, user=person, named_at=now, named_by=by)
    name_again(person, now)
    trail.record(events.ASSISTANT_NAMED, about=made, by=by, now=now)
    _tell(made, now)
    return made


@transaction.atomic
def end_assistant(assistant: Assistant, *, by: User, now: datetime) -> Assistant:
    """From this moment. Said twice, it is done once."""
    assistant = Assistant.objects.select_for_update(of=["self"]).get(pk=assistant.pk)
    if assistant.ended_at is None:
        assistant.ended_at, assistant.ended_by = now, by
        assistant.save(update_fields=["ended_at", "ended_by"])
        trail.record(events.ASSISTANT_ENDED, about=assistant, by=by, now=now)
    return assistant


@transaction.atomic
def merge_assistants(kept: User, gone: User, *, by: User, now: datetime) -> None:
    """What `gone` looks after `kept` does, when their seats have been made one. Nobody is one's own
    assistant."""
    Assistant.objects.filter(user=gone).update(user=kept)
    for one in Assistant.objects.filter(user=kept, holding__user=kept, ended_at=None):
        end_assistant(one, by=by, now=now)


def _tell(made: Assistant, now: datetime) -> None:
    for kind, person in (
        (events.ASSISTANT_WELCOME, made.user),
        (events.ASSISTANT_TOLD, made.holding.user),
    ):
        queue.notify(
            kind,
            recipient=person,
            once=f"{kind}:{made.key}",
            data={"assistant": made.pk},
            now=now,
            due_at=welcomed_at(made.holding, now),
        )
