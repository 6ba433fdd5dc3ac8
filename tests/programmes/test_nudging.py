"""A message to those who are missing: shown before it is sent, once, whoever presses and however
often, and none to those who have done it meanwhile."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import ContactNote, User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Message, Notice
from meetings import actions as meetings
from meetings.models import SubmittedVersion
from programmes.models import Nudge
from tests.personas import World, login
from tests.programmes.test_home import hand_in, words
from tests.programmes.test_missing import (
    at_assessment,
    at_assignment,
    at_meeting,
    filled_in,
    kickoff,
)
from tests.programmes.test_staff_board import assignment_of
from tests.selfassessment.conftest import MANAGEMENT, open_for, ship


def mails() -> list[tuple[str, str]]:
    """To whom, and the subject: of what the worker writes now."""
    delivery.write_notices(timezone.now, limit=100)
    nudges = Message.objects.filter(kind="programmes.nudge").order_by("to_address")
    return [(one.to_address.split("@")[0], one.subject) for one in nudges]


def make_english(user: User) -> None:
    User.objects.filter(pk=user.pk).update(language="en")


def test_it_is_shown_before_it_is_sent(client: Client, begun: World) -> None:
    make_english(begun.dan)
    login(client, begun.cleo)
    wanted = {"text_sv": "Hör av dig!", "text_en": "Do call!", "gor": "granska"}

    response = client.post(at_assignment(begun), filled_in(client, at_assignment(begun), **wanted))

    text = words(response.text)
    assert "2 personer får mejlet: Dan Ek (Forte), Ada Lind (Vetenskapsrådet)." in text
    assert "Påminnelse: Beskriv ert läge, Vetenskapsrådet Hej Ada Lind! Hör av dig!" in text
    assert "Reminder: Beskriv ert läge, Forte Hello Dan Ek, Do call!" in text
    assert not Nudge.objects.exists()
    assert not Notice.objects.filter(kind="programmes.nudge").exists()


def test_going_back_keeps_what_was_written(client: Client, begun: World) -> None:
    login(client, begun.cleo)
    told = filled_in(client, at_assignment(begun), text_sv="Rad ett\nrad två", gor="andra")
    told["chosen"] = told["chosen"][:1]

    form = client.post(at_assignment(begun), told).context["form"]

    assert form["text_sv"].value() == "Rad ett\nrad två"
    assert form["chosen"].value() == told["chosen"]


@pytest.mark.parametrize("changed", [{"text_en": ""}, {"chosen": []}])
def test_what_is_missing_in_the_form_is_said_and_the_rest_kept(
    client: Client, begun: World, changed: dict[str, Any]
) -> None:
    login(client, begun.cleo)
    told = filled_in(client, at_assignment(begun), **{"text_sv": "Min egen text"} | changed)

    response = client.post(at_assignment(begun), told | {"gor": "granska"})

    assert response.status_code == 422
    assert "Min egen text" in response.text
    assert not Nudge.objects.exists()


def test_pressed_twice_it_is_sent_once(client: Client, begun: World) -> None:
    make_english(begun.dan)
    login(client, begun.cleo)
    told = filled_in(client, at_assignment(begun))
    for _ in range(2):
        assert client.post(at_assignment(begun), told).status_code == 302

    assert mails() == [
        ("ada", "Påminnelse: Beskriv ert läge, Vetenskapsrådet"),
        ("dan", "Reminder: Beskriv ert läge, Forte"),
    ]
    for who, count in (("cleo", 1), ("gun", 1), ("paul", 0), ("ada", 0)):
        assert Nudge.objects.visible_to(begun.people[who], begun.now).count() == count
    text = words(client.get(at_assignment(begun)).text)
    assert re.search(r"kl\. \d\d\.\d\d, Cleo Berg", text)
    assert "Till Ada Lind, Dan Ek." in text
    (nudge,) = Nudge.objects.all()
    assert TrailEntry.objects.filter(
        event="programmes.nudged", about_id=nudge.pk, actor_id=begun.cleo.pk
    ).exists()


@pytest.mark.parametrize("which", ["text_sv", "text_en", "chosen", "page"])
def test_something_else_with_the_same_form_is_kept_and_asked_about(
    client: Client, begun: World, which: str
) -> None:
    """As when one goes back in the browser, changes something and sends."""
    login(client, begun.cleo)
    url = at_assignment(begun)
    told = filled_in(client, url, text_sv="Min första text")
    told["chosen"] = [str(begun.participations["VR"].pk)]
    client.post(url, told)
    changed: dict[str, Any] = {"chosen": [str(begun.participations["Forte"].pk)]}
    if which == "page":
        url, changed = at_meeting(begun), {"chosen": [str(begun.ben.pk)]}
    elif which != "chosen":
        changed = {which: "Min andra text"}
    refused = client.post(url, told | changed)

    assert refused.status_code == 422
    assert "Du har redan skickat en påminnelse med det här formuläret" in words(refused.text)
    form = refused.context["form"]
    kept = {name: form[name].value() for name in ("chosen", "text_sv", "text_en")}
    assert kept == {name: (told | changed)[name] for name in kept}
    for text in (kept["text_sv"], kept["text_en"]):
        assert text in unescape(refused.text)
    assert form["form_key"].value() != told["form_key"]
    assert Nudge.objects.count() == 1
    if which in {"chosen", "page"}:
        fresh = kept | {"form_key": form["form_key"].value(), "gor": "skicka"}
        assert client.post(url, fresh).status_code == 302
        assert Nudge.objects.count() == 2


def test_two_tabs_send_one(client: Client, begun: World) -> None:
    login(client, begun.cleo)
    tabs = [filled_in(client, at_assignment(begun)) for _ in range(2)]
    assert tabs[0]["form_key"] != tabs[1]["form_key"]

    assert client.post(at_assignment(begun), tabs[0]).status_code == 302
    refused = client.post(at_assignment(begun), tabs[1] | {"text_sv": "Min andra text"})

    assert refused.status_code == 422
    assert "Min andra text" in refused.text
    assert len(mails()) == 2
    assert Nudge.objects.count() == 1


def test_whoever_has_done_it_gets_none(client: Client, begun: World) -> None:
    """Asked when the mail is written, and when the button is pressed."""
    login(client, begun.cleo)
    told = filled_in(client, at_assignment(begun))
    client.post(at_assignment(begun), told)
    hand_in(begun, begun.dan, "Forte", assignment_of(begun))

    assert [who for who, _ in mails()] == ["ada"]
    text = words(client.get(at_assignment(begun)).text)
    assert "Till Ada Lind. Inte till Dan Ek, som inte längre saknades när mejlet skulle gå." in text

    hand_in(begun, begun.ada, "VR", assignment_of(begun))
    late = client.post(at_assignment(begun), told | {"form_key": str(uuid4())})
    assert late.status_code == 422
    assert Nudge.objects.count() == 1


def test_whoever_had_it_returned_the_same_day_can_be_written_to(
    client: Client, begun: World
) -> None:
    """The mail that was not wanted when its time came does not stand in the way of another."""
    login(client, begun.cleo)
    forte = [str(begun.participations["Forte"].pk)]
    client.post(at_assignment(begun), filled_in(client, at_assignment(begun), chosen=forte))
    hand_in(begun, begun.dan, "Forte", assignment_of(begun))
    assert mails() == []
    version = SubmittedVersion.objects.get()
    meetings.return_for_completion(version, comment="Mer.", by=begun.cleo, now=begun.now)

    told = filled_in(client, at_assignment(begun), chosen=forte)
    assert client.post(at_assignment(begun), told).status_code == 302
    assert [who for who, _ in mails()] == ["dan"]


def test_a_coordinator_who_has_left_gets_none(client: Client, begun: World) -> None:
    login(client, begun.cleo)
    client.post(at_assignment(begun), filled_in(client, at_assignment(begun)))
    held = begun.ada.holdings.get()
    cohorts.end_holding(held, until_on=begun.today, by=begun.gun, now=begun.now)

    assert [who for who, _ in mails()] == ["dan"]
    text = words(client.get(at_assignment(begun)).text)
    assert "Inte till Ada Lind, som inte längre saknades när mejlet skulle gå." in text


def test_the_invitations_mail_asks_each(client: Client, begun: World) -> None:
    login(client, begun.cleo)
    url = at_meeting(begun)
    told = filled_in(client, url, chosen=[str(begun.hedda.pk)])
    client.post(url, told)

    assert mails() == [("hedda", "Kommer du? Träff 1: Tema 1")]
    message = Message.objects.get(kind="programmes.nudge")
    assert reverse("meeting", args=[kickoff(begun).key]) in message.text
    assert not ContactNote.objects.exists()


def test_an_assessments_mail_leads_to_the_own_one(client: Client, begun: World) -> None:
    ship()
    assessment = open_for(begun, "VR", MANAGEMENT)
    login(client, begun.cleo)
    client.post(at_assessment(begun), filled_in(client, at_assessment(begun)))

    assert [who for who, _ in mails()] == ["ada"]
    message = Message.objects.get(kind="programmes.nudge")
    assert reverse("assessment", args=[assessment.key]) in message.text
