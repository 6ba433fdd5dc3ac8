"""Templates as files: out and in again, and what is said of files that are wrong."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from programmes import template_file
from programmes.models import TemplateDraft, TemplateVersion
from programmes.parts import ordered
from programmes.recorded import document_of
from programmes.template_file import BadFile, read, schema, written
from tests.personas import World, login
from tests.programmes.filling_in import carried
from tests.programmes.starting import leader_of
from tests.programmes.test_home import words

INSTRUMENTS = {"forutsattningar"}


def send(client: Client, raw: bytes) -> Any:
    file = SimpleUploadedFile("mall.json", raw, "application/json")
    return client.post(reverse("import_template"), {"file": file})


def small() -> dict[str, Any]:
    """A template with one of everything."""
    question = {"prompt_sv": "Hur?", "prompt_en": "How?"}
    task = {
        "code": "before-1",
        "phase": "before",
        "title_sv": "Beskriv",
        "instructions_sv": "Skriv.",
        "due_days_before": 7,
        "questions": [question],
    }
    meeting = {
        "kind": "kickoff",
        "number": 1,
        "theme_sv": "Inriktning",
        "sessions": [{"starts_at": "09:00", "ends_at": "12:00", "audience": ["coordinator"]}],
        "assignments": [task],
    }
    function = {"code": "coordinator", "role": "coordinator", "name_sv": "Samordnare"}
    asked = {"instrument": "forutsattningar", "counts_from": "round", "due_days_before": 0}
    return {
        "format": 1,
        "programme": "jim-plus",
        "label": "2027",
        "preparation_months": 3,
        "exchange_months": 15,
        "functions": [function],
        "meetings": [meeting],
        "assessments": [asked],
    }


# --- Out and in ---------------------------------------------------------------------------------


def test_out_in_and_out_again_is_the_same_byte_for_byte(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    for version in TemplateVersion.objects.all():
        text = written(document_of(version))
        assert written(ordered(read(text.encode(), INSTRUMENTS))) == text

    file = gun.get(reverse("export_template", args=[jim.key]))
    assert file["Content-Disposition"] == 'attachment; filename="mall-jim-plus-2021.json"'
    shown = send(gun, file.content)
    assert "Inget skiljer från" not in shown.text
    assert "Filen har 5 funktioner och 10 träffar. Inget är sparat än." in words(shown.text)
    assert not TemplateDraft.objects.exists()
    form = {"text": file.content.decode(), "gor": "skapa", "form_key": str(uuid4())}
    first, second = (gun.post(reverse("import_template"), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    draft = TemplateDraft.objects.get()
    again = gun.get(reverse("export_draft", args=[draft.key]))
    assert again.content == file.content


def test_what_the_preview_shows_is_what_the_button_sends(gun: Client, jim: TemplateVersion) -> None:
    shown = send(gun, json.dumps(small()).encode())
    html = shown.text.replace('<form method="post">', '<form method="post" action="here">')
    gun.post(reverse("import_template"), {**unescaped(carried(html, "here")), "gor": "skapa"})

    draft = TemplateDraft.objects.get()
    assert draft.content == ordered(read(json.dumps(small()), INSTRUMENTS))
    assert draft.content["functions"][0]["seat_count"] == 1


def unescaped(values: dict[str, str]) -> dict[str, str]:
    from html import unescape

    return {name: unescape(value) for name, value in values.items()}


def test_the_schema_is_served_and_kept(client: Client, db: None) -> None:
    kept = Path(template_file.__file__).with_name("template.schema.json").read_text()
    assert json.loads(kept) == schema()
    assert client.get(reverse("template_schema")).text == kept


def test_a_leader_reads_in_templates_of_the_own_programme_only(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    login(client, leader_of(world, "jihu"))
    answer = send(client, json.dumps(small(), indent=1).encode())

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Rad 3, programme: Du kan inte skriva mallar" in answer.text
    form = {"text": json.dumps(small()), "gor": "skapa", "form_key": str(uuid4())}
    assert client.post(reverse("import_template"), form).status_code == 422
    assert not TemplateDraft.objects.exists()


# --- What is wrong ------------------------------------------------------------------------------


def changed(path: str, value: Any) -> bytes:
    """The small template with another value at a place such as «meetings 0 number»."""
    document = small()
    *way, last = [int(one) if one.isdigit() else one for one in path.split()]
    here: Any = document
    for step in way:
        here = here[step]
    here[last] = value
    return json.dumps(document, indent=1, ensure_ascii=False).encode()


SESSION = "meetings 0 sessions 0"
TASK = "meetings 0 assignments 0"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", ["Rad 1: Här väntades ett värde: text inom citattecken eller ett tal."]),
        (b"\xff\xfe", ["Rad 1: Filen är inte text i UTF-8. Spara om den så."]),
        (b'{\n "a": 1,\n "a": 2}', ["Rad 3: a står två gånger."]),
        (
            b'{\n "label": "x\n"}',
            ["Rad 2: Texten är inte avslutad, eller har tecken som inte får stå så."],
        ),
        (b'{"a": "\\ud800"}', ["Rad 1: Texten har tecken som inte går att visa."]),
        (b"[" * 5000, ["Rad 1: Här är för många nivåer i varandra."]),
        (b"x" * 500_001, ["Rad 1: Filen är för stor för att vara en mall. Högst 500 kB."]),
        (b"[]", ["Rad 1: Här ska namn och värden stå, inom klamrar."]),
        (changed("extra", 1), ["Rad 52, extra: Det namnet finns inte i en mall."]),
        (changed("format", 2), ["Rad 2, format: Välj något av: 1."]),
        (changed("format", True), ["Rad 2, format: Välj något av: 1."]),
        (changed("label", ["a"]), ["Rad 4, label: Här ska en text stå, inom citattecken."]),
        (changed("label", "\u202e"), ["Rad 4, label: Texten är tom."]),
        (
            changed("label", "x" * 41),
            ["Rad 4, label: Texten har 41 tecken. Högst 40 får plats."],
        ),
        (
            changed("exchange_months", 0).replace(
                b'"exchange_months": 0', b'"exchange_months": 1e400'
            ),
            ["Rad 6, exchange_months: Skriv ett helt tal från 0 till 120."],
        ),
        (
            changed("exchange_months", 0).replace(
                b'"exchange_months": 0', b'"exchange_months": ' + b"9" * 9000
            ),
            ["Rad 6, exchange_months: Skriv ett helt tal från 0 till 120."],
        ),
        (
            changed(f"{SESSION} audience", ["analyst"]),
            [
                "Rad 24, meetings 1, sessions 1, audience 1: Mallen har ingen funktion med koden "
                "analyst."
            ],
        ),
        (
            changed(f"{SESSION} ends_at", "08:00"),
            [
                "Rad 22, meetings 1, sessions 1, ends_at: Passet slutar innan det börjar. Ändra en "
                "av tiderna."
            ],
        ),
        (
            changed(f"{SESSION} ends_at", "24:00"),
            ["Rad 22, meetings 1, sessions 1, ends_at: Skriv klockslaget som 09:00."],
        ),
        (
            changed(f"{TASK} opens_days_before", 3),
            [
                "Rad 41, meetings 1, assignments 1, opens_days_before: Den öppnar efter sista "
                "dagen. Ändra en av dagarna."
            ],
        ),
        (
            changed("assessments 0 instrument", "okand"),
            ["Rad 47, assessments 1, instrument: Det finns ingen självskattning med den koden."],
        ),
        (
            changed("functions", [{"code": "a", "role": "chief", "name_sv": "A"}] * 2),
            [
                "Rad 10, functions 1, role: Välj något av: coordinator, head, management, member.",
                "Rad 15, functions 2, role: Välj något av: coordinator, head, management, member.",
            ],
        ),
        (
            changed("functions 0", {"role": "member", "name_sv": "A"}),
            ["Rad 8, functions 1, code: Det saknas."],
        ),
    ],
)
def test_each_fault_is_told_with_its_line(raw: bytes, said: list[str]) -> None:
    with pytest.raises(BadFile) as refused:
        read(raw, INSTRUMENTS)

    assert [str(one) for one in refused.value.faults] == said


def test_codes_and_numbers_stand_once() -> None:
    document = small()
    document["functions"] *= 2
    document["meetings"] *= 2
    document["reminder_days"] = [7, 7]
    with pytest.raises(BadFile) as refused:
        read(json.dumps(document), INSTRUMENTS)

    assert [one.where for one in refused.value.faults] == [
        "functions 2, code",
        "meetings 2, number",
        "meetings 2, assignments 1, code",
        "reminder_days",
    ]


def test_a_broken_file_changes_nothing_and_is_told(gun: Client, jim: TemplateVersion) -> None:
    answer = send(gun, changed(f"{SESSION} audience", ["analyst", "x" * 99]))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Filen går inte att läsa in. Inget är ändrat." in answer.text
    assert "Rad 25, meetings 1, sessions 1, audience 2:" in answer.text
    assert send(gun, b"").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for text in ("", "[" * 9999, "\0", "null"):
        form = {"text": text, "gor": "skapa", "form_key": str(uuid4())}
        posted = gun.post(reverse("import_template"), form)
        assert posted.status_code in {200, 422}
    assert not TemplateDraft.objects.exists()
