"""Files beside an instruction: put there by the agency, fetched by the institutions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.models import StoredFile
from meetings import actions
from meetings.models import Assignment, AssignmentFile
from tests.meetings.conftest import PDF_BYTES, Stage, ask, mark_all_files, move_due, plan

CLEAN, REFUSED = StoredFile.State.CLEAN, StoredFile.State.REFUSED


def address(assignment: Assignment) -> str:
    return reverse("assignment_files", args=[assignment.key])


def attach(browser: Client, assignment: Assignment, **changes):
    """Cleo's form, sent."""
    fields = {"upload": SimpleUploadedFile("Mall.pdf", PDF_BYTES), **changes}
    return browser.post(address(assignment), fields, follow=True)


def put(stage: Stage, name: str = "Mall.pdf", content: bytes = PDF_BYTES) -> AssignmentFile:
    upload = SimpleUploadedFile(name, content)
    (one,) = actions.add_assignment_file(
        stage.assignment, upload=upload, by=stage.world.cleo, now=stage.now
    )
    return one


def page(browser: Client, stage: Stage) -> str:
    return browser.get(reverse("assignment", args=[stage.assignment.key])).text


def fetch(browser: Client, one: AssignmentFile):
    return browser.get(reverse("assignment_file", args=[one.key]))


def withdraw(browser: Client, one: AssignmentFile, **fields: str):
    return browser.post(reverse("withdraw_assignment_file", args=[one.key]), fields, follow=True)


def standing(assignment: Assignment) -> list[str]:
    beside = assignment.files.filter(withdrawn_at=None).order_by("pk")
    return list(beside.values_list("file__original_name", flat=True))


@pytest.fixture
def twin(stage: Stage) -> Assignment:
    """The same assignment in Grupp 1, which Gun runs as well and Cleo does not."""
    return stage.assignments["Grupp 1"]


def test_put_there_by_the_page_and_fetched_by_the_institutions(stage: Stage, visitor) -> None:
    said = attach(visitor("cleo"), stage.assignment).text
    mark_all_files(CLEAN)
    one = AssignmentFile.objects.get()

    assert "Filen «Mall.pdf» är tillagd." in said
    for who in ("ada", "dan"):
        browser = visitor(who)
        assert "Mall.pdf" in page(browser, stage)
        assert b"".join(fetch(browser, one).streaming_content) == PDF_BYTES
    assert fetch(visitor("eve"), one).status_code == 404
    downloads = TrailEntry.objects.filter(event="files.downloaded")
    assert {entry.actor_id for entry in downloads} == {stage.world.ada.pk, stage.world.dan.pk}


@pytest.mark.parametrize("days", [-3, 9])
def test_it_stands_there_also_when_one_can_only_read(stage: Stage, visitor, days: int) -> None:
    put(stage)
    mark_all_files(CLEAN)
    move_due(stage.assignment, days, stage.world)
    stage.hand_in()

    assert "Mall.pdf" in page(visitor("ada"), stage)


def test_two_clicks_are_one_file(stage: Stage, visitor) -> None:
    browser = visitor("cleo")
    for _ in range(2):
        assert "är tillagd." in attach(browser, stage.assignment).text

    assert standing(stage.assignment) == ["Mall.pdf"]
    assert StoredFile.objects.count() == 1


def test_in_all_groups_in_one_step(stage: Stage, visitor, twin: Assignment) -> None:
    browser = visitor("gun")
    assert "Lägg till filen också i Grupp 1" in browser.get(address(stage.assignment)).text
    said = attach(browser, stage.assignment, everywhere="on").text

    assert "Filen «Mall.pdf» är tillagd i 2 grupper." in said
    assert standing(stage.assignment) == standing(twin) == ["Mall.pdf"]
    assert StoredFile.objects.count() == 1


def test_only_groups_that_one_runs(stage: Stage, visitor, twin: Assignment) -> None:
    browser = visitor("cleo")
    assert "Grupp 1" not in browser.get(address(stage.assignment)).text
    attach(browser, stage.assignment, everywhere="on")

    assert standing(twin) == []


def test_another_assignment_is_not_the_same(stage: Stage, visitor) -> None:
    world = stage.world
    stage.meetings["Grupp 1"] = plan(world, world.group1, number=2)
    other = ask(stage, world.group1)
    named = ask(stage, world.group2, title_sv="En annan")
    attach(visitor("gun"), stage.assignment, everywhere="on")

    assert standing(other) == standing(named) == []


