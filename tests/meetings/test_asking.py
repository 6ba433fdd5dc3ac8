"""A coordinator asks colleagues to say whether they come: the own ones alone, once a day."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Message, Notice
from meetings import actions, events
from meetings.models import Meeting
from tests.personas import World, login
from tests.programmes.conftest import plan
from tests.programmes.test_home import words

type Browser = Callable[[str], Client]


@pytest.fixture
def kickoff(world: World) -> Meeting:
    return plan(world, world.group2, 1, days=9)


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


def url(meeting: Meeting) -> str:
    return reverse("ask_colleagues", args=[meeting.key])


def answer(world: World, meeting: Meeting, name: str) -> None:
    actions.answer_invitation(
        meeting.sessions.get(),
        holding=world.people[name].holdings.get(),
        is_coming=True,
        answered_for=meeting.held_on,
        version=0,
        by=world.people[name],
        now=world.now,
    )


def test_own_colleagues_who_have_not_answered(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    answer(world, kickoff, "ben")
    page = browser("ada").get(url(kickoff))

    assert [one.person.name for one in page.context["missing"]] == ["Hedda Öberg"]
    meeting = browser("ada").get(reverse("meeting", args=[kickoff.key]))
    assert url(kickoff) in meeting.text
    assert url(kickoff) not in browser("ben").get(reverse("meeting", args=[kickoff.key])).text

    answer(world, kickoff, "hedda")
    meeting = browser("ada").get(reverse("meeting", args=[kickoff.key]))
    assert url(kickoff) not in meeting.text  # though others have not answered


def test_the_mail_says_who_asks_once(world: World, kickoff: Meeting, browser: Browser) -> None:
    ada, chosen = browser("ada"), {"person": [world.hedda.pk, world.dan.pk]}
    for said in ("En kollega får ett mejl.", "De du valde har redan fått en påminnelse i dag."):
        page = ada.post(url(kickoff), chosen, follow=True)
        assert said in words(page.text)
    both = {"person": [world.hedda.pk, world.ben.pk]}
    shown = words(ada.get(url(kickoff)).text)
    assert "Hedda Öberg Har fått en påminnelse i dag" in shown
    assert "Skicka påminnelsen" in shown  # Ben is still to be asked
    page = ada.post(url(kickoff), both, follow=True)
    assert "En kollega får ett mejl." in words(page.text)
    assert "Skicka påminnelsen" not in ada.get(url(kickoff)).text

    delivery.write_notices(timezone.now, limit=100)
    asked = Message.objects.filter(kind=events.INVITATION_ASKED)
    message = asked.get(recipient=world.hedda)
    assert {one.recipient for one in asked} == {world.hedda, world.ben}
    assert "Ada Lind, som är samordnare hos er, ber dig svara." in message.text
    assert f"/lank/traff/{kickoff.key}/" in message.text


def test_whoever_answers_first_gets_none(world: World, kickoff: Meeting, browser: Browser) -> None:
    browser("ada").post(url(kickoff), {"person": [world.hedda.pk]})
    notice = Notice.objects.get(kind=events.INVITATION_ASKED)
    assert notice.state == Notice.State.WAITING
    answer(world, kickoff, "hedda")
    delivery.write_notices(timezone.now, limit=100)

    notice.refresh_from_db()
    assert notice.state == Notice.State.DROPPED
    assert not Message.objects.filter(kind=events.INVITATION_ASKED).exists()
    refused = browser("ada").post(url(kickoff), {"person": [world.hedda.pk]})
    assert refused.status_code == 409
    assert "Ingen av dem du valde saknas nu." in refused.text


@pytest.mark.parametrize("number", ["nej", "9" * 5000, "9" * 19, "²", "٣"])
def test_nobody_of_another_institution(
    world: World, kickoff: Meeting, browser: Browser, number: str
) -> None:
    refused = browser("ada").post(url(kickoff), {"person": [world.dan.pk, number]})

    assert refused.status_code == 409
    assert not Notice.objects.filter(kind=events.INVITATION_ASKED).exists()
