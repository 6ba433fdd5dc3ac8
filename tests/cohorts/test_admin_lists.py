"""The staff's lists: how often they ask the database, and in which order names stand."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts import actions
from tests.personas import World, login

LISTS = ["institution", "user", "round", "cohort", "participation", "holding", "engagement"]


def page(name: str) -> str:
    return reverse(f"admin:cohorts_{name}_changelist")


@pytest.fixture
def gun(world: World) -> Client:
    return login(Client(), world.gun)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_often_for_many_rows_as_for_few(gun: Client, world: World, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert gun.get(page(name)).status_code == HTTPStatus.OK
        return len(asked)

    queries()  # the first visit of a session notes that the second factor is there
    few = queries()
    by = {"by": world.gun, "now": world.now}
    for number in range(3):
        institution = actions.add_institution(
            name=f"Myndighet {number}", short_name=f"M{number}", kind="agency", **by
        )
        round = actions.add_round(
            world.programme,
            name=f"Omgång {number}",
            preparation_starts_on=world.today,
            preparation_ends_on=world.today,
            ends_on=world.days(100),
            **by,
        )
        actions.add_function(round, code="coordinator", role="coordinator", name_sv="S", **by)
        cohort = actions.add_cohort(round, name=f"Grupp {number}", **by)
        place = actions.admit(cohort, institution=institution, **by)
        user = actions.invite(
            institution, email=f"p{number}@m.example", name=f"Person {number}", **by
        )
        actions.fill_seat(place.seats.get(), user=user, from_on=world.today, **by)
        actions.engage(
            user, role="expert", scope=actions.scope_of(cohort), from_on=world.today, **by
        )
    assert queries() == few <= 10


def test_names_stand_in_swedish_order(gun: Client, world: World) -> None:
    by = {"by": world.gun, "now": world.now}
    for name in ("Åsele kommun", "Zetas kommun", "Ale kommun", "Öckerö kommun"):
        actions.add_institution(name=name, short_name=name[:3], kind="municipality", **by)

    rows = gun.get(f"{page('institution')}?kind=municipality").context["cl"].result_list
    assert [row.name for row in rows] == [
        "Ale kommun",
        "Zetas kommun",
        "Åsele kommun",
        "Öckerö kommun",
    ]
