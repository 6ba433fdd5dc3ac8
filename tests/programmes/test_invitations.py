"""Who has been invited and who has come: the list of those who run groups."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.models import Holding, Unreached, User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Message, Notice
from tests.personas import World, login

URL = "/admin/inbjudningar/"


@pytest.fixture
def cleo(world: World) -> Client:
    return login(Client(), world.cleo)


def mailed(person: User, state: str, at: datetime, *, error: str = "") -> Message:
    """The welcome as the worker leaves it."""
    notice = Notice.objects.filter(kind=events.WELCOME, recipient=person).latest("pk")
    message = Message.objects.create(
        kind=notice.kind,
        recipient=person,
        to_address=person.email,
        state=state,
        sent_at=at if state == Message.State.SENT else None,
        not_before=at,
        created_at=at,
        error=error,
    )
    notice.state, notice.message = Notice.State.WRITTEN, message
    notice.save()
    return message


def standings(response: Any) -> dict[str, str]:
    assert response.status_code == 200
    return {str(line.holding.user): line.tag for line in response.context["lines"]}


def all_of_them(client: Client, **query: str) -> dict[str, str]:
    return standings(client.get(URL, {"visa": "alla", **query}))


def holding(person: User) -> Holding:
    return Holding.objects.get(user=person)


def page_of(person: User) -> str:
    return reverse("staff_invitation", args=[holding(person).key])


def test_how_far_each_invitation_has_come(world: World, cleo: Client) -> None:
    yesterday = world.now - timedelta(days=1)
    User.objects.filter(pk=world.hedda.pk).update(last_login=yesterday)
    mailed(world.ada, Message.State.SENT, yesterday)
    mailed(world.ben, Message.State.FAILED, yesterday, error="550 no such user")
    mailed(world.dan, Message.State.UNCLEAR, yesterday)

    response = cleo.get(URL, {"visa": "alla"})

    assert standings(response) == {
        "Ada Lind": "Har inte loggat in än",
        "Ben Åkesson": "Mejlet kom inte fram",
        "Hedda Öberg": "Har loggat in",
        "Nora Dahl": "Börjar senare",
        "Dan Ek": "Oklart om mejlet kom fram",
    }
    assert "1 har loggat in, 2 är inbjudna, 2 har inte nåtts." in response.text
    came = next(line for line in response.context["lines"] if line.tag == "Har loggat in")
    assert came.told == ""  # when it was would tell who cannot have begun to answer
    assert "mejlservern svarade: 550 no such user" in response.text
    assert set(standings(cleo.get(URL, {"visa": "natt"}))) == {"Ben Åkesson", "Dan Ek"}
    assert "Hedda Öberg" not in standings(cleo.get(URL))


def test_a_welcome_that_is_not_written_yet(world: World, cleo: Client) -> None:
    assert all_of_them(cleo)["Dan Ek"] == "Inbjudan mejlas strax"


def test_those_chosen_are_invited_again_once(world: World, cleo: Client) -> None:
    yesterday = world.now - timedelta(days=1)
    for person in (world.ada, world.dan):
        mailed(person, Message.State.SENT, yesterday)
    before = Notice.objects.count()
    chosen = {"holding": [str(holding(world.dan).key), "skräp", str(holding(world.eve).key)]}

    for _ in range(2):
        response = cleo.post(URL, chosen, follow=True)

    assert "Inbjudan mejlas igen till 1 person." in response.text
    assert Notice.objects.count() == before + 1
    assert Notice.objects.latest("pk").recipient == world.dan


def test_none_chosen_is_said(world: World, cleo: Client) -> None:
    assert "Ingen är vald" in cleo.post(URL, follow=True).text


def test_only_those_who_wait_can_be_chosen(world: World, cleo: Client) -> None:
    """Who was mailed today, has come or comes later has no box to tick."""
    mailed(world.ada, Message.State.SENT, world.now)
    mailed(world.dan, Message.State.SENT, world.now - timedelta(days=2))

    page = cleo.get(URL, {"markera": "alla"}).text

    ticked = [
        name for name in ("Ada Lind", "Dan Ek", "Nora Dahl") if f'aria-label="{name}"' in page
    ]
    assert ticked == ["Dan Ek"]
    assert page.count(" checked") == 1
    Message.objects.update(created_at=world.now)
    assert "Skicka inbjudan igen till de valda" not in cleo.get(URL).text


def test_why_it_did_not_reach_is_kept_until_the_next_mail(world: World, cleo: Client) -> None:
    mailed(world.ben, Message.State.SENT, world.now - timedelta(days=3))

    for _ in range(2):
        response = cleo.post(page_of(world.ben), {"reason": "wrong_person"}, follow=True)

    assert "Det är sparat." in response.text
    assert Unreached.objects.count() == 1
    assert TrailEntry.objects.filter(event=events.UNREACHED_NOTED).count() == 1
    assert all_of_them(cleo)["Ben Åkesson"] == "Det är fel person"

    actions.invite_again(holding(world.ben), by=world.cleo, now=world.now)
    mailed(world.ben, Message.State.SENT, world.now + timedelta(seconds=1))
    assert all_of_them(cleo)["Ben Åkesson"] == "Har inte loggat in än"


def test_nothing_is_noted_of_what_was_never_sent(world: World, cleo: Client) -> None:
    response = cleo.post(page_of(world.ben), {"reason": "returned"})

    assert response.status_code == 422
    assert "Ingen inbjudan har skickats än." in response.text
    assert cleo.post(page_of(world.ben), {"reason": "nonsense"}).status_code == 422
    assert not Unreached.objects.exists()


def test_each_sees_their_own_groups(world: World, cleo: Client) -> None:
    paul = login(Client(), world.paul)

    assert "Dan Ek" not in all_of_them(paul)
    assert world.eve.name in all_of_them(paul)
    assert world.eve.name not in all_of_them(cleo)
    assert world.eve.name not in all_of_them(cleo, grupp=str(world.group1.key))


def test_as_many_queries_whoever_there_is(
    world: World, cleo: Client, django_assert_max_num_queries: Any
) -> None:
    def ask() -> int:
        with django_assert_max_num_queries(10) as counted:
            assert cleo.get(URL, {"visa": "alla"}).status_code == 200
        return len(counted)

    cleo.get(URL)
    few = ask()
    seat = world.seat("Formas", "planning")
    for number in range(3):
        person = actions.invite(
            seat.participation.institution,
            email=f"p{number}@formas.example",
            name=f"P {number}",
            by=None,
            now=world.now,
        )
        from_on, until_on = world.days(10 * number), world.days(10 * number + 5)
        actions.fill_seat(
            seat, user=person, from_on=from_on, until_on=until_on, by=None, now=world.now
        )
        mailed(person, Message.State.SENT, world.now)

    assert ask() == few
