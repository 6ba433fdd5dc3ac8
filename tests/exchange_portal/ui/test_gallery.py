"""The gallery: for the agency's people, and for them alone."""

import pytest
from django.test import Client

from exchange_portal.ui.components import COMPONENTS
from tests.personas import World, login


def test_staff_see_every_component(client: Client, world: World) -> None:
    page = login(client, world.cleo).get("/galleri/")

    assert page.status_code == 200
    for name in COMPONENTS:
        assert f'id="{name}"' in page.text


@pytest.mark.parametrize("who", ["ada", "nils"])
def test_others_do_not(client: Client, world: World, who: str) -> None:
    assert login(client, world.people[who]).get("/galleri/").status_code == 403


def test_strangers_are_sent_to_login(client: Client, db: None) -> None:
    page = client.get("/galleri/")

    assert page.status_code == 302
    assert page["Location"].startswith("/konto/login/")
