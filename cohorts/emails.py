"""Mails that cohorts sends."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cohorts import events, queries, rules
from cohorts.models import Assistant, Cohort, ContactQuestion, Holding, Participation, User
from cohorts.occasions import occasion_of
from cohorts.words import cohort_in_sentence
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local


def register() -> None:
    register_notice(events.WELCOME, write=write_welcome, still_wanted=welcome_still_wanted)
    register_notice(events.STAND_IN_ENDED, write=write_stand_in_ended, still_wanted=is_still_ended)
    of_assistant: Any = {"still_wanted": of_assistant_still_wanted}
    register_notice(events.ASSISTANT_WELCOME, write=write_assistant_welcome, **of_assistant)
    register_notice(events.ASSISTANT_TOLD, write=write_assistant_told, **of_assistant)
    register_notice(events.QUESTION, write=write_question, still_wanted=question_still_wanted)
    to_asker: Any = {"still_wanted": to_asker_still_wanted}
    register_notice(events.QUESTION_RECEIPT, write=write_question_receipt, **to_asker)
    register_notice(events.QUESTION_ANSWER, write=write_question_answer, **to_asker)


def write_welcome(notice: Notice) -> Mail:
    """What this is, where to log in and whom to ask. Nothing in it opens anything."""
    user, participation = notice.recipient, _participation(notice)
    cohort, function = participation.cohort, queries.function_of(user, participation, notice.due_at)
    context = {
        "name": user.name,
        "address": user.email,
        "function": local(function, "name", user.language) if function else "",
        "institution": participation.institution,
        "inviter": _inviter(notice),
        "login_url": settings.PORTAL_URL + reverse("account_request_login_code"),
    } | about_sender(cohort, notice)
    if "stand_in" not in notice.data:
        return compose("cohorts/welcome", context, language=user.language)
    return compose("cohorts/stand_in", context | _standing_in(notice), language=user.language)


def _standing_in(notice: Notice) -> dict[str, Any]:
    """For whom, from when to when, and at which meeting if it is for one."""
    stand_in = Holding.objects.select_related("seat__function", "seat__sub_unit").get(
        pk=notice.data["stand_in"]
    )
    language = notice.recipient.language
    with translation.override(language):
        occasion = occasion_of(stand_in)
    instead_of = Holding.objects.regular().filter(seat=stand_in.seat).select_related("user")
    holder = instead_of.overlapping(stand_in.from_on, stand_in.until_on).order_by("from_on").first()
    return {
        "holder": holder.user.name if holder else "",
        "function": local(stand_in.seat, "name", language),
        "first": stand_in.from_on,
        "last": stand_in.last_on,
        "occasion": occasion.name if occasion else "",
        "day": occasion.held_on if occasion else None,
    }


def write_stand_in_ended(notice: Notice) -> Mail:
    """That their time as a stand-in is shorter than they were told."""
    participation = _participation(notice)
    context = {
        "name": notice.recipient.name,
        "institution": participation.institution,
        "inviter": _inviter(notice),
    } | about_sender(participation.cohort, notice)
    context |= _standing_in(notice)
    return compose("cohorts/stand_in_ended", context, language=notice.recipient.language)


def is_still_ended(notice: Notice, now: datetime) -> bool:
    """As long as nobody has set another day."""
    rows = Holding.objects.filter(pk=notice.data["stand_in"], user=notice.recipient_id)
    return rows.filter(until_on=notice.data["until_on"]).exists()


def about_sender(cohort: Cohort, notice: Notice) -> dict[str, Any]:
    """What every mail to a group says of itself: which programme it belongs to, and whom to ask."""
    language = notice.recipient.language
    return {
        "cohort": cohort_in_sentence(cohort, language),
        "programme": local(cohort.round.programme, "name", language) if cohort.round else "",
        "contact": queries.contact_persons([cohort], notice.due_at).get(cohort.pk),
    }


def welcome_still_wanted(notice: Notice, now: datetime) -> bool:
    if stand_in := notice.data.get("stand_in"):
        return Holding.objects.current(now).filter(pk=stand_in, user=notice.recipient_id).exists()
    return rules.belongs_to(notice.recipient, _participation(notice), now)


def write_assistant_welcome(notice: Notice) -> Mail:
    """To the assistant of a head: what that is, and how one logs in."""
    return _of_assistant(notice, "cohorts/assistant_welcome")


def write_assistant_told(notice: Notice) -> Mail:
    """To the head: who it is, what they see, and how it is ended."""
    return _of_assistant(notice, "cohorts/assistant_told")


def _of_assistant(notice: Notice, template: str) -> Mail:
    assistant, language = _assistant(notice), notice.recipient.language
    seat = assistant.holding.seat
    context = {
        "recipient": notice.recipient,
        "assistant": assistant.user,
        "head": assistant.head.name,
        "namer": assistant.named_by.name,
        "function": local(seat.function, "name", language),
        "institution": seat.participation.institution,
        "login_url": settings.PORTAL_URL + reverse("account_request_login_code"),
        "path": reverse("home"),
    } | about_sender(seat.participation.cohort, notice)
    return compose(template, context, language=language)


def of_assistant_still_wanted(notice: Notice, now: datetime) -> bool:
    current = Assistant.objects.current(now).filter(pk=notice.data["assistant"])
    return notice.recipient.is_active and current.exists()


def _assistant(notice: Notice) -> Assistant:
    everything = Assistant.objects.with_place().select_related("named_by")
    return everything.get(pk=notice.data["assistant"])


def write_question(notice: Notice) -> Mail:
    """To the contact person: who asks what, and where it is answered."""
    return _of_question(notice, "cohorts/question")


def write_question_receipt(notice: Notice) -> Mail:
    return _of_question(notice, "cohorts/question_receipt")


def write_question_answer(notice: Notice) -> Mail:
    return _of_question(notice, "cohorts/question_answer")


def _of_question(notice: Notice, template: str) -> Mail:
    question = _question(notice)
    context = {
        "question": question,
        "institution": question.participation.institution.name,
        "recipient": notice.recipient,
        "path": reverse("asked_question", args=[question.key]),
    } | about_sender(question.participation.cohort, notice)
    return compose(template, context, language=notice.recipient.language)


def question_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once a colleague has answered, or the person runs the cohort no longer."""
    question = _question(notice)
    runs = rules.runs_cohort(notice.recipient, question.participation.cohort, now)
    return runs and question.answered_at is None


def to_asker_still_wanted(notice: Notice, now: datetime) -> bool:
    """Also to someone who has left since: the answer is to them. Not to a closed account."""
    return notice.recipient.is_active


def _question(notice: Notice) -> ContactQuestion:
    everything = ContactQuestion.objects.select_related(
        "participation__institution",
        "participation__cohort__round__programme",
        "asked_by",
        "answered_by",
    )
    return everything.get(pk=notice.data["question"])


def _inviter(notice: Notice) -> str:
    """The colleague who invites, or else the agency. Older notices name no colleague."""
    colleague = User.objects.filter(pk=notice.data.get("colleague")).first()
    return colleague.name if colleague else settings.AGENCY


def _participation(notice: Notice) -> Participation:
    everything = Participation.objects.select_related("institution", "cohort__round__programme")
    return everything.get(pk=notice.data["participation"])
