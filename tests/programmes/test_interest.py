"""An institution says that it wants to take part: from a form without an account, by a confirmed
address and a decision in plain words, to a place in a round."""

import re
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cohorts.models import Institution
from exchange_portal.outbox.models import Message
from exchange_portal.pages.forms import SALT
from programmes import actions
from programmes.interest import near_duplicates
from programmes.models import ExpressionOfInterest
from tests.personas import World, login
from tests.programmes.filling_in import carried
from tests.programmes.interested import WHY, decision, express

State = ExpressionOfInterest.State


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def told(world: World, **changes: str) -> dict[str, str]:
    opened = signing.dumps(world.now.timestamp() - 60, salt=SALT)
    return {
        "programme": str(world.programme.pk),
        "institution_name": "Boverket",
        "kind": "agency",
        "size": "2",
        "activity": "regional",
        "stage": "1",
        "why": WHY,
        "contact_name": "Bo Verk",
        "contact_role": "HR-chef",
        "contact_email": "bo.verk@boverket.example",
        "head_knows": "on",
        "form_key": str(uuid4()),
        "website": "",
        "opened": opened,
        **changes,
    }


def send(client: Client, world: World, **changes: str) -> Any:
    return client.post(reverse("express_interest"), told(world, **changes))


def link_in(mail: Message) -> str:
    found = re.search(r"(/intresse/\S+)", mail.text)
    assert found
    return found[1]


# --- The form that anybody may send ------------------------------------------------------------


