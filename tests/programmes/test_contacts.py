"""What the agency notes of its contact with an institution: on the page, on the board, on Min sida.
The institution itself never sees it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts import actions
from cohorts.models import ContactNote
from exchange_portal.audit.models import TrailEntry
from exchange_portal.ui.texts import short_day
from tests.personas import World, login
from tests.programmes.test_board import fill_every_seat
from tests.programmes.test_home import heading, page, words
from tests.programmes.test_staff_board import board

WHY = "Två har slutat och ingen har tagit över."


def notes_page(world: World, place: str = "Forte") -> str:
    return reverse("contact_notes", args=[world.participations[place].key])


def given(world: World, **other: Any) -> dict[str, Any]:
    return {
        "made_on": world.today.isoformat(),
        "kind": "phone",
        "with_whom": "samordnaren",
        "text": WHY,
        "form_key": str(uuid4()),
    } | other


def note(world: World, place: str = "Forte", *, days: int = 0, **other: Any) -> ContactNote:
    return actions.note_contact(
        world.participations[place],
        form_key=uuid4(),
        made_on=world.days(days),
        **{"kind": "phone", "text": WHY, "by": world.cleo, "now": world.now} | other,
    )


def contacts(response: Any) -> dict[str, str]:
    """What the board says of each institution's last contact."""
    (table,) = response.context["tables"]
    return {row.institution: words(row.contact) for row in table.rows}


# --- The page -----------------------------------------------------------------------------------


def test_a_contact_is_noted_and_stands_first(client: Client, world: World) -> None:
    note(world, days=-9, kind="meeting", text="Vi gick igenom planen.", by=world.gun)
    login(client, world.cleo)

    response = client.post(notes_page(world), given(world, needs_support="on"), follow=True)

    text = words(response.text)
    assert "Kontakten är antecknad." in text
    assert text.index("telefon med samordnaren") < text.index("Vi gick igenom planen.")
    assert text.count(WHY) == 2  # in the list, and why support is needed
    (latest, _first) = ContactNote.objects.order_by("-pk")
    assert (latest.kind, latest.with_whom, latest.needs_support) == ("phone", "samordnaren", True)
    assert latest.written_by == world.cleo
    assert TrailEntry.objects.filter(event="cohorts.contact_noted", actor_id=world.cleo.pk).exists()


def test_pressed_twice_it_is_noted_once(client: Client, world: World) -> None:
    login(client, world.cleo)
    twice = given(world)
    for _ in range(2):
        assert client.post(notes_page(world), twice).status_code == 302

    assert ContactNote.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("Forte", {"text": "De hör av sig."}),
        ("Forte", {"kind": "mail"}),
        ("Forte", {"needs_support": "on"}),
        ("VR", {}),
    ],
)
def test_something_else_with_the_same_form_is_kept_and_asked_about(
    client: Client, world: World, place: str, changes: dict[str, str]
) -> None:
    """As when one goes back in the browser."""
    login(client, world.cleo)
    first = given(world)
    client.post(notes_page(world), first)
    refused = client.post(notes_page(world, place), first | changes)

    assert refused.status_code == 422
    assert "Du har redan antecknat en kontakt med det här formuläret" in words(refused.text)
    form = refused.context["form"]
    assert form["text"].value() == changes.get("text", WHY)
    assert ContactNote.objects.count() == 1
    told = {name: form[name].value() for name in form.fields} | changes
    again = {name: value for name, value in told.items() if value not in (None, False)}
    assert client.post(notes_page(world, place), again).status_code == 302
    assert ContactNote.objects.count() == 2


def test_forms_of_two_people_do_not_meet(client: Client, world: World) -> None:
    same = given(world)
    login(client, world.cleo).post(notes_page(world), same)
    login(client, world.gun).post(notes_page(world), same)

    assert ContactNote.objects.count() == 2


def shown(client: Client, world: World) -> dict[str, Any]:
    """The form as its page comes, with a text of one's own."""
    form = client.get(notes_page(world)).context["form"]
    flags = {"stood": form["stood"].value()}
    if form["needs_support"].value():
        flags["needs_support"] = "on"
    return given(world, form_key=form["form_key"].value(), **flags)


@pytest.mark.parametrize("flag", [True, False])
def test_an_older_tab_leaves_the_flag_as_it_has_become(
    client: Client, world: World, flag: bool
) -> None:
    note(world, needs_support=not flag)
    login(client, world.cleo)
    older = shown(client, world)
    note(world, needs_support=flag, text="Det blev annorlunda.", by=world.gun)

    assert client.post(notes_page(world), older).status_code == 302

    assert ContactNote.objects.order_by("pk").last().needs_support is None
    response = client.get(notes_page(world))
    assert response.context["form"]["needs_support"].value() is flag
    assert (response.context["standing"] is not None) == flag


@pytest.mark.parametrize("flag", [True, False])
def test_the_flag_is_moved_by_whoever_moves_it(client: Client, world: World, flag: bool) -> None:
    note(world, needs_support=not flag)
    login(client, world.cleo)
    told = shown(client, world)
    told.pop("needs_support", None)
    client.post(notes_page(world), told | ({"needs_support": "on"} if flag else {}))

    assert client.get(notes_page(world)).context["form"]["needs_support"].value() is flag


