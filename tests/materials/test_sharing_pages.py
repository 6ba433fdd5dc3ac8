"""Sharing, through the page that people use."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts.models import Cohort
from exchange_portal.files.models import StoredFile
from materials.models import Material
from tests.materials.conftest import PDF_BYTES, Shelf, mark
from tests.personas import login

JSON = {"headers": {"accept": "application/json"}}
KEY = re.compile(r'name="form_key" value="([^"]+)"')
PLACES = re.compile(r'name="place" value="[^"]*"[^>]*><b>(.*?)</b>', re.DOTALL)


def share_address(cohort: Cohort) -> str:
    return reverse("share_material", args=[cohort.key])


def form_key(page) -> str:
    (key,) = KEY.findall(page.text)
    return key


def fill(browser: Client, cohort: Cohort, **changes):
    """The form as the page gives it, filled in."""
    fields = {
        "place": "grupp",
        "title_sv": "Dagordning",
        "upload": SimpleUploadedFile("dagordning.pdf", PDF_BYTES),
        "form_key": form_key(browser.get(share_address(cohort))),
    }
    return {**fields, **changes}


def share(browser: Client, cohort: Cohort, *, follow: bool = False, **changes):
    return browser.post(share_address(cohort), fill(browser, cohort, **changes), follow=follow)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("ada", ["Hela gruppen", "Bara Vetenskapsrådet"]),
        ("ben", ["Hela gruppen", "Bara Vetenskapsrådet"]),
        ("cleo", ["Hela gruppen", "Träff 1: Inriktning"]),
        (
            "gun",
            [
                *("Hela gruppen", "Träff 1: Inriktning"),
                *("Hela omgången", "Hela programmet", "Hela portalen"),
            ],
        ),
    ],
)
def test_who_may_share_where(shelf: Shelf, visitor, name: str, places: list[str]) -> None:
    page = visitor(name).get(share_address(shelf.world.group2))

    assert PLACES.findall(page.text) == places


def test_the_page_says_who_will_read_and_what_the_law_makes_of_it(shelf: Shelf, visitor) -> None:
    page = visitor("ada").get(share_address(shelf.world.group2)).text
    before_the_button = page[: page.index('<button class="button primary"')]

    for words in (
        "Alla i grupp 2, och Jämställdhetsmyndigheten.",
        "De som har en plats för Vetenskapsrådet. Ingen på Jämställdhetsmyndigheten ser det.",
        "blir en allmän handling",
    ):
        assert words in before_the_button


def test_sharing_with_the_group(shelf: Shelf, visitor) -> None:
    page = share(visitor("ada"), shelf.world.group2, follow=True)
    material = Material.objects.get()

    assert page.redirect_chain[-1][0] == reverse("material", args=[material.key])
    assert "«Dagordning» är delat." in page.text
    assert material.scope.cohort == shelf.world.group2
    assert material.institution == shelf.world.institutions["VR"]
    assert Material.objects.visible_to(shelf.world.dan, shelf.now).exists()


def test_sharing_with_ones_own_institution(shelf: Shelf, visitor) -> None:
    vr = shelf.world.institutions["VR"]
    share(visitor("ben"), shelf.world.group2, place=str(vr.key))
    material = Material.objects.get()

    assert (material.scope.kind, material.scope.institution) == ("institution", vr)
    assert not Material.objects.visible_to(shelf.world.gun, shelf.now).exists()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("grupp", "cohort"),
        ("traff", "meeting"),
        ("omgang", "round"),
        ("program", "programme"),
        ("portal", "portal"),
    ],
)
def test_the_agency_shares(shelf: Shelf, visitor, place: str, kind: str) -> None:
    value = str(shelf.occasion().key) if place == "traff" else place
    share(visitor("gun"), shelf.world.group2, place=value)
    material = Material.objects.get()

    assert (material.scope.kind, material.institution) == (kind, None)
    if kind == "meeting":
        assert material.scope == shelf.meetings["Grupp 2"].scope


@pytest.mark.parametrize(
    ("name", "place"),
    [
        *(("ada", place) for place in ("omgang", "program", "portal", "traff", "Forte", "skräp")),
        *(("cleo", place) for place in ("omgang", "program", "portal", "VR")),
    ],
)
def test_nobody_shares_further_than_they_reach(
    shelf: Shelf, visitor, name: str, place: str
) -> None:
    institution = shelf.world.institutions.get(place)
    value = str(institution.key) if institution else place
    value = str(shelf.occasion().key) if place == "traff" else value
    page = share(visitor(name), shelf.world.group2, place=value)

    assert page.status_code == 422
    assert "Välj vem som ska kunna läsa det." in page.text
    assert not Material.objects.exists()


@pytest.mark.parametrize("name", ["eve", "paul", "nils", "lena", "nora", "irma"])
def test_others_cannot_share(shelf: Shelf, visitor, name: str) -> None:
    browser = visitor(name)
    fields = {"place": "grupp", "title_sv": "x", "form_key": str(uuid4())}

    assert browser.get(share_address(shelf.world.group2)).status_code == 404
    assert browser.post(share_address(shelf.world.group2), fields).status_code == 404


def test_a_double_click_shares_once(shelf: Shelf, visitor) -> None:
    browser = visitor("ada")
    fields = fill(browser, shelf.world.group2)
    answers = []
    for _ in range(2):
        upload = SimpleUploadedFile("dagordning.pdf", PDF_BYTES)
        answers.append(
            browser.post(share_address(shelf.world.group2), {**fields, "upload": upload})
        )

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Material.objects.count() == 1


def test_the_same_form_with_another_file_can_be_sent_again(shelf: Shelf, visitor) -> None:
    browser = visitor("ada")
    fields = fill(browser, shelf.world.group2)
    browser.post(share_address(shelf.world.group2), fields)
    other = {"upload": SimpleUploadedFile("b.txt", b"Annat"), "title_sv": "Annat"}
    refused = browser.post(share_address(shelf.world.group2), {**fields, **other})

    assert refused.status_code == 422
    assert "Du har redan delat en fil med det här formuläret." in refused.text
    other["upload"].seek(0)
    again = {**fields, **other, "form_key": form_key(refused)}
    assert browser.post(share_address(shelf.world.group2), again).status_code == 302
    assert Material.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"upload": SimpleUploadedFile("tom.pdf", b"")}, "Filen är tom."),
        ({"upload": SimpleUploadedFile("x.exe", b"MZ" * 99)}, "Den sortens fil går inte"),
        ({"upload": ""}, "Välj en fil."),
        ({"title_sv": "  "}, "Skriv en titel."),
        ({"title_sv": "x" * 161}, "160"),
        ({"title_sv": "\x01\u200b"}, "Skriv en titel."),
        ({"form_key": "skräp"}, "Sidan var gammal."),
        ({"form_key": ""}, "Sidan var gammal."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    shelf: Shelf, visitor, changes, words: str
) -> None:
    page = share(visitor("ada"), shelf.world.group2, description="Läs före träffen.", **changes)

    assert page.status_code == 422
    assert words in page.text
    assert "Läs före träffen." in page.text
    assert not Material.objects.exists()
    assert not StoredFile.objects.exists()


def test_whoever_has_to_choose_the_file_again_is_told(shelf: Shelf, visitor) -> None:
    words = "Välj filen en gång till"
    browser = visitor("ada")

    assert words in share(browser, shelf.world.group2, title_sv="").text
    assert words not in share(browser, shelf.world.group2, upload="").text


def test_after_the_round_the_form_says_so_and_keeps_what_was_written(shelf: Shelf, visitor) -> None:
    recent = shelf.world.cohorts["recent"]
    page = share(visitor("rut"), recent, title_sv="För sent")

    assert page.status_code == 422
    assert "Omgången pågår inte." in page.text
    assert 'value="För sent"' in page.text
    assert "Omgången pågår inte." in visitor("rut").get(share_address(recent)).text
    assert not Material.objects.exists()


def test_the_script_is_told_where_to_go(shelf: Shelf, visitor) -> None:
    browser = visitor("ada")
    reply = browser.post(
        share_address(shelf.world.group2), fill(browser, shelf.world.group2), **JSON
    )
    address = reverse("material", args=[Material.objects.get().key])

    assert reply.json() == {"to": address}
    assert "«Dagordning» är delat." in browser.get(address).text


def test_the_forms_ask_little(shelf: Shelf, client: Client) -> None:
    material = shelf.share(shelf.occasion())
    mark(material, StoredFile.State.CLEAN)
    login(client, shelf.world.gun).get("/")

    with assertNumQueries(9):
        client.get(share_address(shelf.world.group2))
    with assertNumQueries(7):
        client.get(reverse("add_version", args=[material.key]))
