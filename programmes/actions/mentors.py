"""An institution that has done a round is asked to be a mentor, answers, and gets a group."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Cohort, Institution, Participation, User
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from exchange_portal.outbox import queue
from programmes import events
from programmes.actions.refusals import Refused
from programmes.institution import is_over
from programmes.mentors import those_who_answer
from programmes.models import MentorOffer

State = MentorOffer.State


class NotCompleted(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången är inte slut än."))


class NobodyAnswers(Refused):
    def __init__(self) -> None:
        super().__init__(_("Institutionen har ingen samordnare eller chef i portalen att fråga."))


class AnsweredBefore(Refused):
    def __init__(self) -> None:
        super().__init__(_("Någon hos er har redan svarat något annat. Svaret är inte ändrat."))


class HasNotSaidYes(Refused):
    def __init__(self) -> None:
        super().__init__(_("Institutionen har inte sagt ja."))


class GroupOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Gruppens omgång är slut, eller hör till ett annat program."))


class InRoundAlready(Refused):
    def __init__(self, institution: Institution) -> None:
        words = _("%(institution)s är redan med i den omgången.")
        super().__init__(words % {"institution": institution})


@transaction.atomic
def offer_mentorship(
    participation: Participation, *, role: str, by: User, now: datetime
) -> MentorOffer:
    """Ask the institution, by a mail to its coordinators and head. Pressed twice, it is asked
    once."""
    place = (
        Participation.objects.select_for_update(of=["self"])
        .select_related("cohort__round", "institution")
        .get(pk=participation.pk)
    )
    known = MentorOffer.objects.filter(participation=place).first()
    if known is not None:
        return known
    if not is_over(place, now):
        raise NotCompleted
    people = those_who_answer(place.institution, now)
    if not people:
        raise NobodyAnswers
    offer = MentorOffer.objects.create(
        participation=place, role=role, offered_at=now, offered_by=by
    )
    trail.record(events.MENTORSHIP_OFFERED, about=offer, by=by, now=now)
    for person in people:
        queue.notify(
            events.MENTOR_QUESTION,
            recipient=person,
            once=f"{events.MENTOR_QUESTION}:{offer.pk}:{person.pk}",
            data={"offer": offer.pk},
            now=now,
        )
    return offer


@transaction.atomic
def answer_mentorship(
    offer: MentorOffer, *, accepts: bool, comment: str = "", by: User, now: datetime
) -> MentorOffer:
    """Yes or no for the institution. The same answer twice is one; another one is refused."""
    offer = MentorOffer.objects.select_for_update().get(pk=offer.pk)
    state = State.ACCEPTED if accepts else State.DECLINED
    if offer.state != State.OFFERED:
        if offer.state != state:
            raise AnsweredBefore
        return offer
    offer.state, offer.comment = state, plain(comment).strip()
    offer.answered_at, offer.answered_by = now, by
    offer.save(update_fields=["state", "comment", "answered_at", "answered_by"])
    trail.record(events.MENTORSHIP_ANSWERED, about=offer, by=by, now=now, fields=["state"])
    return offer


@transaction.atomic
def place_mentor(offer: MentorOffer, *, cohort: Cohort, by: User, now: datetime) -> Participation:
    """The institution takes part in the group as mentor or anchor, with seats to be filled. Pressed
    twice, it is once."""
    offer = (
        MentorOffer.objects.select_for_update(of=["self"])
        .select_related("participation__institution", "participation__cohort__round", "placed")
        .get(pk=offer.pk)
    )
    if offer.placed is not None:
        return offer.placed
    if offer.state != State.ACCEPTED:
        raise HasNotSaidYes
    institution, before = offer.participation.institution, offer.participation.cohort.round
    round = cohort.round
    if round is None or before is None or round.programme_id != before.programme_id:
        raise GroupOver
    if round.ends_on < localdate(now):
        raise GroupOver
    if Participation.objects.filter(cohort__round=round, institution=institution).exists():
        raise InRoundAlready(institution)
    act = {"by": by, "now": now}
    place = cohorts.admit(cohort, institution=institution, role=offer.role, **act)  # type: ignore[arg-type]
    offer.placed = place
    offer.save(update_fields=["placed"])
    trail.record(events.MENTOR_PLACED, about=offer, by=by, now=now, fields=["placed"])
    return place