def test_a_day_before_our_time_is_refused(client: Client, world: World) -> None:
    login(client, world.cleo)
    response = client.post(notes_page(world), given(world, made_on="0026-11-20"))

    assert response.status_code == 422
    assert "Skriv ett år mellan 2000 och 2100." in words(response.text)
    assert WHY in response.text


def test_a_day_to_come_is_refused_and_the_text_stays(client: Client, world: World) -> None:
    login(client, world.cleo)
    response = client.post(notes_page(world), given(world, made_on=world.days(1).isoformat()))

    assert response.status_code == 422
    assert "Dagen har inte varit än." in words(response.text)
    assert WHY in response.text
    assert not ContactNote.objects.exists()


def test_the_form_starts_where_the_flag_stands(client: Client, world: World) -> None:
    note(world, needs_support=True)
    note(world, needs_support=None, kind="mail", text="Påminnelse")  # the portal's own
    login(client, world.cleo)

    assert client.get(notes_page(world)).context["form"]["needs_support"].value() is True
    assert client.get(notes_page(world, "VR")).context["form"]["needs_support"].value() is False


def test_it_says_what_a_note_is(client: Client, world: World) -> None:
    text = words(login(client, world.cleo).get(notes_page(world)).text)
    assert "En allmän handling: den kan begäras ut. Skriv inget privat om någon." in text


def test_only_those_who_run_the_group(client: Client, world: World) -> None:
    note(world, needs_support=True)
    for who, status in (("dan", 403), ("ada", 403), ("eve", 404), ("paul", 404), ("gun", 200)):
        response = login(Client(), world.people[who]).get(notes_page(world))
        assert response.status_code == status, who
    assert not ContactNote.objects.visible_to(world.dan, world.now).exists()
    assert not ContactNote.objects.visible_to(world.paul, world.now).exists()
    assert ContactNote.objects.visible_to(world.cleo, world.now).count() == 1
    group = login(client, world.dan).get(reverse("cohort", args=[world.group2.key]))
    assert WHY not in group.text


def test_the_database_keeps_a_note_as_it_is(world: World) -> None:
    made = note(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactNote.objects.filter(pk=made.pk).update(text="Något annat.")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    client: Client, world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        note(world)
    login(client, world.cleo).get(notes_page(world))
    with django_assert_num_queries(9):
        client.get(notes_page(world))


# --- The board ----------------------------------------------------------------------------------


def test_the_board_says_when_and_how(client: Client, begun: World) -> None:
    note(begun, days=-2, needs_support=True, text="Läget är svårt " * 9)
    note(begun, "VR", days=-30)
    note(begun, "VR", days=-4, kind="mail")
    note(begun, "VR", days=-9, kind="meeting", needs_support=False)  # written down afterwards

    told = contacts(board(client, begun.cleo))

    assert told["Vetenskapsrådet"] == f"Senast hörd av {short_day(begun.days(-4))}, mejl"
    assert told["Formas"] == "Senast hörd av Inte antecknat"
    phoned = f"Senast hörd av {short_day(begun.days(-2))}, telefon Behöver stöd Läget är svårt"
    assert told["Forte"].startswith(phoned)
    assert told["Forte"].endswith("…")


def test_what_was_said_last_of_support_counts(client: Client, begun: World) -> None:
    note(begun, needs_support=True)
    note(begun, "VR", needs_support=True)
    note(begun, "VR", days=-3, needs_support=False)  # of an earlier day, but said last
    note(begun, needs_support=None, kind="mail", text="Påminnelse")

    response = board(client, begun.cleo, stod="1")

    assert list(contacts(response)) == ["Forte"]
    assert WHY in contacts(response)["Forte"]


def test_no_flag_is_told(client: Client, begun: World) -> None:
    assert "Ingen är flaggad" in words(board(client, begun.cleo, stod="1").text)


def test_a_note_is_text_and_no_markup(client: Client, begun: World) -> None:
    note(begun, text="<script>alert(1)</script>", needs_support=True)
    response = board(client, begun.cleo)

    assert "<script>alert(1)" not in response.text
    assert response.text.count("&lt;script&gt;alert(1)") == 2  # what needs somebody, and the row


# --- What needs somebody ------------------------------------------------------------------------


def test_a_flag_needs_those_who_run_the_group(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("", ""))
    note(begun, needs_support=True)
    note(begun, "KV", needs_support=True, by=begun.gun)

    html = page(client, begun.cleo)

    assert heading(html) == "En sak behöver dig"
    assert f"Forte behöver stöd Grupp 2. {WHY} Behöver stöd" in words(html)
    assert notes_page(begun) in html
    assert "Kriminalvården" not in html


def test_a_flag_that_is_taken_down_needs_nobody(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("", ""))
    note(begun, needs_support=True)
    note(begun, needs_support=False)

    assert heading(page(client, begun.cleo)) == "Inget behöver dig just nu"
