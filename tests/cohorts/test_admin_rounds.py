"""When a round reminds is set by administrators, and read by the others who run rounds."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import events
from exchange_portal.audit.models import TrailEntry
from tests.personas import World, login


def page(world: World) -> str:
    return reverse("admin:cohorts_round_change", args=[world.round.pk])


def days(world: World) -> list[int]:
    return sorted(world.round.reminder_rules.values_list("days_before", flat=True))


def write(world: World, text: str, name: str = "gun") -> Any:
    client = login(Client(), world.people[name])
    return client.post(page(world), {"reminder_days": text, "name": "Annat namn"})


def test_an_administrator_says_when_the_round_reminds(world: World) -> None:
    assert 'value="3, 0"' in login(Client(), world.gun).get(page(world)).content.decode()
    kept = world.round.reminder_rules.get(days_before=3)

    assert write(world, "3, 14,7 , 1").status_code == HTTPStatus.FOUND
    assert days(world) == [1, 3, 7, 14]
    assert world.round.reminder_rules.get(days_before=3) == kept
    world.round.refresh_from_db()
    assert world.round.name == "JiM+ 2021–2022"


def test_the_same_again_changes_nothing(world: World) -> None:
    for _ in range(2):
        write(world, "14, 7, 1, 7")

    assert days(world) == [1, 7, 14]
    assert TrailEntry.objects.filter(event=events.REMINDER_DAYS_SET).count() == 1


def test_empty_reminds_nobody(world: World) -> None:
    write(world, "")

    assert days(world) == []


@pytest.mark.parametrize("text", ["-1", "91", "sju", "1.5", "7; 1", "²"])
def test_what_is_not_days_is_refused(world: World, text: str) -> None:
    response = write(world, text)

    assert response.status_code == HTTPStatus.OK
    assert "Skriv hela tal från 0 till 90, med komma mellan." in response.content.decode()
    assert days(world) == [0, 3]


def test_a_process_leader_reads_it(world: World) -> None:
    shown = login(Client(), world.cleo).get(page(world)).content.decode()
    assert "3, 0" in shown
    assert 'name="reminder_days"' not in shown

    assert write(world, "14", name="cleo").status_code == HTTPStatus.FORBIDDEN
    assert days(world) == [0, 3]
