"""Who starts rounds and sees their dates, and who does not."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Institution
from programmes.models import TemplateVersion
from tests.personas import World, login
from tests.programmes.filling_in import filled, post, press_start, preview
from tests.programmes.starting import leader_of
from tests.programmes.test_home import page, words

# --- Who ----------------------------------------------------------------------------------------


def test_a_process_leader_starts_rounds_of_their_own_programme(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    vera = leader_of(world, "jim-plus")
    login(client, vera)

    assert words(client.get(reverse("round_templates")).text).count("JiM+ 20") >= 2
    assert "JiHU" not in client.get(reverse("round_templates")).text
    answer = press_start(client, jim, preview(client, jim, filled(world)))
    assert answer.status_code == HTTPStatus.FOUND
    assert client.get(answer["Location"]).status_code == HTTPStatus.OK


def test_a_process_leader_of_another_programme_does_not(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    login(client, leader_of(world, "jihu"))

    for route in ("round_template", "plan_round"):
        address = reverse(route, args=[jim.key])
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    started = post(client, jim, "start_round", {**filled(world), "token": str(uuid4())})
    assert started.status_code == HTTPStatus.NOT_FOUND
    round_page = reverse("round_meetings", args=[world.round.key])
    assert client.get(round_page).status_code == HTTPStatus.NOT_FOUND


def test_neither_does_one_who_also_runs_a_group_here(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    """To lead one programme and run a group of another does not add up to starting its rounds."""
    vera, by = leader_of(world, "jihu"), {"by": None, "now": world.now}
    scope, first = cohorts.scope_of(world.group2), world.today
    cohorts.engage(vera, role="contact_person", scope=scope, from_on=first, **by)
    login(client, vera)

    assert "JiM+" not in client.get(reverse("round_templates")).text
    assert client.get(reverse("plan_round", args=[jim.key])).status_code == HTTPStatus.FORBIDDEN


def test_a_contact_person_of_the_programme_starts_nothing(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    scope = cohorts.scope_of(world.programme)
    act: Any = {"from_on": world.today, "by": None, "now": world.now}
    cohorts.engage(world.cleo, role="contact_person", scope=scope, **act)
    login(client, world.cleo)

    for address in (reverse("round_templates"), reverse("plan_round", args=[jim.key])):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN


def test_who_runs_one_group_starts_nothing(client: Client, world: World, jim: Any) -> None:
    assert reverse("round_templates") not in page(client, world.cleo)
    assert reverse("round_templates") not in client.get(reverse("admin:index")).text
    for address in (reverse("round_templates"), reverse("plan_round", args=[jim.key])):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN
    login(client, world.gun)
    assert reverse("round_templates") in client.get(reverse("admin:index")).text


def test_a_leader_may_choose_among_all_institutions(world: World, jim: TemplateVersion) -> None:
    def seen(user: Any) -> set[str]:
        return set(Institution.objects.visible_to(user, world.now).values_list("name", flat=True))

    everything = set(Institution.objects.values_list("name", flat=True))
    assert seen(leader_of(world, "jihu")) == everything
    assert "Skatteverket" not in seen(world.cleo)


# --- The round's page ---------------------------------------------------------------------------


def test_groups_side_by_side(client: Client, begun: World) -> None:
    address = reverse("round_meetings", args=[begun.round.key])
    login(client, begun.gun)
    text = words(client.get(address).text)
    assert "Träff Grupp 1 Grupp 2" in text
    assert text.count("Sätt datum") == text.count("Flytta") == 2

    login(client, begun.cleo)
    assert "Grupp 1" not in client.get(address).text
    assert address in page(client, begun.cleo)