def test_a_group_that_lacks_it_gets_the_one_that_is_there(
    stage: Stage, visitor, twin: Assignment
) -> None:
    put(stage)
    attach(visitor("gun"), stage.assignment, everywhere="on")

    assert standing(stage.assignment) == standing(twin) == ["Mall.pdf"]
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("virus.exe", b"MZ"), "Den sortens fil går inte att lämna."),
        (SimpleUploadedFile("tom.pdf", b""), "Filen är tom."),
        ("", "Välj en fil."),
    ],
)
def test_what_is_refused_says_why(stage: Stage, visitor, upload, words: str) -> None:
    page = attach(visitor("cleo"), stage.assignment, upload=upload)

    assert page.status_code == 422
    assert words in page.text
    assert standing(stage.assignment) == []


def test_there_is_room_for_ten(stage: Stage, visitor, twin: Assignment) -> None:
    """Nothing is put anywhere when one group has no room."""
    for number in range(actions.MAX_FILES_BESIDE):
        put(stage, f"{number}.pdf")
    said = attach(visitor("gun"), twin, everywhere="on")

    assert said.status_code == 422
    assert "Uppgiften har redan 10 filer i Grupp 2" in said.text
    assert standing(twin) == []


def test_withdrawn_it_is_gone_for_everyone(stage: Stage, visitor) -> None:
    one, browser = put(stage), visitor("cleo")
    mark_all_files(CLEAN)
    asked = browser.get(reverse("withdraw_assignment_file", args=[one.key])).text
    said = withdraw(browser, one).text
    one.refresh_from_db()

    assert "Ta bort filen?" in asked
    assert "Filen «Mall.pdf» är borttagen." in said
    assert "Mall.pdf" not in page(visitor("ada"), stage)
    assert {fetch(visitor(who), one).status_code for who in ("ada", "cleo")} == {404}
    assert one.withdrawn_by == stage.world.cleo
    assert StoredFile.objects.count() == 1


def test_withdrawn_everywhere_when_that_is_asked(stage: Stage, visitor, twin: Assignment) -> None:
    browser = visitor("gun")
    attach(browser, stage.assignment, everywhere="on")
    here = stage.assignment.files.get()
    withdraw(browser, here, overallt="on")

    assert standing(stage.assignment) == standing(twin) == []


def test_withdrawn_here_it_stays_elsewhere(stage: Stage, visitor, twin: Assignment) -> None:
    attach(visitor("gun"), stage.assignment, everywhere="on")
    asked = visitor("cleo").get(
        reverse("withdraw_assignment_file", args=[stage.assignment.files.get().key])
    )
    withdraw(visitor("cleo"), stage.assignment.files.get(), overallt="on")

    assert "Grupp 1" not in asked.text
    assert standing(stage.assignment) == []
    assert standing(twin) == ["Mall.pdf"]


def test_what_was_withdrawn_can_be_put_there_again(stage: Stage, visitor) -> None:
    browser = visitor("cleo")
    withdraw(browser, put(stage))
    attach(browser, stage.assignment)

    assert standing(stage.assignment) == ["Mall.pdf"]


def test_a_stopped_file_is_told_of_to_staff_alone(stage: Stage, visitor) -> None:
    one = put(stage)
    mark_all_files(REFUSED)
    told = page(visitor("cleo"), stage)

    assert "Ingen institution ser den." in told
    assert "Mall.pdf" not in page(visitor("ada"), stage)
    assert fetch(visitor("ada"), one).status_code == 404
    assert fetch(visitor("cleo"), one).status_code == 409


def test_one_that_is_inspected_says_so(stage: Stage, visitor) -> None:
    put(stage)
    told = page(visitor("ada"), stage)

    assert "Filen går att hämta om en liten stund." in told
    assert 'href="/underlag/' not in told


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 403), ("dan", 403), ("eve", 404), ("paul", 404)]
)
def test_looking_after_them_is_for_those_who_run_the_group(
    stage: Stage, visitor, who: str, status: int
) -> None:
    one, browser = put(stage), visitor(who)

    assert attach(browser, stage.assignment).status_code == status
    assert withdraw(browser, one).status_code == status
    assert standing(stage.assignment) == ["Mall.pdf"]


def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(10) as counted:
            assert browser.get(address(stage.assignment)).status_code == 200
        return len(counted)

    browser = visitor("gun")
    put(stage)
    browser.get(address(stage.assignment))
    few = count()
    for number in range(3):
        put(stage, f"{number}.pdf")
        ask(stage, stage.world.group1)

    assert count() == few
