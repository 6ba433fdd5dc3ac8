"""Mails that cohorts sends."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cohorts import events, queries, rules
from cohorts.models import Cohort, Holding, Participation, User
from cohorts.occasions import occasion_of
from cohorts.words import cohort_in_sentence
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local


def register() -> None:
    register_notice(events.WELCOME, write=write_welcome, still_wanted=welcome_still_wanted)


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
    stand_in = Holding.objects.select_related("seat__function").get(pk=notice.data["stand_in"])
    language = notice.recipient.language
    with translation.override(language):
        occasion = occasion_of(stand_in)
    instead_of = Holding.objects.regular().filter(seat=stand_in.seat).select_related("user")
    holder = instead_of.overlapping(stand_in.from_on, stand_in.until_on).order_by("from_on").first()
    return {
        "holder": holder.user.name if holder else "",
        "function": local(stand_in.seat.function, "name", language),
        "first": stand_in.from_on,
        "last": stand_in.last_on,
        "occasion": occasion.name if occasion else "",
        "day": occasion.held_on if occasion else None,
    }


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


def _inviter(notice: Notice) -> str:
    """The colleague who invites, or else the agency. Older notices name no colleague."""
    colleague = User.objects.filter(pk=notice.data.get("colleague")).first()
    return colleague.name if colleague else settings.AGENCY


def _participation(notice: Notice) -> Participation:
    everything = Participation.objects.select_related("institution", "cohort__round__programme")
    return everything.get(pk=notice.data["participation"])
