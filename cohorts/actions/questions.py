"""Asking the contact person, and answering."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.refusals import Refused
from cohorts.models import ContactQuestion, Participation, User
from cohorts.queries import contact_person
from cohorts.rules import belongs_to
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from exchange_portal.links import unsigned
from exchange_portal.outbox import queue

PER_HOUR = 10


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("Välj en grupp där du har en plats."))


class AskedOften(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har skickat många frågor den senaste timmen. Vänta en stund och skicka igen: "
                "det du har skrivit står kvar här."
            )
        )


class AskedBefore(Refused):
    """Something else came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har redan skickat en fråga med det här formuläret. Skicka igen om det här "
                "också ska fram."
            )
        )


class AnsweredBefore(Refused):
    def __init__(self, name: str) -> None:
        words = _("%(name)s har redan svarat. Ditt svar är inte skickat men står kvar här.")
        super().__init__(words % {"name": name})


@transaction.atomic
def ask_contact(
    participation: Participation, *, text: str, page: str, form_key: UUID, by: User, now: datetime
) -> ContactQuestion:
    """A mail to the contact person, if there is one, and a receipt. A form that is sent twice asks
    once. Those who run the group find the question in their list, whoever got the mail."""
    User.objects.select_for_update().get(pk=by.pk)
    text = unsigned(plain(text).strip())
    asked = ContactQuestion.objects.filter(asked_by=by, form_key=form_key).first()
    if asked is not None:
        if (asked.text, asked.participation_id) != (text, participation.pk):
            raise AskedBefore
        return asked
    if not belongs_to(by, participation, now):
        raise NotYours
    lately = ContactQuestion.objects.filter(asked_by=by, asked_at__gt=now - timedelta(hours=1))
    if lately.count() >= PER_HOUR:
        raise AskedOften
    question = ContactQuestion.objects.create(
        participation=participation,
        text=text,
        page=unsigned(page),
        form_key=form_key,
        asked_at=now,
        asked_by=by,
    )
    trail.record(events.QUESTION_ASKED, about=question, by=by, now=now)
    contact = contact_person(participation.cohort, now)
    if contact is not None:
        _notify(events.QUESTION, question, contact, now)
    _notify(events.QUESTION_RECEIPT, question, by, now)
    return question


@transaction.atomic
def answer_question(
    question: ContactQuestion, *, answer: str, by: User, now: datetime
) -> ContactQuestion:
    """By mail to whoever asked. Pressed twice it is answered once."""
    question = ContactQuestion.objects.select_for_update(of=["self"]).get(pk=question.pk)
    answer = plain(answer).strip()
    if question.answered_by is not None:
        if question.answered_by_id != by.pk or question.answer != answer:
            raise AnsweredBefore(question.answered_by.name)
        return question
    question.answer, question.answered_at, question.answered_by = answer, now, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    trail.record(events.QUESTION_ANSWERED, about=question, by=by, now=now)
    _notify(events.QUESTION_ANSWER, question, question.asked_by, now)
    return question


def _notify(kind: str, question: ContactQuestion, recipient: User, now: datetime) -> None:
    queue.notify(
        kind,
        recipient=recipient,
        once=f"{kind}:{question.key}:{recipient.pk}",
        data={"question": question.pk},
        now=now,
    )
