"""How staff fill in a new round in the browser, and press its buttons."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from programmes.models import TemplateVersion
from tests.personas import World


def filled(world: World, **changes: Any) -> dict[str, str]:
    """What Gun writes: two groups, of which one has a date for its first meeting."""
    return {
        "antal": "3",
        "name": "JiM+ 2027–2028",
        "preparation_starts_on": world.today.isoformat(),
        "preparation_ends_on": world.days(89).isoformat(),
        "ends_on": world.days(545).isoformat(),
        "contact": str(world.gun.pk),
        "grupp1-group_name": "Grupp 1",
        "grupp1-anchor": "Skatteverket",
        "grupp1-other_1": "csn",
        "grupp1-other_3": "Pensionsmyndigheten",
        "grupp1-meeting_1": world.days(120).isoformat(),
        "grupp2-group_name": "Grupp 2",
        "grupp2-other_1": "Forte",
        "grupp3-group_name": "Grupp 3",
        **changes,
    }


def post(client: Client, version: TemplateVersion, route: str, data: dict[str, str]) -> Any:
    return client.post(reverse(route, args=[version.key]), data)


def preview(client: Client, version: TemplateVersion, data: dict[str, str]) -> Any:
    return post(client, version, "plan_round", {**data, "gor": "granska"})


def carried(html: str, action: str) -> dict[str, str]:
    """What the form to that address sends when its button is pressed."""
    form = re.search(rf'<form method="post" action="{action}">(.*?)</form>', html, re.DOTALL)
    assert form
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1])
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def press_start(client: Client, version: TemplateVersion, shown: Any) -> Any:
    address = reverse("start_round", args=[version.key])
    return client.post(address, carried(shown.text, address))
