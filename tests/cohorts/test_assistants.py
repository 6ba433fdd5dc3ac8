"""The assistant of a head: who names one, who is told, what it opens and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.emails import of_assistant_still_wanted, write_assistant_told, write_assistant_welcome
from cohorts.login import may_log_in
from cohorts.models import Assistant, Holding, WorkAddress, rights_of
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from programmes import actions as programmes
from tests.personas import World, login

SARA = {"name": "Sara Ek", "address": "sara@vr.example"}


def head(world: World) -> Holding:
    return world.hedda.holdings.get()


def address(holding: Holding) -> str:
    return reverse("name_assistant", args=[holding.key])


def assistant(world: World, **other: Any) -> Assistant:
    given = {"name": "Sara Ek", "email": "sara@vr.example", "by": world.ada, "now": world.now}
    holding = other.pop("holding", None) or head(world)
    return actions.name_assistant(holding, **given | other)


def seats_page(world: World, client: Client) -> str:
    return client.get(reverse("own_seats", args=[world.participations["VR"].key])).text


def person_page(holding: Holding, client: Client) -> str:
    return client.get(reverse("colleague", args=[holding.key])).text


def test_the_coordinator_names_someone_new(world: World) -> None:
    ada, holding = login(Client(), world.ada), head(world)
    assert address(holding) in person_page(holding, ada)

    for _ in range(2):  # pressed twice
        answer = ada.post(address(holding), SARA, follow=True)

    assert "Sara Ek är nu assistent åt Hedda Öberg." in answer.text
    found = Assistant.objects.get()
    assert (found.holding, found.user.name, found.named_by) == (holding, "Sara Ek", world.ada)
    recorded = TrailEntry.objects.filter(event=events.ASSISTANT_NAMED)
    assert [(one.actor_id, one.about_id) for one in recorded] == [(world.ada.pk, found.pk)]
    notices = {one.kind: one for one in Notice.objects.filter(kind__contains="assistant")}
    assert {kind: one.recipient for kind, one in notices.items()} == {
        events.ASSISTANT_WELCOME: found.user,
        events.ASSISTANT_TOLD: world.hedda,
    }
    welcome = write_assistant_welcome(notices[events.ASSISTANT_WELCOME])
    told = write_assistant_told(notices[events.ASSISTANT_TOLD])
    assert welcome.subject == "Du är assistent åt Hedda Öberg, JiM+"
    assert told.subject == "Sara Ek är din assistent i portalen"
    for words, letter in (
        ("Platsen: Generaldirektör, Vetenskapsrådet.", welcome),
        ("Självskattningar och bekräftelser gör chefen själv.", welcome),
        ("Ada Lind har sagt att Sara Ek är din assistent i grupp 2.", told),
        ("Du avslutar det själv på Min sida.", told),
    ):
        assert words in letter.text
        assert words in letter.html
    assert mail.outbox == []


def test_who_knows_of_it(world: World) -> None:
    """The coordinator and the head; no other colleague, nobody of the group."""
    made = assistant(world)
    ends = reverse("end_assistant", args=[made.key])

    pages = {
        name: seats_page(world, login(Client(), world.people[name])) for name in ("ada", "ben")
    }
    assert {name: "Sara Ek" in text for name, text in pages.items()} == {"ada": True, "ben": False}
    assert ends in person_page(made.holding, login(Client(), world.ada))
    assert ends not in person_page(made.holding, login(Client(), world.ben))
    home = {
        name: login(Client(), world.people[name]).get(reverse("home")).text
        for name in ("hedda", "ada", "dan")
    }
    assert {name: ends in text for name, text in home.items()} == {
        "hedda": True,
        "ada": False,
        "dan": False,
    }
    own = reverse("assisted", args=[made.key])  # that page is the assistant's alone
    answers = {
        name: login(Client(), world.people[name]).get(own).status_code
        for name in ("ada", "hedda", "cleo", "ben", "dan")
    }
    assert answers == {"ada": 403, "hedda": 403, "cleo": 403, "ben": 404, "dan": 404}
    staff = login(Client(), world.cleo)
    place = reverse("admin:cohorts_participation_change", args=[world.participations["VR"].pk])
    assert address(head(world)) in staff.get(place).text


def test_it_opens_one_page_and_nothing_else(world: World) -> None:
    sara = login(Client(), assistant(world).user)
    home = sara.get(reverse("home"))

    assert "Träffar för Hedda Öberg" in home.text
    assert "assistent" in home.text.partition("<main")[0]  # what the frame says that one is
    assert rights_of(Assistant.objects.get().user, world.now).holdings == []
    place = world.participations["VR"]
    for route, thing in (
        ("cohort", world.group2),
        ("own_seats", place),
        ("confirmation", place),
        ("materials", world.group2),
    ):
        assert sara.get(reverse(route, args=[thing.key])).status_code == 404
    assert sara.post(reverse("confirm", args=[place.key])).status_code == 404


def may_come(world: World, made: Assistant, days: int) -> bool:
    return may_log_in(made.user, made.user.email, world.now + timedelta(days=days))


def test_it_begins_and_ends_with_the_heads_seat(world: World) -> None:
    """The mails wait for the first day. The next head has no assistant until somebody is named."""
    actions.end_holding(head(world), until_on=world.days(3), by=world.ada, now=world.now)
    made = assistant(world)
    seat = world.seat("VR", "head")
    coming = actions.fill_seat(
        seat, user=world.nils, from_on=world.days(3), until_on=world.days(5), by=None, now=world.now
    )
    nils = assistant(world, holding=coming, name="Tor Bo", email="tor@vr.example")

    assert [may_come(world, made, day) for day in range(7)] == [True] * 3 + [False] * 4
    assert [may_come(world, nils, day) for day in range(7)] == [False] * 3 + [True] * 2 + [
        False
    ] * 2
    notice = Notice.objects.get(kind=events.ASSISTANT_WELCOME, recipient=nils.user)
    assert notice.due_at.date() == world.days(3)
    assert not of_assistant_still_wanted(notice, world.now)
    assert of_assistant_still_wanted(notice, world.now + timedelta(days=3))


def test_it_ends_with_the_round(world: World) -> None:
    made = assistant(world)
    over = (world.round.ends_on - world.today).days

    assert [may_come(world, made, day) for day in (over, over + 1)] == [True, False]
    assert world.hedda.holdings.get().until_on is None


@pytest.mark.parametrize("who", ["ada", "hedda", "cleo", "sara"])
def test_it_is_ended_at_once(world: World, who: str) -> None:
    made = assistant(world)
    page = reverse("assisted", args=[made.key])
    sara = login(Client(), made.user)
    assert sara.get(page).status_code == 200
    client = sara if who == "sara" else login(Client(), world.people[who])
    ends = reverse("end_assistant", args=[made.key])

    for _ in range(2):
        assert client.post(ends, follow=True).status_code == 200

    ended = Assistant.objects.get()
    assert ended.ended_by == (made.user if who == "sara" else world.people[who])
    assert sara.get(page).status_code in {403, 404}
    assert not may_come(world, made, 0)
    assert TrailEntry.objects.filter(event=events.ASSISTANT_ENDED).count() == 1
    assert not of_assistant_still_wanted(Notice.objects.get(kind=events.ASSISTANT_TOLD), world.now)


def test_what_is_refused(world: World) -> None:
    holding = head(world)
    with pytest.raises(actions.IsTheHead):
        assistant(world, email="Hedda@vr.example")
    with pytest.raises(actions.AddressTaken):
        assistant(world, email="dan@forte.example")
    with pytest.raises(actions.NotInvited):
        assistant(world, user=world.dan)
    with pytest.raises(actions.NoHead):
        assistant(world, holding=world.ben.holdings.get())
    assert not WorkAddress.objects.filter(email="sara@vr.example").exists()

    ada = login(Client(), world.ada)
    assert ada.get(address(world.ben.holdings.get())).status_code == 403

    assistant(world)
    with pytest.raises(actions.HasAssistant, match="Sara Ek är redan assistent"):
        assistant(world, user=world.nils)
    page = ada.post(address(holding), {"name": "Tor Bo", "address": "tor@vr.example"})
    assert (page.status_code, "Sara Ek är redan assistent" in page.text) == (422, True)
    assert 'value="Tor Bo"' in page.text
    assert not WorkAddress.objects.filter(email="tor@vr.example").exists()


def test_a_leader_may_be_assistant_and_stays_a_leader(world: World) -> None:
    """The same account, by an address that is known."""
    assistant(world, name="B. Åkesson", email="BEN@vr.example")
    ben = login(Client(), world.ben)

    assert Assistant.objects.get().user == world.ben
    home = ben.get(reverse("home")).text
    assert ("Träffar för Hedda Öberg" in home, "Gruppen" in home) == (True, True)
    actions.end_assistant(Assistant.objects.get(), by=world.ada, now=world.now)
    assert "Träffar för Hedda Öberg" not in ben.get(reverse("home")).text


def test_a_head_with_two_seats_has_an_assistant_for_each(world: World) -> None:
    other = actions.admit(
        world.group1, institution=world.institutions["VR"], by=None, now=world.now
    ).seats.get(function__role="head")
    second = actions.fill_seat(other, user=world.hedda, from_on=world.today, by=None, now=world.now)
    first = assistant(world, holding=world.hedda.holdings.exclude(pk=second.pk).get())
    again = assistant(world, holding=second)

    assert first.user == again.user
    home = login(Client(), first.user).get(reverse("home")).text
    for one in (first, again):
        assert reverse("assisted", args=[one.key]) in home
    actions.end_assistant(first, by=world.hedda, now=world.now)
    assert [one.pk for one in rights_of(first.user, world.now).assists] == [again.pk]


def test_a_protected_head_is_called_by_function(world: World) -> None:
    made = assistant(world)
    programmes.protect(world.hedda, by=world.gun, now=world.now)
    sara = login(Client(), made.user)
    letter = write_assistant_welcome(Notice.objects.get(kind=events.ASSISTANT_WELCOME))

    for text in (
        sara.get(reverse("home")).text,
        sara.get(reverse("assisted", args=[made.key])).text,
        letter.text + letter.subject,
    ):
        assert "Generaldirektör, Vetenskapsrådet" in text
        assert "Hedda" not in text
        assert "hedda@" not in text


def test_two_accounts_made_one(world: World) -> None:
    """What the one looked after the other does, and nobody is one's own assistant."""
    made = assistant(world)
    programmes.merge(world.nils, made.user, by=world.gun, now=world.now)
    assert Assistant.objects.get().user == world.nils

    programmes.merge(world.hedda, world.nils, by=world.gun, now=world.now)
    ended = Assistant.objects.get()
    assert (ended.user, ended.ended_by) == (world.hedda, world.gun)
