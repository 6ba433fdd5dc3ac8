"""A mistyped address is mended by those who invited, until its owner has come."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.login import may_log_in
from cohorts.models import Engagement, Holding, User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Message, Notice
from tests.personas import PASSWORD, World, login
from tests.test_login.post import code_in, delivered

NEW = {"address": "Ben.Akesson@vr.example"}
TAKEN = {"address": "dan@forte.example", "is_sure": "on"}


def page_of(person: User) -> str:
    return reverse("correct_address", args=[Holding.objects.get(user=person).key])


def test_the_coordinator_mends_it_and_the_invitation_goes_again(world: World) -> None:
    ada, before = login(Client(), world.ada), Notice.objects.filter(recipient=world.ben).count()

    for _ in range(2):
        response = ada.post(page_of(world.ben), NEW, follow=True)

    assert "Inbjudan går till ben.akesson@vr.example." in response.text
    ben = User.objects.get(pk=world.ben.pk)
    assert ben.email == "ben.akesson@vr.example"
    assert may_log_in(ben, "ben.akesson@vr.example", world.now)
    assert not may_log_in(ben, "ben@vr.example", world.now)
    assert Notice.objects.filter(recipient=ben).count() == before + 1
    assert TrailEntry.objects.filter(event=events.ADDRESS_CORRECTED).count() == 1


def test_an_address_of_somebody_else_is_refused_and_stays_in_the_form(world: World) -> None:
    response = login(Client(), world.ada).post(page_of(world.ben), TAKEN)

    assert response.status_code == 422
    assert "Adressen används redan" in response.text
    assert 'value="dan@forte.example"' in response.text
    assert User.objects.get(pk=world.ben.pk).email == "ben@vr.example"


def test_whoever_has_come_keeps_their_address(world: World) -> None:
    User.objects.filter(pk=world.ben.pk).update(last_login=world.now)

    response = login(Client(), world.ada).post(page_of(world.ben), NEW)

    assert "Personen har redan loggat in" in response.text
    assert User.objects.get(pk=world.ben.pk).email == "ben@vr.example"


def test_it_opens_no_seats_that_are_others_to_fill(world: World) -> None:
    """Paul runs another group only: he cannot get in as Ben by way of Ben's seat there."""
    forte = world.seat("Polisen", "planning")
    institution = forte.participation.institution
    actions.invite(
        institution, email="ben@polisen.example", name="", person=world.ben, by=None, now=world.now
    )
    actions.fill_seat(forte, user=world.ben, from_on=world.today, by=None, now=world.now)
    holding = Holding.objects.get(user=world.ben, seat=forte)
    url = reverse("correct_address", args=[holding.key])

    strange = {"address": "paul@elsewhere.example", "is_sure": "on"}
    response = login(Client(), world.paul).post(url, strange)

    assert response.status_code == 422
    assert "Personen har platser hos fler" in response.text
    assert User.objects.get(pk=world.ben.pk).email == "ben@polisen.example"
    right = {"address": "b@polisen.example", "is_sure": "on"}
    assert login(Client(), world.gun).post(url, right).status_code == 302


def test_no_heads_calendar_is_taken_over(world: World) -> None:
    """Ben is the assistant of a head elsewhere: Ada cannot get in there by way of his seat."""
    by: Any = {"by": world.cleo, "now": world.now}
    seat = world.seat("Forte", "head")
    head = actions.fill_seat(seat, user=world.dan, from_on=world.today, **by)
    forte = world.institutions["Forte"]
    actions.invite(forte, email="ben@forte.example", name="", person=world.ben, **by)
    actions.name_assistant(head, user=world.ben, **by)

    response = login(Client(), world.ada).post(page_of(world.ben), NEW)

    assert "Personen har platser hos fler" in response.text
    assert User.objects.get(pk=world.ben.pk).email == "ben@forte.example"


def test_an_engagement_is_not_taken_over(world: World) -> None:
    actions.engage(
        world.ben,
        role=Engagement.Role.EXPERT,
        scope=actions.scope_of(world.group1),
        from_on=world.today,
        by=None,
        now=world.now,
    )

    response = login(Client(), world.ada).post(page_of(world.ben), NEW)

    assert "Personen har platser hos fler" in response.text


@pytest.mark.parametrize("wrong", ["", "ben", "ben@", "x" * 300 + "@vr.example"])
def test_what_is_no_address_is_said(world: World, wrong: str) -> None:
    response = login(Client(), world.ada).post(page_of(world.ben), {"address": wrong})

    assert response.status_code == 422
    assert User.objects.get(pk=world.ben.pk).email == "ben@vr.example"


