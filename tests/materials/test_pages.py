"""The pages of what is shared: what stands there, for whom, and how many queries it takes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from exchange_portal.audit.models import TrailEntry
from exchange_portal.files import events as file_events
from exchange_portal.phrased import _phrase
from exchange_portal.ui.texts import filesize, full_day
from materials import actions
from materials.models import Material
from materials.occasions import occasions_of
from meetings.models import Meeting
from tests.materials.conftest import CLEAN, PDF_BYTES, REFUSED, Shelf, mark, plan
from tests.personas import login

SHOWN = re.compile(r'<h2>(?P<heading>.*?)</h2>|<span class="file-name"><a [^>]*>(?P<title>.*?)</a>')


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listed(page) -> list[str]:
    """Headings and titles in the order of the page; headings end with a colon."""
    main = page.text.partition("<main")[2]
    found = (match.groupdict() for match in SHOWN.finditer(main))
    return [
        f"{text(one['heading'])}:" if one["heading"] else text(one["title"] or "") for one in found
    ]


def shelf_page(browser: Client, shelf: Shelf, **query):
    return browser.get(reverse("materials", args=[shelf.world.group2.key]), query)


def page_of(browser: Client, material: Material):
    return browser.get(reverse("material", args=[material.key]))


def file_of(browser: Client, material: Material, number: int = 1):
    version = material.versions.get(number=number)
    return browser.get(reverse("material_file", args=[version.key]))


def test_place_for_place_the_newest_first(shelf: Shelf, visitor) -> None:
    world = shelf.world
    plan(world, world.group2, 1, Meeting.Kind.COORDINATORS)
    plan(world, world.group2, 2)
    first, second, coordinators = occasions_of(world.group2)
    shelf.from_vr(title="Eget")
    shelf.share(None, "Portalens")
    shelf.share(world.programme, "Programmets")
    shelf.share(world.round, "Omgångens")
    shelf.share(coordinators, "Samordnarnas")
    shelf.share(second, "Andra träffens")
    shelf.share(first, "Första träffens")
    shelf.share(world.group2, "Gruppens äldre", now=shelf.now - timedelta(days=2))
    shelf.share(world.group2, "Gruppens nyare")
    shelf.share(world.group1, "Den andra gruppens")

    of_all = [
        *("Hela gruppen:", "Gruppens nyare", "Gruppens äldre"),
        *("Träff 1: Inriktning:", "Första träffens", "Träff 2: Inriktning:", "Andra träffens"),
        *("Samordnarträff 1: Inriktning:", "Samordnarnas"),
        *("Hela omgången:", "Omgångens", "Hela programmet:", "Programmets"),
        *("Hela portalen:", "Portalens"),
    ]
    assert listed(shelf_page(visitor("ada"), shelf)) == [*of_all, "Bara Vetenskapsrådet:", "Eget"]
    assert listed(shelf_page(visitor("dan"), shelf)) == of_all
    assert listed(shelf_page(visitor("cleo"), shelf)) == of_all


def test_what_a_line_says(shelf: Shelf, visitor) -> None:
    material = shelf.from_vr(shelf.world.group2, "Vår mall")
    shelf.renew(material, note="Rättade tider")
    mark(material, CLEAN, 2)
    said = text(shelf_page(visitor("dan"), shelf).text)

    size, on = filesize(len(PDF_BYTES)), full_day(shelf.now)
    assert (
        f"Vår mall Ny version Hämta Vår mall PDF, {size}. "
        f"Ada Lind, Vetenskapsrådet, {on}. Version 2: Rättade tider"
    ).replace("\xa0", " ") in said


def test_a_version_is_new_for_two_weeks(shelf: Shelf, visitor) -> None:
    material = shelf.share(shelf.world.group2, now=shelf.now - timedelta(days=20))
    mark(material, CLEAN)
    assert "Ny version" not in shelf_page(visitor("dan"), shelf).text  # the first of all

    shelf.renew(material, now=shelf.now - timedelta(days=15))
    mark(material, CLEAN, 2)
    assert "Ny version" not in shelf_page(visitor("dan"), shelf).text

    shelf.renew(material, now=shelf.now - timedelta(days=13))
    mark(material, CLEAN, 3)
    assert "Ny version" in shelf_page(visitor("dan"), shelf).text


def test_an_empty_shelf_says_what_will_come(shelf: Shelf, visitor) -> None:
    page = shelf_page(visitor("ada"), shelf)

    assert "Inget är delat än" in page.text
    assert reverse("share_material", args=[shelf.world.group2.key]) in page.text


def test_after_the_round_there_is_no_button(shelf: Shelf, visitor) -> None:
    recent = reverse("materials", args=[shelf.world.cohorts["recent"].key])

    for name, has_button in (("rut", False), ("gun", True)):
        assert ("Dela en fil" in visitor(name).get(recent).text) is has_button


@pytest.mark.parametrize("name", ["eve", "paul", "nils", "lena", "nora", "rut", "irma"])
def test_for_others_it_is_not_there(shelf: Shelf, visitor, name: str) -> None:
    material, browser = shelf.share(shelf.world.group2), visitor(name)
    mark(material, CLEAN)
    missing = browser.get(reverse("material", args=[shelf.world.group2.key]))

    for page in (page_of(browser, material), file_of(browser, material)):
        assert (page.status_code, page.content) == (404, missing.content)
    assert shelf_page(browser, shelf).content == missing.content


def test_a_material_shows_its_versions_the_leading_first(shelf: Shelf, visitor) -> None:
    material = shelf.share(shelf.occasion(), description="Läs inför träffen.")
    shelf.renew(material, note="Rättade tider")
    mark(material, CLEAN, 1)
    mark(material, CLEAN, 2)
    page = page_of(visitor("ben"), material)
    said = text(page.text)

    assert said.index("Version 2") < said.index("Version 1")
    assert "Träff 1: Inriktning" in said
    assert "Läs inför träffen." in said
    assert "Alla i grupp 2, träffens gäster om den har några, och Jämställdhetsmyndigheten." in said
    assert "Lägg till en ny version" not in said
    newest = reverse("material_file", args=[material.versions.get(number=2).key])
    assert f'class="button primary" href="{newest}"' in page.text


def test_who_is_offered_what(shelf: Shelf, visitor) -> None:
    of_vr = shelf.from_vr(shelf.world.group2)
    offered = {
        name: ("Lägg till en ny version" in page, ">Ta bort<" in page)
        for name in ("ada", "ben", "dan", "cleo")
        for page in [page_of(visitor(name), of_vr).text]
    }

    assert offered == {
        "ada": (True, True),
        "ben": (True, True),
        "dan": (False, False),
        "cleo": (False, True),
    }


def test_files_wait_stop_and_come(shelf: Shelf, visitor) -> None:
    material = shelf.from_vr(shelf.world.group2)
    ada, dan = visitor("ada"), visitor("dan")

    assert "Kontrolleras" in shelf_page(dan, shelf).text
    assert "kontrolleras" in page_of(dan, material).text
    assert file_of(dan, material).status_code == 409

    mark(material, REFUSED)
    assert "Det ser bara du." in shelf_page(ada, shelf).text
    assert "stoppades i viruskontrollen" in page_of(ada, material).text
    assert "Stoppad" not in shelf_page(visitor("ben"), shelf).text
    assert file_of(dan, material).status_code == 404

    mark(material, CLEAN)
    response = file_of(dan, material)
    assert b"".join(response.streaming_content) == PDF_BYTES
    assert response["Content-Disposition"].startswith("attachment")


def test_a_stopped_version_leaves_the_one_before_in_the_lead(shelf: Shelf, visitor) -> None:
    material = shelf.from_vr(shelf.world.group2)
    shelf.renew(material)
    mark(material, CLEAN)
    mark(material, REFUSED, 2)
    page = shelf_page(visitor("dan"), shelf).text

    assert "Stoppad" not in page
    assert reverse("material_file", args=[material.versions.get(number=1).key]) in page
    assert "Version 2" not in page_of(visitor("dan"), material).text


def test_a_download_is_noted(shelf: Shelf, visitor) -> None:
    material = shelf.share(shelf.world.group2)
    mark(material, CLEAN)
    file_of(visitor("dan"), material)
    entry = TrailEntry.objects.get(event=file_events.FILE_DOWNLOADED)

    assert (entry.actor_id, entry.about_id) == (
        shelf.world.dan.pk,
        material.versions.get().file_id,
    )


def test_withdrawn_it_is_gone_from_every_page(shelf: Shelf, visitor) -> None:
    material = shelf.share(shelf.world.group2, "Fel fil")
    mark(material, CLEAN)
    actions.withdraw_material(material, by=shelf.world.cleo, now=shelf.now)

    for name in ("cleo", "ada"):
        browser = visitor(name)
        assert "Fel fil" not in shelf_page(browser, shelf).text
        assert page_of(browser, material).status_code == 404
        assert file_of(browser, material).status_code == 404


def test_a_long_shelf_comes_in_pages_of_twenty(shelf: Shelf, visitor) -> None:
    for number in range(24):
        target = shelf.world.group2 if number % 2 else shelf.world.round
        shelf.share(target, f"Nummer {number:02}")
    browser = visitor("ada")
    first = listed(shelf_page(browser, shelf))
    phrased = _phrase.cache_info().misses
    second = listed(shelf_page(browser, shelf, page=2))

    assert _phrase.cache_info().misses == phrased  # it is the same question
    assert (len([one for one in first if one[-1] != ":"]), second[0]) == (20, "Hela omgången:")
    assert len([one for one in second if one[-1] != ":"]) == 4


def test_one_group_leads_straight_to_its_shelf(shelf: Shelf, visitor) -> None:
    own = reverse("materials", args=[shelf.world.group2.key])

    for name in ("ada", "cleo"):
        assert visitor(name).get(reverse("shelves"))["Location"] == own
    assert "Inget material än" in visitor("nils").get(reverse("shelves")).text


def test_several_groups_are_chosen_among(shelf: Shelf, visitor) -> None:
    page = visitor("gun").get(reverse("shelves")).text

    for cohort in shelf.world.cohorts.values():
        assert f'href="{reverse("materials", args=[cohort.key])}"' in page


def test_the_way_there(shelf: Shelf, visitor) -> None:
    own = reverse("materials", args=[shelf.world.group2.key])

    assert f'<li><a href="{own}">Material</a></li>' in visitor("ada").get("/").text
    assert (
        f'<a href="{own}">'
        in visitor("ada").get(reverse("cohort", args=[shelf.world.group2.key])).text
    )
    assert f'<li><a href="{reverse("shelves")}">Material</a></li>' in visitor("cleo").get("/").text
    assert "Material</a>" not in visitor("nils").get("/").text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "of_shelf", "of_page"), [("ada", 8, 7), ("cleo", 9, 8)])
def test_queries_do_not_grow(
    shelf: Shelf, client: Client, name: str, of_shelf: int, of_page: int, rows: int
) -> None:
    world = shelf.world
    for number in range(rows):
        plan(world, world.group2, 2 + number)
        for target in (world.group2, world.round, occasions_of(world.group2)[number]):
            material = shelf.share(target, f"Nummer {number}")
        shelf.from_vr(title=f"Eget {number}")
        shelf.renew(material)
        cohorts.admit(
            cohorts.add_cohort(world.round, name=f"Grupp {5 + number}", by=None, now=world.now),
            institution=world.institutions["KV"],
            by=None,
            now=world.now,
        )
    login(client, world.people[name]).get("/")

    with assertNumQueries(of_shelf):
        shelf_page(client, shelf)
    with assertNumQueries(of_page):
        page_of(client, material)


@pytest.mark.parametrize("rows", [1, 3])
def test_choosing_a_group_asks_as_much_for_many(shelf: Shelf, client: Client, rows: int) -> None:
    for number in range(rows):
        cohorts.add_cohort(shelf.world.round, name=f"Grupp {5 + number}", by=None, now=shelf.now)
    login(client, shelf.world.gun).get("/")

    with assertNumQueries(5):
        client.get(reverse("shelves"))