def test_from_the_form_to_the_agency(client: Client, world: World) -> None:
    assert reverse("express_interest") in client.get(reverse("account_login")).text
    answer = send(client, world)
    assert answer["Location"] == reverse("interest_sent")
    seen = ExpressionOfInterest.objects.visible_to(world.gun, world.now)
    assert not seen.exists()
    (mail,) = Message.objects.filter(to_address="bo.verk@boverket.example")

    page = link_in(mail)
    assert "Bekräfta" in client.get(page).text
    assert not seen.exists()  # mail scanners open links
    for _twice in range(2):
        assert client.post(page).status_code == HTTPStatus.FOUND
    assert seen.get().state == State.WAITING
    assert "har kommit in" in client.get(page).text
    receipts = Message.objects.filter(subject__startswith="Kvitto")
    assert [WHY in one.text for one in receipts] == [True]
    assert not ExpressionOfInterest.objects.visible_to(world.cleo, world.now).exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("head_knows", "", "Prata med er högsta chef först"),
        ("why", "", "varför ni vill vara med"),
        ("contact_email", "bo", "snabel-a"),
        ("programme", "9" * 40, "Välj ett program"),
        ("institution_name", "\u200b", "Skriv vad myndigheten"),
        ("opened", "x", "öppen för länge"),
        ("size", "9", "Välj hur stora"),
        ("contact_name", "Vinn på www.spam.example", "utan länk"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(
    client: Client, world: World, field: str, value: str, words: str
) -> None:
    answer = send(client, world, **{field: value})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.text
    assert "HR-chef" in answer.text
    assert not ExpressionOfInterest.objects.exists()


def test_machines_and_floods_come_to_nothing(client: Client, world: World) -> None:
    assert send(client, world, website="http://x.example").status_code == HTTPStatus.FOUND
    assert not ExpressionOfInterest.objects.exists()
    key = str(uuid4())
    for _twice in range(2):
        send(client, world, form_key=key)
    assert ExpressionOfInterest.objects.count() == 1
    send(client, world)
    refused = send(client, world)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Vänta en timme" in refused.text
    assert ExpressionOfInterest.objects.count() == 2


def test_what_was_mended_after_going_back_is_something_new(client: Client, world: World) -> None:
    """The mail went to a mistyped address: the form in the browser's memory is sent again."""
    key = str(uuid4())
    send(client, world, form_key=key)
    again = send(client, world, form_key=key, contact_email="bo@boverket.example")
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Du har redan skickat en anmälan med det här formuläret." in again.text
    assert 'value="bo@boverket.example"' in again.text
    assert not Message.objects.filter(to_address="bo@boverket.example").exists()

    new = again.context["form"]["form_key"].value()
    mended = send(client, world, form_key=new, contact_email="bo@boverket.example")
    assert mended["Location"] == reverse("interest_sent")
    assert Message.objects.filter(to_address="bo@boverket.example").count() == 1


def test_a_link_that_is_not_ours_and_one_too_late(client: Client, world: World) -> None:
    send(client, world)
    page = link_in(Message.objects.get())
    assert client.post("/intresse/hej/").status_code == HTTPStatus.NOT_FOUND
    assert actions.forget_unconfirmed(now=world.now + timedelta(days=6)) == 0
    assert Message.objects.count() == 1
    assert actions.forget_unconfirmed(now=world.now + timedelta(days=8)) == 1
    assert not Message.objects.exists()  # it has the name and the address in it

    answer = client.post(page)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "inte bekräftades i tid" in answer.text


# --- Deciding ------------------------------------------------------------------------------------


def test_the_mail_is_shown_before_it_goes(client: Client, world: World) -> None:
    interest = express(world)
    page = reverse("interest", args=[interest.key])
    login(client, world.cleo)
    assert "väntar på besked" not in client.get(reverse("home")).text
    login(client, world.gun)
    assert "1 ny intresseanmälan väntar på besked" in client.get(reverse("home")).text
    assert WHY in client.get(page).text
    shown = client.post(page, decision() | {"gor": "granska"})
    assert "samhällsplanering" in shown.text
    assert ExpressionOfInterest.objects.get().state == State.WAITING
    assert not Institution.objects.filter(name="Boverket").exists()

    back = client.post(page, carried(shown.text, page) | {"gor": "andra"})
    assert decision()["reason"] in back.text
    assert ExpressionOfInterest.objects.get().state == State.WAITING
    sent = carried(shown.text, page) | {"gor": "skicka"}
    for _press in range(2):
        assert client.post(page, sent).status_code == HTTPStatus.FOUND
    for other in ({"reason": "Något annat."}, {"name": "Boverket i Karlskrona"}):
        assert "Någon annan har beslutat" in client.post(page, sent | other).text
    decided = ExpressionOfInterest.objects.get()
    assert (decided.state, str(decided.institution)) == (State.ADMITTED, "Boverket")
    (mail,) = Message.objects.filter(subject="Välkomna till JiM+")
    assert "samhällsplanering" in mail.text


@pytest.mark.parametrize(("state", "subject"), [("on_hold", "vilande"), ("declined", "Besked")])
def test_on_hold_or_declined_with_a_reason(
    client: Client, world: World, state: str, subject: str
) -> None:
    page = reverse("interest", args=[express(world).key])
    login(client, world.gun)
    silent = client.post(page, decision(state=state, reason=""))
    assert "Skriv varför" in silent.text
    client.post(page, decision(state=state, reason="Gruppen är full.") | {"gor": "skicka"})

    assert ExpressionOfInterest.objects.get().institution is None
    mail = Message.objects.latest("pk")
    assert subject in mail.subject
    assert "Gruppen är full." in mail.text


def test_an_institution_is_not_made_twice(client: Client, world: World) -> None:
    names = ("vetenskaps-rådet", "Vetenskapsradet", "VR", "Statens institutionsstyrelse (SiS)")
    near = [[one.short_name for one in near_duplicates(name)][:1] for name in names]
    assert near == [["VR"], ["VR"], ["VR"], ["SiS"]]
    interest = express(world, "Vetenskapsradet")
    page = reverse("interest", args=[interest.key])
    login(client, world.gun)
    assert "Vetenskapsrådet" in client.get(page).text
    taken = client.post(page, decision(name="Vetenskapsrådet") | {"gor": "skicka"})
    assert "Det finns redan en institution" in taken.text
    key = str(world.institutions["VR"].key)
    client.post(page, decision(institution=key) | {"gor": "skicka"})

    assert ExpressionOfInterest.objects.get().institution == world.institutions["VR"]
