"""Mails from those who run a group: to those who are missing, to guests, to mentors."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cohorts.emails import about_sender
from cohorts.models import Engagement, Guest, Participation
from cohorts.words import cohort_in_sentence
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import exact_day, local
from meetings.models import Meeting
from meetings.queries.guests import ACCESS_DAYS
from meetings.queries.words import meeting_name
from programmes import events
from programmes.mentors import answers_for
from programmes.missing import Matter, Waiting, matter_of
from programmes.models import MentorOffer, Nudge


def mail_of(nudge: Nudge, one: Waiting, notice: Notice) -> Mail:
    """As it is sent, and as it is shown before: the two rows need not be saved."""
    language, matter = notice.recipient.language, matter_of(nudge)
    with translation.override(language):
        title = matter.title(language)
    context = {
        "recipient": notice.recipient,
        "sender": nudge.sent_by.name,
        "text": local(nudge, "text", language),
        "title": title,
        "institution": one.institution,
        "asks_people": matter.asks_people,
        "path": one.path,
    } | about_sender(matter.cohort, notice)
    return compose("programmes/nudge", context, language=language)


def write_nudge(notice: Notice) -> Mail:
    nudge = _nudge(notice)
    one = _waiting(notice, matter_of(nudge), notice.due_at)
    place = Participation.objects.select_related("institution")
    gone = Waiting(participation=place.get(pk=notice.data["participation"]), person=None)
    return mail_of(nudge, one or gone, notice)


def nudge_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when it is done meanwhile, the person sits there no longer or the round is over."""
    return _waiting(notice, matter_of(_nudge(notice)), now) is not None


def _waiting(notice: Notice, matter: Matter, now: datetime) -> Waiting | None:
    whose = notice.data["participation"], notice.recipient_id
    return next(
        (
            one
            for one in matter.waiting(now)
            if one.person and (one.participation.pk, one.person.pk) == whose
        ),
        None,
    )


def _nudge(notice: Notice) -> Nudge:
    everything = Nudge.objects.select_related(
        "sent_by",
        "cohort__round__programme",
        "assignment__cohort__round__programme",
        "meeting__cohort__round__programme",
        "instrument",
    )
    return everything.get(pk=notice.data["nudge"])


def write_guest_welcome(notice: Notice) -> Mail:
    """To someone who visits meetings as a guest: which, what they will see, where to log in."""
    user, visits = notice.recipient, _visits(notice, notice.due_at)
    meetings = {one.scope_id: one for one in Meeting.objects.filter(scope__in=list(visits))}
    cohorts = [one.scope.cohort for one in visits.values() if one.scope.cohort]
    first = next(iter(visits.values()))
    with translation.override(user.language):
        told = [
            f"{meeting_name(meetings[scope])}, {cohort_in_sentence(one.scope.cohort)}: "
            + (exact_day(day) if (day := meetings[scope].held_on) else _("datum kommer"))
            for scope, one in visits.items()
            if one.scope.cohort and scope in meetings
        ]
    context = {
        "name": user.name,
        "address": user.email,
        "institution": first.institution,
        "meetings": told,
        "days": ACCESS_DAYS,
        "login_url": settings.PORTAL_URL + reverse("account_request_login_code"),
    } | about_sender(cohorts[0], notice)
    return compose("programmes/guest_welcome", context, language=user.language)


def guest_welcome_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once they visit none of the meetings any more."""
    return notice.recipient.is_active and bool(_visits(notice, now))


def _visits(notice: Notice, now: datetime) -> dict[int, Guest]:
    """Those of the notice's meetings that the person visits, by the scope."""
    engaged = Engagement.objects.visiting(notice.recipient, now)
    guests = Guest.objects.filter(pk__in=notice.data["guests"])
    seen = guests.filter(pk__in=engaged.values("guest"), withdrawn_at=None)
    rows = seen.select_related("institution", "scope__cohort__round__programme")
    return {one.scope_id: one for one in rows.order_by("scope__cohort__name", "pk")}


def write_mentor_question(notice: Notice) -> Mail:
    """To a coordinator or head of an institution that has completed a round."""
    offer, language = _offer(notice), notice.recipient.language
    place = offer.participation
    context = {
        "name": notice.recipient.name,
        "institution": place.institution,
        "round": place.cohort.round,
        "is_anchor": offer.role == Participation.Role.ANCHOR,
        "path": reverse("mentor_offer", args=[offer.key]),
    } | about_sender(place.cohort, notice)
    return compose("programmes/mentor_question", context, language=language)


def mentor_question_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once somebody has answered, or the person answers for the institution no longer."""
    offer = _offer(notice)
    is_open = offer.state == MentorOffer.State.OFFERED
    return is_open and answers_for(notice.recipient, offer.participation.institution, now)


def _offer(notice: Notice) -> MentorOffer:
    everything = MentorOffer.objects.select_related(
        "participation__institution", "participation__cohort__round__programme"
    )
    return everything.get(pk=notice.data["offer"])


register_notice(
    events.MENTOR_QUESTION,
    write=write_mentor_question,
    still_wanted=mentor_question_still_wanted,
)
register_notice(
    events.GUEST_WELCOME, write=write_guest_welcome, still_wanted=guest_welcome_still_wanted
)
register_notice(events.NUDGE, write=write_nudge, still_wanted=nudge_still_wanted)
