"""Two people or two tabs in the same draft of a template, and buttons that are pressed twice."""

from http import HTTPStatus

from django.test import Client

from programmes.models import TemplateVersion
from tests.personas import World, login
from tests.programmes.drafting import (
    FUNCTION,
    MEETING,
    SESSION,
    TASK,
    content,
    empty,
    page_of,
    save,
    stamp,
    write_all,
)
from tests.programmes.starting import leader_of
from tests.programmes.test_home import words


def test_nobody_overwrites_what_they_have_not_seen(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    gun, vera = login(Client(), world.gun), login(client, leader_of(world, "jim-plus"))
    write_all(gun, draft)
    page = vera.get(page_of(draft, "traff/1")).text
    save(gun, draft, "traff/1", MEETING | {"theme_sv": "Guns tema"})

    mine = MEETING | {"theme_sv": "Veras tema"}
    answer = vera.post(page_of(draft, "traff/1"), stamp(page) | mine)
    text = words(answer.text)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Gun Hall har ändrat utkastet sedan du öppnade sidan." in text
    assert "Så står det i utkastet nu Tema Guns tema" in text
    assert 'value="Veras tema"' in answer.text
    assert content(draft)["meetings"][0]["theme_sv"] == "Guns tema"

    vera.post(page_of(draft, "traff/1"), stamp(answer.text) | mine)
    assert content(draft)["meetings"][0]["theme_sv"] == "Veras tema"


def test_what_somebody_else_has_removed_is_not_lost(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    write_all(gun, draft)
    page = gun.get(page_of(draft, "traff/1/pass/1")).text
    question = gun.get(page_of(draft, "traff/1") + "?ta-bort=1").text
    gun.post(page_of(draft, "traff/1"), stamp(question) | {"gor": "ta-bort"})

    answer = gun.post(page_of(draft, "traff/1/pass/1"), stamp(page) | SESSION)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "12.30" in answer.text
    assert content(draft)["meetings"] == []


def test_pressed_twice_it_is_added_once(gun: Client, world: World, jim: TemplateVersion) -> None:
    draft = empty(world)
    write_all(gun, draft)
    for part, values in (
        ("funktion/ny", FUNCTION | {"code": "analyst"}),
        ("traff/1/uppgift/ny", TASK),
    ):
        page = gun.get(page_of(draft, part)).text
        answers = [gun.post(page_of(draft, part), stamp(page) | values) for _ in range(2)]
        shown = [gun.get(one["Location"]).status_code for one in answers]
        assert shown == [HTTPStatus.OK] * 2

    assert len(content(draft)["functions"]) == 2
    assert len(content(draft)["meetings"][0]["assignments"]) == 2


def test_a_page_without_its_stamp_saves_nothing_and_says_so(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    answer = gun.post(page_of(draft, "funktion/ny"), FUNCTION | {"revision": "9" * 99})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Sidan var gammal." in answer.text
    assert 'value="Samordnare"' in answer.text
    assert content(draft)["functions"] == []
