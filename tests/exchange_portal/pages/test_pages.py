"""The pages in every foot."""

import pytest
from django.test import Client

from exchange_portal.audit.models import TrailEntry
from exchange_portal.pages.actions import TEXTS, change_text
from exchange_portal.pages.events import PAGE_CHANGED
from exchange_portal.pages.models import PageText
from tests.personas import World

FOOT = (PageText.Slug.ACCESSIBILITY, PageText.Slug.PERSONAL_DATA, PageText.Slug.REPORT_FAULT)


@pytest.mark.parametrize("slug", PageText.Slug.values)
def test_every_page_is_there_from_the_start(client: Client, db: None, slug: str) -> None:
    text = PageText.objects.get(slug=slug)
    page = client.get(f"/om/{slug}/")

    assert page.status_code == 200
    assert f"<h1>{text.title_sv}</h1>" in page.text
    assert all(getattr(text, name).strip() for name in TEXTS)


def test_english(client: Client, db: None, settings: object) -> None:
    client.cookies["language"] = "en"
    page = client.get("/om/tillganglighet/")

    assert '<html lang="en">' in page.text
    assert "<h1>Accessibility statement</h1>" in page.text


def test_other_pages_are_not(client: Client, db: None) -> None:
    assert client.get("/om/annat/").status_code == 404


def test_pages_cannot_be_posted_to(client: Client, db: None) -> None:
    assert client.post("/om/tillganglighet/").status_code == 405


def test_every_page_links_to_them(client: Client, world: World) -> None:
    client.force_login(world.ada)
    for address in ("/", "/om/personuppgifter/", "/finns-inte/"):
        page = client.get(address).text
        for slug in FOOT:
            assert f'href="/om/{slug}/"' in page


def test_changing_a_text_leaves_a_trail(world: World) -> None:
    page = PageText.objects.get(slug="personuppgifter")
    change_text(page, texts={"title_sv": "Dina uppgifter"}, by=world.gun, now=world.now)

    page.refresh_from_db()
    assert (page.title_sv, page.updated_at) == ("Dina uppgifter", world.now)
    entry = TrailEntry.objects.get(event=PAGE_CHANGED)
    assert (entry.actor_id, entry.about_id, entry.fields) == (world.gun.pk, page.pk, ["title_sv"])


def test_changing_nothing_changes_nothing(world: World) -> None:
    page = PageText.objects.get(slug="personuppgifter")
    before = page.updated_at
    change_text(page, texts={"title_sv": page.title_sv}, by=world.gun, now=world.now)

    page.refresh_from_db()
    assert page.updated_at == before
    assert not TrailEntry.objects.filter(event=PAGE_CHANGED).exists()