def test_the_seats_say_how_far_the_invitation_has_come(world: World) -> None:
    url = reverse("own_seats", args=[world.participations["VR"].key])
    User.objects.filter(pk=world.hedda.pk).update(last_login=world.now - timedelta(days=1))

    page = login(Client(), world.ada).get(url).text

    assert page.count("Inbjudan mejlas strax") == 1  # Ben
    assert page.count("Börjar senare") == 1  # Nora


def test_a_code_that_was_asked_for_with_the_old_address_opens_nothing(
    world: World,
) -> None:
    """Whoever had the mistyped address may hold a code from a minute ago."""
    stranger = Client()
    stranger.post(reverse("account_request_login_code"), {"email": "ben@vr.example"})
    code = code_in(delivered()[-1])
    login(Client(), world.ada).post(page_of(world.ben), NEW)

    stranger.post(reverse("account_confirm_login_code"), {"code": code})

    assert stranger.get("/").status_code == 302
    assert User.objects.get(pk=world.ben.pk).last_login is None


def ask_for_a_new_password(stranger: Client, address: str) -> None:
    """As far as where the new password is written."""
    stranger.post(reverse("account_reset_password"), {"email": address})
    code = code_in(delivered()[-1])
    stranger.post(reverse("account_confirm_password_reset_code"), {"code": code})


def choose(stranger: Client) -> None:
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    stranger.post(reverse("account_complete_password_reset"), passwords)


def test_a_password_that_was_chosen_with_the_old_address_opens_nothing(world: World) -> None:
    stranger = Client()
    ask_for_a_new_password(stranger, "ben@vr.example")
    choose(stranger)
    assert User.objects.get(pk=world.ben.pk).has_usable_password()
    assert User.objects.get(pk=world.ben.pk).last_login is None

    login(Client(), world.ada).post(page_of(world.ben), NEW)

    assert not User.objects.get(pk=world.ben.pk).has_usable_password()
    with_new = {"login": "ben.akesson@vr.example", "password": PASSWORD}
    stranger.post(reverse("account_login"), with_new)
    assert stranger.get("/").status_code == 302


def test_no_password_is_chosen_after_the_address_is_another_ones(world: World) -> None:
    stranger = Client()
    ask_for_a_new_password(stranger, "ben@vr.example")
    login(Client(), world.ada).post(page_of(world.ben), NEW)

    choose(stranger)

    assert not User.objects.get(pk=world.ben.pk).has_usable_password()


def test_an_address_unlike_those_of_the_institution_is_asked_about(world: World) -> None:
    ada, strange = login(Client(), world.ada), {"address": "ben@vr.exmaple"}

    response = ada.post(page_of(world.ben), strange)

    assert response.status_code == 422
    assert "Ingen annan hos er har en adress på vr.exmaple" in response.text
    assert ada.post(page_of(world.ben), strange | {"is_sure": "on"}).status_code == 302
    again = ada.post(page_of(world.ben), {"address": "ben2@vr.exmaple"})
    assert again.status_code == 422  # the mistyped one vouches for nothing


def test_mail_is_not_sent_to_and_fro(world: World) -> None:
    ada = login(Client(), world.ada)
    for number in range(3):
        address = {"address": f"b{number}@vr.example"}
        assert ada.post(page_of(world.ben), address).status_code == 302

    response = ada.post(page_of(world.ben), {"address": "b9@vr.example"})

    assert "Försök igen i morgon" in response.text
    assert User.objects.get(pk=world.ben.pk).email == "b2@vr.example"


def test_an_address_that_comes_back_is_invited_again(world: World) -> None:
    ada = login(Client(), world.ada)
    before = Notice.objects.filter(recipient=world.ben).count()

    for name in ("b1", "b2", "b1"):
        ada.post(page_of(world.ben), {"address": f"{name}@vr.example"})

    assert Notice.objects.filter(recipient=world.ben).count() == before + 3


def test_what_waits_for_the_old_address_does_not_go_there(world: World) -> None:
    facts: dict[str, Any] = {
        "recipient": world.ben,
        "to_address": "ben@vr.example",
        "not_before": world.now,
        "created_at": world.now,
    }
    welcome = Message.objects.create(kind=events.WELCOME, **facts)
    other = Message.objects.create(kind="meetings.reminder", **facts)

    login(Client(), world.ada).post(page_of(world.ben), NEW)

    welcome.refresh_from_db()
    other.refresh_from_db()
    assert welcome.state == Message.State.DISCARDED
    assert (other.state, other.to_address) == (Message.State.WAITING, "ben.akesson@vr.example")
