"""A question to the contact person in one step: from every page, once, and answered by anyone of
those who run the group."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from cohorts import actions, events
from cohorts.actions.questions import PER_HOUR
from cohorts.models import ContactQuestion, Engagement
from exchange_portal.audit.models import TrailEntry
from exchange_portal.links import path_of, signed
from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Message
from tests.personas import World, login
from tests.programmes.test_home import page, words

type Browser = Callable[[str], Client]

TEXT = "Får vi ta med en kollega till?"
ANSWER = "Ja, gärna."
ASK = "/fraga/"


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


def filled_in(client: Client, come_from: str = "", **other: Any) -> dict[str, Any]:
    """The form as its page comes, with a text."""
    form = client.get(ASK, {"fran": come_from}).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"text": TEXT} | other


def mails(kind: str) -> list[Message]:
    delivery.write_notices(timezone.now, limit=100)
    return list(Message.objects.filter(kind=kind))


def ask(world: World, who: str = "ada", place: str = "VR", **other: Any) -> ContactQuestion:
    given = {"text": TEXT, "page": "", "form_key": uuid4(), "now": world.now} | other
    return actions.ask_contact(world.participations[place], by=world.people[who], **given)


def test_from_a_page_to_a_receipt(world: World, browser: Browser) -> None:
    ada, group = browser("ada"), reverse("cohort", args=[world.group2.key])
    assert f"{ASK}?fran={group}" in ada.get(group).text
    sent = filled_in(ada, group)

    receipts = {ada.post(ASK, sent).url for _ in range(2)}

    asked = ContactQuestion.objects.get()
    assert receipts == {reverse("asked_question", args=[asked.key])}  # pressed twice, asked once
    assert (asked.text, asked.page, asked.participation) == (
        TEXT,
        group,
        world.participations["VR"],
    )
    shown = words(ada.get(receipts.pop()).text)
    assert "Vi har fått din fråga" in shown
    assert TEXT in shown
    (to_cleo,) = mails(events.QUESTION)
    assert to_cleo.recipient == world.cleo
    assert to_cleo.subject == "Fråga från Ada Lind, Vetenskapsrådet"
    for part in (TEXT, group, reverse("asked_question", args=[asked.key])):
        assert part in to_cleo.text
    (receipt,) = mails(events.QUESTION_RECEIPT)
    assert (receipt.recipient, TEXT in receipt.text) == (world.ada, True)
    assert TrailEntry.objects.filter(event=events.QUESTION_ASKED, about_id=asked.pk).count() == 1


def test_the_way_to_it_stands_on_every_page_of_a_participant(world: World) -> None:
    for who, is_there in (("ada", True), ("hedda", True), ("nils", False), ("cleo", False)):
        assert (f"{ASK}?fran=/" in page(Client(), world.people[who])) is is_there, who


def test_anyone_who_runs_the_group_answers_once(world: World, browser: Browser) -> None:
    asked = ask(world)
    gun, answer_url = browser("gun"), reverse("answer_question", args=[asked.key])
    listed = words(gun.get(reverse("staff_questions")).text)
    assert f"{TEXT} Ada Lind Vetenskapsrådet, Grupp 2" in listed
    assert "Väntar på svar" in listed

    for _ in range(2):
        assert gun.post(answer_url, {"answer": ANSWER}).status_code == 302
    refused = browser("cleo").post(answer_url, {"answer": "Nej."})

    assert refused.status_code == 422
    assert "Gun Hall har redan svarat. Ditt svar är inte skickat" in words(refused.text)
    assert "Nej." in refused.text
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (ANSWER, world.gun)
    assert mails(events.QUESTION) == []  # Cleo's mail was waiting, and is wanted no longer
    (mail,) = mails(events.QUESTION_ANSWER)
    assert (mail.recipient, ANSWER in mail.text, TEXT in mail.text) == (world.ada, True, True)
    shown = words(browser("ada").get(reverse("asked_question", args=[asked.key])).text)
    assert f"Svaret {ANSWER} Gun Hall" in shown
    assert "Besvarad Gun Hall" in words(gun.get(reverse("staff_questions")).text)


def test_who_reads_it(world: World, browser: Browser) -> None:
    asked = ask(world)
    receipt = reverse("asked_question", args=[asked.key])
    status = {who: browser(who).get(receipt).status_code for who in world.people}

    assert {who for who, code in status.items() if code == 200} == {"ada", "cleo", "gun"}
    assert set(status.values()) == {200, 404}
    answered = browser("ada").post(reverse("answer_question", args=[asked.key]), {"answer": "x"})
    assert answered.status_code == 403
    for who, has_it in (("cleo", True), ("gun", True), ("paul", False)):
        assert (TEXT in browser(who).get(reverse("staff_questions")).text) is has_it, who


def test_nobody_asks_in_the_name_of_another_institution(world: World, browser: Browser) -> None:
    ada = browser("ada")
    sent = filled_in(ada, place=str(world.participations["Forte"].key))

    refused = ada.post(ASK, sent)

    assert refused.status_code == 422
    assert TEXT in refused.text
    assert "Forte" not in refused.text
    assert not ContactQuestion.objects.exists()
    with pytest.raises(actions.NotYours):
        ask(world, "ada", "Forte")


@pytest.mark.parametrize(
    "come_from",
    ["https://fel.example/", "//fel.example/", "/\\fel.example", "javascript:alert(1)", "/" * 400],
)
def test_the_page_it_came_from_is_one_of_ours(
    world: World, browser: Browser, come_from: str
) -> None:
    ada = browser("ada")
    ada.post(ASK, filled_in(ada, page=come_from))

    page = ContactQuestion.objects.get().page
    assert page in {"", "/"}


def test_a_link_from_a_mail_is_asked_about_without_what_opens_it(
    world: World, browser: Browser
) -> None:
    kept = path_of("svara", uuid4(), person=world.ada.key, until_on="2026-12-01")
    link, ada = signed(kept, world.ada.email), browser("ada")

    ada.post(ASK, filled_in(ada, link, text=f"Varför går det inte? {link}"))

    asked = ContactQuestion.objects.get()
    assert (asked.page, asked.text) == (kept, f"Varför går det inte? {kept}")


def test_something_else_with_the_same_form_is_kept_and_asked_about(
    world: World, browser: Browser
) -> None:
    ada = browser("ada")
    sent = filled_in(ada)
    ada.post(ASK, sent)

    refused = ada.post(ASK, sent | {"text": "En annan fråga?"})

    assert "Du har redan skickat en fråga med det här formuläret" in words(refused.text)
    form = refused.context["form"]
    assert form["text"].value() == "En annan fråga?"
    again = sent | {"text": "En annan fråga?", "form_key": form["form_key"].value()}
    assert ada.post(ASK, again).status_code == 302
    assert ContactQuestion.objects.count() == 2


def test_many_in_an_hour_are_stopped_and_the_text_stays(world: World, browser: Browser) -> None:
    for _ in range(PER_HOUR):
        ask(world)
    ada = browser("ada")

    refused = ada.post(ASK, filled_in(ada))

    assert "Du har skickat många frågor den senaste timmen." in words(refused.text)
    assert TEXT in refused.text
    assert ContactQuestion.objects.count() == PER_HOUR
    assert ask(world, "ben").asked_by == world.ben  # a colleague is another person


def test_without_a_contact_person_it_is_in_the_list(world: World, browser: Browser) -> None:
    engaged = Engagement.objects.get(user=world.cleo, role="contact_person")
    actions.end_engagement(engaged, until_on=world.today, by=None, now=world.now)
    ask(world)

    assert mails(events.QUESTION) == []
    assert TEXT in browser("cleo").get(reverse("staff_questions")).text


def test_the_database_holds_an_answer_together(world: World) -> None:
    asked = ask(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactQuestion.objects.filter(pk=asked.pk).update(answer="Ja.")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(world: World, browser: Browser, count: int) -> None:
    for _ in range(count):
        ask(world)
    cleo = browser("cleo")
    cleo.get(reverse("staff_questions"))
    with assertNumQueries(5):
        cleo.get(reverse("staff_questions"))
