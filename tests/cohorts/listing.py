"""How tests send a file of people, and read what the page says of it."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.personas import World

HEADER = "Institution;Funktion;Namn;E-post;Första dag;Sista dag"
OF_ONE = "Funktion;Namn;E-post"


def upload(client: Client, url: str, *lines: str, key: Any = None, charset: str = "cp1252") -> Any:
    file = SimpleUploadedFile("folk.csv", "\r\n".join(lines).encode(charset))
    return client.post(url, {"file": file, "form_key": key or uuid4()}, follow=True)


def of_round(world: World) -> str:
    return reverse("invite_many", args=[world.round.key])


def of_place(world: World, place: str = "VR") -> str:
    return reverse("invite_colleagues", args=[world.participations[place].key])


def lines_of(page: Any) -> list[tuple[int, str, str]]:
    """Number, tag and what is said, as the page has them."""
    return [(line.number, line.tag, line.said) for line in page.context["page"]]


def press(client: Client, page: Any, **other: Any) -> Any:
    seen = page.context["overview"].print
    address = reverse("invitation_list", args=[page.context["list"].key])
    return client.post(address, {"seen": seen, **other}, follow=True)
