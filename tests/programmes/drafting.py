"""Writing a template as its writers do: by the forms of its pages."""

import json
import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from programmes import actions
from programmes.models import TemplateDraft, TemplateVersion
from programmes.recorded import document_of, empty_document
from tests.personas import World

FUNCTION = {
    "name_sv": "Samordnare",
    "name_en": "Coordinator",
    "role": "coordinator",
    "seat_count": "2",
    "is_required": "on",
    "code": "coordinator",
}
MEETING = {"kind": "kickoff", "number": "1", "theme_sv": "Inriktning", "theme_en": "Direction"}
SESSION = {"starts_at": "09:00", "ends_at": "12.30", "audience": ["coordinator"]}
TASK = {
    "home": "traff/1",
    "phase": "before",
    "title_sv": "Beskriv",
    "title_en": "Describe",
    "instructions_sv": "Skriv kort.",
    "instructions_en": "Be brief.",
    "opens": "28",
    "opens_side": "fore",
    "due": "7",
    "due_side": "fore",
    "minutes": "90",
    "sharing": "cohort",
}
QUESTION = {"prompt_sv": "Hur är det?", "prompt_en": "How is it?", "is_required": "on"}


def empty(world: World, label: str = "2027") -> TemplateDraft:
    return begin(world, empty_document(world.programme, label))


def copy_of(world: World, version: TemplateVersion, label: str = "2027") -> TemplateDraft:
    return begin(world, document_of(version) | {"label": label}, based_on=version)


def begin(world: World, document: dict[str, Any], **more: Any) -> TemplateDraft:
    return actions.begin_draft(
        world.programme, document=document, form_key=uuid4(), by=world.gun, now=world.now, **more
    )


def page_of(draft: TemplateDraft, part: str = "") -> str:
    if part:
        return reverse("draft_part", args=[draft.key, part])
    return reverse("template_draft", args=[draft.key])


def stamp(html: str) -> dict[str, str]:
    """The state that a page was made from, and which form it is."""
    names = ("revision", "form_key")
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', html) for name in names}
    return {name: match[1] for name, match in found.items() if match}


def save(client: Client, draft: TemplateDraft, part: str, values: dict[str, Any]) -> Any:
    """What the page of the part sends when it has been filled in."""
    address = page_of(draft, part)
    return client.post(address, stamp(client.get(address).text) | values)


def content(draft: TemplateDraft) -> dict[str, Any]:
    draft.refresh_from_db()
    return json.loads(json.dumps(draft.content))


def write_all(client: Client, draft: TemplateDraft) -> None:
    """A small template, from nothing to ready."""
    save(client, draft, "funktion/ny", FUNCTION)
    save(client, draft, "traff/ny", MEETING)
    save(client, draft, "traff/1/pass/ny", SESSION)
    save(client, draft, "traff/1/uppgift/ny", TASK)
    save(client, draft, "traff/1/uppgift/1/fraga/ny", QUESTION)
