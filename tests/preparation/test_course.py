"""The web course: each says it for themselves, staff bring in what the course tells."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from exchange_portal.files.models import StoredFile
from preparation.models import Completion, Preparation
from tests.access.asking import content
from tests.meetings.conftest import PDF_BYTES
from tests.personas import World
from tests.preparation.conftest import COURSE
from tests.programmes.test_home import page, words

pytestmark = pytest.mark.usefixtures("own_storage")

type Browser = Callable[[str], Client]


def at(world: World, place: str = "VR", name: str = "course") -> str:
    return reverse(name, args=[world.participations[place].key])


def taken(world: World, **other: Any) -> dict[str, Any]:
    return {"kind": "taken", "taken_on": world.days(-2).isoformat()} | other


def proof(name: str = "intyg.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF_BYTES, "application/pdf")


def said() -> list[tuple[str, str, bool]]:
    rows = Completion.objects.select_related("user", "proof").order_by("user__name")
    return [(one.user.name, one.kind, one.proof is not None) for one in rows]


def test_one_says_that_one_has_taken_it(prepared: World, browser: Browser) -> None:
    assert COURSE["course_name_sv"] in words(page(Client(), prepared.ben))
    ben = browser("ben")
    for _ in range(2):  # sent twice it is said once
        sent = ben.post(at(prepared, name="say_course"), taken(prepared))
        assert sent.status_code == 302

    assert said() == [("Ben Åkesson", "taken", False)]
    assert "Du har gått utbildningen." in words(ben.get(at(prepared)).text)
    assert COURSE["course_name_sv"] not in words(page(Client(), prepared.ben))


def test_a_proof_is_for_its_owner_and_the_agency(prepared: World, browser: Browser) -> None:
    ben = browser("ben")
    ben.post(at(prepared, name="say_course"), taken(prepared, upload=proof()))
    StoredFile.objects.update(state="clean")
    made = Completion.objects.get()
    url = reverse("course_proof", args=[made.key])

    answers = {who: browser(who).get(url) for who in ("ben", "cleo", "gun", "ada", "dan")}
    for who in ("ben", "cleo", "gun"):
        assert content(answers[who]) == PDF_BYTES
    status = {who: one.status_code for who, one in answers.items()}
    assert status == {"ben": 200, "cleo": 200, "gun": 200, "ada": 403, "dan": 404}
    assert url in browser("cleo").get(at(prepared)).text
    assert url not in browser("ada").get(at(prepared)).text

    ben.post(at(prepared, name="say_course"), taken(prepared, upload=proof("nytt.pdf")))
    assert [one.original_name for one in StoredFile.objects.all()] == ["nytt.pdf"]
    ben.post(at(prepared, name="say_course"), taken(prepared))  # without one the proof stays
    assert said() == [("Ben Åkesson", "taken", True)]
    for _ in range(2):
        ben.post(at(prepared, name="take_back_course"))
    assert (said(), StoredFile.objects.count()) == ([], 0)


def test_one_knows_it_already(prepared: World, browser: Browser) -> None:
    ben = browser("ben")
    ben.post(at(prepared, name="say_course"), taken(prepared, upload=proof()))
    ben.post(at(prepared, name="say_course"), {"kind": "known", "taken_on": "2026-01-01"})

    assert said() == [("Ben Åkesson", "known", False)]
    assert Completion.objects.get().taken_on is None
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Välj det som stämmer för dig."),
        ({"kind": "taken"}, "Skriv dagen då du blev klar."),
        ({"kind": "taken", "taken_on": "9999-12-31"}, "Skriv ett år mellan 2000 och 2100."),
        ({"kind": "taken", "taken_on": "2099-01-01"}, "Dagen har inte varit än."),
        ({"kind": "annat", "taken_on": "\0"}, "Något behöver rättas"),
    ],
)
def test_what_is_wrong_is_said(
    prepared: World, browser: Browser, sent: dict[str, str], told: str
) -> None:
    refused = browser("ben").post(at(prepared, name="say_course"), sent)

    assert refused.status_code == 422
    assert told in words(refused.text)
    assert said() == []


def test_the_coordinator_sees_the_share_of_each_function(prepared: World, browser: Browser) -> None:
    browser("ben").post(at(prepared, name="say_course"), {"kind": "known"})
    shown = browser("ada").get(at(prepared))

    assert [(one.done, one.all) for one in shown.context["shares"]] == [(1, 1), (0, 1), (0, 1)]
    assert "Kvar: Ada Lind, Hedda Öberg" in words(shown.text)
    assert browser("dan").get(at(prepared)).status_code == 403


def test_without_a_course_there_is_no_page(prepared: World, browser: Browser) -> None:
    Preparation.objects.update(
        course_name_sv="",
        course_name_en="",
        course_link="",
        course_minutes=0,
        course_due_on=None,
    )
    ben = browser("ben")
    assert ben.get(at(prepared)).status_code == 404
    assert ben.post(at(prepared, name="say_course"), {"kind": "known"}).status_code == 404


# --- Bringing in --------------------------------------------------------------------------------


def imports(world: World) -> str:
    return reverse("import_completions", args=[world.round.key])


def test_lines_are_judged_before_anything_is_saved(prepared: World, browser: Browser) -> None:
    cleo, day = browser("cleo"), prepared.days(-3).isoformat()
    lines = "\r\n".join(
        [
            "\ufeffE-post;Klar",
            f"{prepared.ada.email.upper()};{day}",
            f"{prepared.ben.email}\t{day} 10:42",
            f"{prepared.ben.email},{day}",
            f"{prepared.hedda.email};i går",
            f"{prepared.dan.email};{prepared.days(1).isoformat()}",
            f"{prepared.eve.email};{day}",  # of a group that Cleo does not run
            "ingen adress",
            "",
        ]
    )
    judged = cleo.post(imports(prepared), {"lines": lines})

    assert [(one.number, one.fault) for one in judged.context["faults"]] == [
        (4, "Personen står på en tidigare rad."),
        (5, "Dagen saknas eller går inte att läsa. Skriv den som 2026-11-20."),
        (6, "Dagen har inte varit än."),
        (7, "Ingen med den adressen har en plats i dina grupper i omgången."),
        (8, "Börjar inte med en e-postadress."),
    ]
    assert "2 rader kan sparas. 5 rader har fel och hoppas över." in words(judged.text)
    assert "Eve" not in judged.text
    assert said() == []

    kept = judged.context["form"]["lines"].value()
    for told in ("2 personer är nya", "Alla stod där redan."):  # twice changes nothing
        saved = cleo.post(imports(prepared), {"lines": kept, "spara": "1"}, follow=True)
        assert told in words(saved.text)
    assert said() == [("Ada Lind", "taken", False), ("Ben Åkesson", "taken", False)]
    assert "Uppgiften kommer från myndigheten." in words(browser("ben").get(at(prepared)).text)


def test_what_one_has_said_oneself_stays(prepared: World, browser: Browser) -> None:
    browser("ben").post(at(prepared, name="say_course"), {"kind": "known"})
    lines = f"{prepared.ben.email};{prepared.today.isoformat()}"
    browser("cleo").post(imports(prepared), {"lines": lines, "spara": "1"})

    assert said() == [("Ben Åkesson", "known", False)]


@pytest.mark.parametrize(
    "lines",
    ["", "\0", '"', ";;;;", "@" * 500, "a@b;\n" * 300, "a@b;" + "x" * 140_000],
    ids=["nothing", "NUL", "quote", "empty cells", "no address", "many", "longer than a cell"],
)
def test_any_text_is_answered_in_words(prepared: World, browser: Browser, lines: str) -> None:
    assert browser("cleo").post(imports(prepared), {"lines": lines}).status_code in {200, 422}


def test_going_back_keeps_the_lines(prepared: World, browser: Browser) -> None:
    back = browser("cleo").post(imports(prepared), {"lines": "a@b.se;x", "andra": "1"})
    assert back.context["form"]["lines"].value() == "a@b.se;x"
    assert back.context["lines"] == []


# --- What the round asks ------------------------------------------------------------------------


def plan_page(world: World) -> str:
    return reverse("plan_preparation", args=[world.round.key])


def filled_in(client: Client, world: World, **other: Any) -> dict[str, Any]:
    form = client.get(plan_page(world)).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | other


def test_staff_decide_what_the_round_asks(world: World, browser: Browser) -> None:
    cleo = browser("cleo")
    first = filled_in(cleo, world, confirm_by=world.days(9).isoformat())
    assert cleo.post(plan_page(world), first).status_code == 302
    plan = Preparation.objects.get()
    assert (plan.has_course, plan.preparation_hours, plan.meeting_hours) == (False, 16, 60)

    with_course = filled_in(cleo, world, **COURSE, course_due_on=world.days(20).isoformat())
    assert cleo.post(plan_page(world), with_course).status_code == 302
    plan.refresh_from_db()
    assert (plan.course_name_sv, plan.course_minutes) == (COURSE["course_name_sv"], 90)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"course_link": ""}, "Skriv adressen till webbutbildningen."),
        ({"course_minutes": ""}, "Skriv hur många minuter den tar."),
        ({"course_due_on": ""}, "Välj en sista dag."),
        ({"course_name_sv": ""}, "Skriv vad webbutbildningen heter."),
        ({"course_link": "javascript:alert(1)"}, "Något behöver rättas"),
        ({"course_link": "http://kurs.example/"}, "Länken ska börja med https://."),
        ({"preparation_hours": "99999999999"}, "Något behöver rättas"),
        ({"confirm_by": "0026-01-01"}, "Skriv ett år mellan 2000 och 2100."),
    ],
)
def test_half_a_course_is_none(
    world: World, browser: Browser, changed: dict[str, str], told: str
) -> None:
    cleo = browser("cleo")
    whole = filled_in(cleo, world, **COURSE, course_due_on=world.days(20).isoformat())
    refused = cleo.post(plan_page(world), whole | changed)

    assert refused.status_code == 422
    assert told in words(refused.text)
    assert not Preparation.objects.exists()


def test_those_who_run_none_of_its_groups_decide_nothing(world: World, browser: Browser) -> None:
    assert browser("ada").get(plan_page(world)).status_code == 403
    assert browser("nils").get(plan_page(world)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(prepared: World, browser: Browser, count: int) -> None:
    for who in ("ada", "ben", "hedda")[:count]:
        browser(who).post(at(prepared, name="say_course"), {"kind": "known"})
    ada = browser("ada")
    ada.get(at(prepared))
    with assertNumQueries(8):
        ada.get(at(prepared))
