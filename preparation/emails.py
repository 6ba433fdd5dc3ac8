"""Mails about the head's confirmation, and the web course."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from cohorts.emails import about_sender
from cohorts.models import Participation, User
from cohorts.reminders import is_still_due
from cohorts.rules import belongs_to, has_ended
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from preparation import events
from preparation.copies import copy_of
from preparation.links import way_to_confirm
from preparation.models import Completion, Confirmation
from preparation.queries.confirming import plan_of
from preparation.rules import may_confirm


def write_receipt(notice: Notice) -> Mail:
    """To whoever confirmed and the institution's coordinators."""
    return _of_confirmation(notice, "preparation/receipt")


def write_disowned(notice: Notice) -> Mail:
    """To the coordinators: the head says that it was somebody else."""
    return _of_confirmation(notice, "preparation/disowned")


def _of_confirmation(notice: Notice, template: str) -> Mail:
    confirmation = _confirmation(notice)
    context: dict[str, Any] = {
        "copy": copy_of(confirmation),
        "confirmation": confirmation,
        "recipient": notice.recipient,
        "is_own": notice.recipient.pk == confirmation.confirmed_by_id,
        "path": reverse("confirmed", args=[confirmation.key]),
    } | about_sender(confirmation.participation.cohort, notice)
    return compose(template, context, language=notice.recipient.language)


def receipt_still_wanted(notice: Notice, now: datetime) -> bool:
    return belongs_to(notice.recipient, _confirmation(notice).participation, now)


def write_asked(notice: Notice) -> Mail:
    """To the head, because a coordinator asks."""
    asker = User.objects.get(pk=notice.data["asker"]).name
    return _to_head(notice, "preparation/asked", {"asker": asker})


def write_reminder(notice: Notice) -> Mail:
    is_last_day = notice.data["days_before"] == 0
    return _to_head(notice, "preparation/reminder", {"is_last_day": is_last_day})


def _to_head(notice: Notice, template: str, more: dict[str, Any]) -> Mail:
    participation = _participation(notice)
    personal = way_to_confirm(notice.recipient, participation, notice.due_at)
    context: dict[str, Any] = {
        "is_personal": bool(personal),
        "plan": plan_of(participation.cohort.round),
        "institution": participation.institution.name,
        "recipient": notice.recipient,
        "path": personal or reverse("confirmation", args=[participation.key]),
    }
    context |= more | about_sender(participation.cohort, notice)
    return compose(template, context, language=notice.recipient.language)


def asked_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once it is confirmed, the head has left or the round is over."""
    participation = _participation(notice)
    return (
        notice.recipient.is_active
        and plan_of(participation.cohort.round) is not None
        and not has_ended(participation.cohort.round, now)
        and not Confirmation.objects.standing().filter(participation=participation).exists()
        and may_confirm(notice.recipient, participation, now)
    )


def reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    round = _participation(notice).cohort.round
    plan = plan_of(round)
    day = plan.confirm_by if plan else None
    is_due = is_still_due(notice, day=day, round=round, now=now, is_ahead=True)
    return is_due and asked_still_wanted(notice, now)


def write_course_reminder(notice: Notice) -> Mail:
    participation, language = _participation(notice), notice.recipient.language
    plan = plan_of(participation.cohort.round)
    context: dict[str, Any] = {
        "plan": plan,
        "course": local(plan, "course_name", language) if plan else "",
        "is_last_day": notice.data["days_before"] == 0,
        "recipient": notice.recipient,
        "path": reverse("course", args=[participation.key]),
    } | about_sender(participation.cohort, notice)
    return compose("preparation/course_reminder", context, language=language)


def course_reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once they have said something, have left, or the course has another day."""
    participation, person = _participation(notice), notice.recipient
    round = participation.cohort.round
    plan = plan_of(round)
    day = plan.course_due_on if plan else None
    return (
        is_still_due(notice, day=day, round=round, now=now, is_ahead=True)
        and belongs_to(person, participation, now)
        and not Completion.objects.filter(round=round, user=person).exists()
    )


def _confirmation(notice: Notice) -> Confirmation:
    everything = Confirmation.objects.select_related(
        "participation__institution", "participation__cohort__round__programme", "confirmed_by"
    )
    return everything.get(pk=notice.data["confirmation"])


def _participation(notice: Notice) -> Participation:
    everything = Participation.objects.select_related("institution", "cohort__round__programme")
    return everything.get(pk=notice.data["participation"])


register_notice(events.RECEIPT, write=write_receipt, still_wanted=receipt_still_wanted)
register_notice(events.DISOWNED_TOLD, write=write_disowned, still_wanted=receipt_still_wanted)
register_notice(events.ASKED, write=write_asked, still_wanted=asked_still_wanted)
register_notice(events.REMINDER, write=write_reminder, still_wanted=reminder_still_wanted)
register_notice(
    events.COURSE_REMINDER,
    write=write_course_reminder,
    still_wanted=course_reminder_still_wanted,
)
