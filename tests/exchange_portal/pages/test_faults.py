"""Reporting a fault: open to all, closed to machines, and nothing written is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from exchange_portal.links import path_of, signed
from exchange_portal.outbox.models import Message
from exchange_portal.pages import limits
from exchange_portal.pages.forms import SALT
from exchange_portal.pages.models import FaultReport
from tests.personas import World

ADDRESS = "/om/anmal-fel/"
WORDS = "Knappen Lämna in gör ingenting."


@pytest.fixture
def opened(now: Any) -> str:
    """The note of a page that was opened a while ago."""
    return signing.dumps((now - timedelta(minutes=1)).timestamp(), salt=SALT)


def test_a_stranger_reports(client: Client, db: None, opened: str) -> None:
    page = client.post(ADDRESS, {"text": WORDS, "page": "/uppgifter/", "opened": opened})

    assert page["Location"] == "/om/anmal-fel/tack/"
    assert "Tack" in client.get(page["Location"]).text
    report = FaultReport.objects.get()
    assert (report.text, report.page, report.email) == (WORDS, "/uppgifter/", "")
    assert report.reported_by is None


def test_a_participant_reports(client: Client, world: World, opened: str) -> None:
    client.force_login(world.ada)
    client.post(ADDRESS, {"text": WORDS, "email": "ada@vr.example", "opened": opened})

    assert FaultReport.objects.get().reported_by == world.ada


def test_those_who_mend_are_told_without_the_words(
    client: Client, db: None, opened: str, settings: Any
) -> None:
    settings.FAULT_REPORTS_TO = "drift@myndighet.example"
    client.post(ADDRESS, {"text": WORDS, "opened": opened})

    mail = Message.objects.get()
    assert mail.to_address == "drift@myndighet.example"
    assert f"/admin/pages/faultreport/{FaultReport.objects.get().pk}/change/" in mail.text
    assert WORDS not in mail.text + mail.html


def test_no_address_no_mail(client: Client, db: None, opened: str, settings: Any) -> None:
    settings.FAULT_REPORTS_TO = ""
    client.post(ADDRESS, {"text": WORDS, "opened": opened})

    assert FaultReport.objects.count() == 1
    assert Message.objects.count() == 0


def test_the_page_one_came_from_is_filled_in(client: Client, db: None) -> None:
    page = client.get(
        ADDRESS,
        headers={"Referer": "http://testserver/uppgifter/1/?x=1", "Sec-Fetch-Site": "same-origin"},
    )

    assert 'value="/uppgifter/1/"' in page.text


def test_a_link_from_a_mail_is_kept_without_what_opens_it(
    client: Client, db: None, opened: str
) -> None:
    kept = path_of("svara", uuid4(), person=uuid4(), until_on="2026-12-01")
    link = signed(f"http://testserver{kept}", "hedda@vr.example")
    form = client.get(ADDRESS, headers={"Referer": link, "Sec-Fetch-Site": "same-origin"})
    page = form.context["form"]["page"].value()

    client.post(ADDRESS, {"text": f"{WORDS} {link} hjälp", "page": page, "opened": opened})

    report = FaultReport.objects.get()
    assert (report.page, report.text) == (kept, f"{WORDS} http://testserver{kept} hjälp")


def test_another_site_fills_in_nothing(client: Client, db: None) -> None:
    page = client.get(
        ADDRESS,
        headers={"Referer": "https://elsewhere.example/bad", "Sec-Fetch-Site": "cross-site"},
    )

    assert "/bad" not in page.text


def test_the_field_nobody_sees_catches_machines(client: Client, db: None, opened: str) -> None:
    page = client.post(ADDRESS, {"text": WORDS, "website": "http://spam", "opened": opened})

    assert page["Location"] == "/om/anmal-fel/tack/"
    assert FaultReport.objects.count() == 0


@pytest.mark.parametrize("opened", ["", "made up"])
def test_without_the_note_it_takes_one_more_try(client: Client, db: None, opened: str) -> None:
    page = client.post(ADDRESS, {"text": WORDS, "opened": opened})

    assert page.status_code == 200
    assert WORDS in page.text
    assert FaultReport.objects.count() == 0
    fresh = page.context["form"]["opened"].value()
    assert signing.loads(fresh, salt=SALT)


def test_too_fast(client: Client, db: None, now: Any) -> None:
    opened = signing.dumps(now.timestamp() + 5, salt=SALT)
    page = client.post(ADDRESS, {"text": WORDS, "opened": opened})

    assert "Det gick väldigt fort" in page.text
    assert FaultReport.objects.count() == 0


def test_bad_input_is_shown_again_with_words_that_help(
    client: Client, db: None, opened: str
) -> None:
    page = client.post(ADDRESS, {"text": " ", "email": "ada", "opened": opened})

    assert "Skriv några ord om vad som inte fungerar." in page.text
    assert "Skriv adressen med snabel-a" in page.text
    assert 'value="ada"' in page.text


def test_a_network_has_so_many_turns_an_hour(
    client: Client, db: None, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_HOUR", 2)
    for _ in range(3):
        page = client.post(ADDRESS, {"text": WORDS, "opened": opened}, REMOTE_ADDR="192.0.2.7")

    assert page.status_code == 200
    assert WORDS in page.text
    assert "Vänta en timme" in page.text
    assert FaultReport.objects.count() == 2
    client.post(ADDRESS, {"text": WORDS, "opened": opened}, REMOTE_ADDR="192.0.2.8")
    assert FaultReport.objects.count() == 3
