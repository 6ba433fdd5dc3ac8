"""The board: which groups are shown, and how many at a time."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from cohorts.models import Round
from meetings.models import Assignment, Question
from programmes import steps
from tests.personas import World
from tests.programmes.conftest import ask
from tests.programmes.test_home import hand_in, heading, words
from tests.programmes.test_staff_board import assignment_of, board, tables, without_tokens

FOREIGN = "5d1e5d1e-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("who", "groups"),
    [("cleo", ["Grupp 2"]), ("paul", ["Grupp 1"]), ("gun", ["Grupp 1", "Grupp 2"])],
)
def test_each_sees_the_groups_they_run(
    client: Client, begun: World, who: str, groups: list[str]
) -> None:
    response = board(client, begun.people[who])

    assert list(tables(response)) == groups
    assert [group.name for group in response.context["choice"].groups] == groups


@pytest.mark.parametrize("key", [FOREIGN, "", "nonsense", "x" * 300, "group1", "recent"])
def test_what_is_not_theirs_counts_as_not_asked_for(client: Client, begun: World, key: str) -> None:
    """A foreign group, a missing one and nonsense give the same bytes."""
    known = {"group1": begun.group1.key, "recent": begun.recent_round.key}
    plain = without_tokens(board(client, begun.cleo))
    asked = {"grupp": str(known.get(key, key)), "omgang": str(known.get(key, key))}
    page_of_them = [line.replace(asked["grupp"] or "%", "") for line in plain]

    answer = without_tokens(board(client, begun.cleo, **asked, page=key))

    assert [line.replace(asked["grupp"] or "%", "") for line in answer] == page_of_them


def test_choosing_a_round_and_a_group(client: Client, begun: World) -> None:
    recent = board(client, begun.gun, omgang=str(begun.recent_round.key))
    one = board(client, begun.gun, grupp=str(begun.group1.key))
    mixed = board(
        client, begun.gun, omgang=str(begun.recent_round.key), grupp=str(begun.group1.key)
    )

    assert heading(recent.text) == heading(mixed.text) == "Läget i JiM+ 2019–2020"
    assert list(tables(recent)) == list(tables(mixed)) == ["Grupp 1"]
    assert set(tables(mixed)["Grupp 1"]) == {"Formas", "Vinnova"}
    assert list(tables(one)) == ["Grupp 1"]
    assert f'<option value="{begun.group1.key}" selected>' in one.text
    assert f'<option value="{begun.recent_round.key}" selected>' in recent.text


def test_it_begins_with_the_round_that_is_under_way(client: Client, begun: World) -> None:
    """Not with the next one, though that ends later."""
    coming = cohorts.add_round(
        begun.programme,
        name="Nästa",
        preparation_starts_on=begun.days(30),
        preparation_ends_on=begun.days(90),
        ends_on=begun.days(800),
        by=None,
        now=begun.now,
    )
    cohorts.add_cohort(coming, name="Grupp 9", by=None, now=begun.now)

    first, later = (
        board(client, begun.gun, **asked) for asked in ({}, {"omgang": str(coming.key)})
    )

    assert heading(first.text) == "Läget i JiM+ 2021–2022"
    assert "Inga institutioner är med än" in words(later.text)


def test_after_a_round_nobody_is_wanted(client: Client, begun: World) -> None:
    Round.objects.filter(pk=begun.round.pk).update(ends_on=begun.days(-1))
    response = board(client, begun.cleo)

    assert {row.seats.label for row in response.context["tables"][0].rows} == {"–"}
    assert response.context["needs"].heading == "Inget behöver dig just nu"


def test_a_group_of_which_nothing_is_asked(client: Client, begun: World) -> None:
    Question.objects.all().delete()
    Assignment.objects.all().delete()

    assert set(tables(board(client, begun.cleo))["Grupp 2"]) == {
        "Formas",
        "Forte",
        "Vetenskapsrådet",
        "Vinnova",
    }


# --- Size ---------------------------------------------------------------------------------------


def test_large_groups_come_in_pages(
    client: Client, begun: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "CELLS", 6)
    monkeypatch.setattr(steps, "FEWEST", 1)
    first, second = (board(client, begun.gun, steg="alla", page=page) for page in ("1", "2"))

    assert [len(rows) for rows in tables(first).values()] == [4, 2]
    assert {name: len(rows) for name, rows in tables(second).items()} == {"Grupp 2": 2}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client: Client, begun: World, rows: int) -> None:
    assignment = assignment_of(begun)
    assert assignment.meeting
    for number in range(rows):
        cohorts.add_cohort(begun.round, name=f"Grupp {3 + number}", by=None, now=begun.now)
        more = ask(begun, begun.group2, assignment.meeting, days=5 + number, title=f"Mer {number}")
        hand_in(begun, begun.dan, "Forte", more)
    board(client, begun.gun)  # that the second factor is there is remembered from now on

    with assertNumQueries(13):
        client.get(reverse("staff_board"))
