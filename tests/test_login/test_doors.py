"""The two ways in, and for whom they open."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from cohorts import actions
from cohorts.login import may_log_in
from cohorts.models import User
from tests.personas import PASSWORD, World
from tests.test_login.post import code_in, delivered

MAY_COME_IN = {"ada", "ben", "hedda", "dan", "eve", "rut", "cleo", "paul", "gun", "irma"}
STAFF = {"cleo", "paul", "gun"}
EVERYONE = [*sorted(MAY_COME_IN), "lena", "nora", "nils", "olof", "stig"]


def with_password(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def ask_for_code(client: Client, email: str):
    return client.post(reverse("account_request_login_code"), {"email": email})


def give_code(client: Client, code: str):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def is_in(client: Client, user: User) -> bool:
    return get_user(client).pk == user.pk


def test_whom_an_address_lets_in(world: World) -> None:
    opens = {name for name, user in world.people.items() if may_log_in(user, user.email, world.now)}

    assert opens == MAY_COME_IN


def test_the_address_of_a_place_one_has_left_opens_nothing(world: World) -> None:
    by = {"by": world.gun, "now": world.now}
    actions.end_holding(world.ada.holdings.get(), until_on=world.today, **by)
    ada = actions.invite(
        world.institutions["Forte"],
        email="ada@forte.example",
        name="Ada Lind",
        person=world.ada,
        **by,
    )
    actions.fill_seat(world.seat("Forte", "planning"), user=ada, from_on=world.today, **by)

    assert may_log_in(ada, "Ada@Forte.example", world.now)
    assert not may_log_in(ada, "ada@vr.example", world.now)
    assert not may_log_in(ada, "dan@forte.example", world.now)


def test_an_engagement_opens_by_the_main_address_only(world: World) -> None:
    by = {"by": world.gun, "now": world.now}
    cleo = actions.invite(
        world.institutions["Formas"],
        email="cleo@formas.example",
        name="Cleo Berg",
        person=world.cleo,
        **by,
    )

    assert may_log_in(cleo, "cleo@formas.example", world.now)
    assert not may_log_in(cleo, "cleo@jamy.example", world.now)


def test_the_inactive_are_out(world: World) -> None:
    world.ada.is_active = False

    assert not may_log_in(world.ada, world.ada.email, world.now)


@pytest.mark.parametrize("name", EVERYONE)
def test_with_password(client: Client, world: World, name: str) -> None:
    user = world.people[name]
    with_password(client, user.email)

    assert is_in(client, user) == (name in MAY_COME_IN - STAFF)  # staff are asked for more


@pytest.mark.parametrize("name", EVERYONE)
def test_with_a_code_from_the_mail(client: Client, world: World, name: str) -> None:
    user = world.people[name]
    answer = ask_for_code(client, user.email)
    assert answer["Location"] == reverse("account_confirm_login_code")

    assert [one.to for one in delivered()] == ([[user.email]] if name in MAY_COME_IN else [])
    if name in MAY_COME_IN:
        give_code(client, code_in(delivered()[0]))
    assert is_in(client, user) == (name in MAY_COME_IN - STAFF)


def test_a_wrong_password_stays_outside(client: Client, world: World) -> None:
    with_password(client, world.ada.email, "fel")

    assert not get_user(client).is_authenticated


def test_a_code_is_given_three_tries(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    code = code_in(delivered()[0])
    for _ in range(3):
        give_code(client, "AAAA-AAAA")
    give_code(client, code)

    assert not get_user(client).is_authenticated


def ask_again(client: Client):
    return client.post(reverse("account_confirm_login_code"), {"action": "resend"})


def test_a_new_code_takes_the_place_of_the_first(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    page = client.get(ask_again(client)["Location"])
    first, second = (code_in(one) for one in delivered())

    assert "En ny kod är på väg." in page.text
    give_code(client, first)
    assert not get_user(client).is_authenticated
    give_code(client, second)
    assert is_in(client, world.ada)


def test_the_page_of_the_code_shows_the_address_and_a_way_back(
    client: Client, world: World
) -> None:
    page = client.get(ask_for_code(client, "ada@fel.example")["Location"])
    assert "<b>ada@fel.example</b>" in page.text
    assert "mailto:" not in page.text
    assert "Använd en annan adress" in page.text

    asking = reverse("account_request_login_code")
    assert client.post(reverse("account_logout"), {"next": asking})["Location"] == asking
    assert client.get(asking).status_code == 200
    ask_for_code(client, world.ada.email)
    give_code(client, code_in(delivered()[0]))
    assert is_in(client, world.ada)


def test_a_code_works_once(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    code = code_in(delivered()[0])
    give_code(client, code)
    client.post(reverse("account_logout"))
    give_code(client, code)

    assert not get_user(client).is_authenticated


def test_a_code_belongs_to_the_browser_that_asked(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    ask_for_code(other := Client(), world.ben.email)
    adas = next(code_in(one) for one in delivered() if one.to == [world.ada.email])
    give_code(other, adas)

    assert not get_user(other).is_authenticated


def test_a_seat_that_ends_while_the_code_is_under_way(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    code = code_in(delivered()[0])
    actions.end_holding(world.ada.holdings.get(), until_on=world.today, by=world.gun, now=world.now)
    answer = give_code(client, code)

    assert answer["Location"] == reverse("account_login")
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("minutes", [14, 16])
def test_a_code_lasts_a_quarter_of_an_hour(client: Client, world: World, minutes: int) -> None:
    ask_for_code(client, world.ada.email)
    session = client.session
    login = session["account_login"]
    later = timedelta(minutes=minutes).total_seconds()
    login["initiated_at"] -= later
    login["state"]["stages"]["login_by_code"]["data"]["at"] -= later
    session["account_login"] = login
    session.save()
    give_code(client, code_in(delivered()[0]))

    assert is_in(client, world.ada) == (minutes < 15)


def test_the_session_gets_a_new_key(client: Client, world: World) -> None:
    ask_for_code(client, world.ada.email)
    before = client.session.session_key
    give_code(client, code_in(delivered()[0]))

    assert client.session.session_key != before
    assert is_in(client, world.ada)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_language_follows_the_person(client: Client, world: World, language: str) -> None:
    world.ada.language = language
    world.ada.save()
    with_password(client, world.ada.email)

    assert client.cookies["language"].value == language


@pytest.mark.parametrize(
    ("wish", "goes_to"), [("/uppgifter/", "/uppgifter/"), ("https://elsewhere.example/", "/")]
)
def test_one_comes_to_the_page_one_wanted(
    client: Client, world: World, wish: str, goes_to: str
) -> None:
    answer = with_password(client, world.ada.email, next=wish)

    assert answer["Location"] == goes_to


def test_a_new_password_by_code(client: Client, world: World) -> None:
    client.post(reverse("account_reset_password"), {"email": world.ada.email})
    code = code_in(delivered()[0])
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    new = "helt annat lösenord"
    client.post(reverse("account_complete_password_reset"), {"password1": new, "password2": new})

    assert not get_user(client).is_authenticated
    with_password(client, world.ada.email, new)
    assert is_in(client, world.ada)
    assert [one.to for one in delivered()] == [[world.ada.email]] * 2


def test_who_may_not_come_in_gets_no_new_password(client: Client, world: World) -> None:
    client.post(reverse("account_reset_password"), {"email": world.lena.email})

    assert delivered() == []
