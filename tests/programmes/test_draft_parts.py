"""Each thing of a draft is changed, moved and removed, on a page of its own."""

from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from programmes.models import TemplateVersion
from programmes.recorded import document_of
from tests.personas import World
from tests.programmes.drafting import (
    FUNCTION,
    MEETING,
    SESSION,
    TASK,
    content,
    copy_of,
    empty,
    page_of,
    save,
    stamp,
    write_all,
)
from tests.test_languages.reading import strange_words


def test_each_thing_is_changed_moved_and_removed(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    write_all(gun, draft)
    save(gun, draft, "funktion/ny", FUNCTION | {"code": "analyst", "role": "member"})
    save(gun, draft, "traff/1/pass/1", SESSION | {"audience": ["analyst", "coordinator"]})

    def press(way: str) -> None:
        page = gun.get(page_of(draft)).text
        assert f'value="{way}"' in page
        gun.post(page_of(draft), stamp(page) | {"flytta": way})

    press("funktion/2:upp")
    assert [one["code"] for one in content(draft)["functions"]] == ["analyst", "coordinator"]
    assert content(draft)["meetings"][0]["sessions"][0]["audience"] == ["analyst", "coordinator"]
    save(gun, draft, "traff/ny", MEETING | {"kind": "themed", "number": "2", "theme_sv": "Sedan"})
    press("traff/2:upp")
    assert [one["theme_sv"] for one in content(draft)["meetings"]] == ["Sedan", "Inriktning"]

    asked = gun.get(page_of(draft, "funktion/1") + "?ta-bort=1").text
    assert "Ta bort «Samordnare»?" in asked
    for _press in range(2):
        gun.post(page_of(draft, "funktion/1"), stamp(asked) | {"gor": "ta-bort"})
    assert [one["code"] for one in content(draft)["functions"]] == ["coordinator"]
    assert content(draft)["meetings"][1]["sessions"][0]["audience"] == ["coordinator"]


def test_an_assignment_is_given_to_another_meeting_or_to_the_preparation(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    write_all(gun, draft)
    save(gun, draft, "traff/ny", MEETING | {"kind": "themed", "number": "2"})
    save(gun, draft, "traff/1/uppgift/1", TASK | {"home": "traff/2"})
    first, second = content(draft)["meetings"]
    assert first["assignments"] == []
    (task,) = second["assignments"]
    assert (task["code"], len(task["questions"])) == ("before-1", 1)

    save(gun, draft, "traff/2/uppgift/1", TASK | {"home": "forberedelse"})
    (task,) = content(draft)["preparation"]
    assert (task["phase"], len(task["questions"])) == ("preparation", 1)
    assert save(gun, draft, "forberedelse/1", TASK | {"home": "traff/9"}).status_code == 422


def test_in_english_every_text_is_english(gun: Client, world: World, jim: TemplateVersion) -> None:
    world.gun.language = "en"
    world.gun.save()
    gun.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    draft, bare = copy_of(world, jim), empty(world, label="2028")
    parts = ["grunder", "funktion/1", "traff/2", "traff/2/pass/1", "traff/2/uppgift/1"]
    addresses = [page_of(draft), page_of(bare), *(page_of(draft, one) for one in parts)]
    addresses += [page_of(bare, "sjalvskattning/ny"), page_of(draft, "funktion/1") + "?ta-bort=1"]
    addresses += [reverse(one, args=[bare.key]) for one in ("publish_draft", "discard_draft")]
    addresses += [reverse(one) for one in ("round_templates", "new_draft", "import_template")]
    known = ["Erfarenhetsutbytet", "Svenska", "Gun Hall", "JiM+"]
    swedish = [text for text in strings(document_of(jim)) if text]

    strange = {one: strange_words(gun.get(one).text, "en", known + swedish) for one in addresses}
    assert {one: words for one, words in strange.items() if words} == {}


def test_a_session_for_all_says_so(gun: Client, world: World, jim: TemplateVersion) -> None:
    page = gun.get(page_of(copy_of(world, jim))).text

    assert page.count("9–12 för alla") == 2  # the kick-off, and the last
    assert "9–12 för Generaldirektör" not in page


def strings(node: Any) -> list[str]:
    """Every Swedish text of a document: its writers see them in their forms."""
    if isinstance(node, list):
        return [text for one in node for text in strings(one)]
    own = [value for name, value in node.items() if name.endswith("_sv")]
    lists = [value for value in node.values() if isinstance(value, list) and value]
    return own + [text for one in lists if isinstance(one[0], dict) for text in strings(one)]


def test_days_after_a_meeting_are_written_as_such(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    draft = empty(world)
    write_all(gun, draft)
    after = {"phase": "after", "opens": "", "due": "28", "due_side": "efter"}
    save(gun, draft, "traff/1/uppgift/1", TASK | after)

    task = content(draft)["meetings"][0]["assignments"][0]
    assert (task["opens_days_before"], task["due_days_before"]) == (None, -28)
    assert (task["code"], len(task["questions"])) == ("before-1", 1)
    form = gun.get(page_of(draft, "traff/1/uppgift/1")).text
    assert '<option value="efter" selected>' in form


@pytest.mark.parametrize(
    ("part", "values", "said"),
    [
        ("grunder", {"label": "", "preparation_months": "3", "exchange_months": "12"}, "label"),
        ("grunder", {"label": "A", "reminder_days": "x"}, "Skriv hela tal från 0 till 90"),
        ("funktion/ny", FUNCTION, "Två funktioner har den koden."),
        ("funktion/ny", FUNCTION | {"code": "x", "seat_count": "10" * 200}, "20"),
        ("traff/ny", MEETING, "Två träffar har det numret."),
        ("traff/1/pass/ny", SESSION | {"ends_at": "08:00"}, "Passet slutar innan det börjar."),
        ("traff/1/uppgift/1", TASK | {"opens": "3"}, "Den öppnar efter sista dagen."),
        ("traff/1/uppgift/1", TASK | {"title_sv": "\0"}, "id_title_sv_error"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(
    gun: Client,
    world: World,
    jim: TemplateVersion,
    part: str,
    values: dict[str, Any],
    said: str,
) -> None:
    draft = empty(world)
    write_all(gun, draft)
    before = content(draft)
    answer = save(gun, draft, part, values)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert content(draft) == before
