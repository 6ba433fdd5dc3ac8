"""The staff's list and detail: what was handed in, and never that a draft exists."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from exchange_portal.outbox.models import Job
from exchange_portal.ui.texts import moment
from exchange_portal.year import read_at
from meetings.models import Meeting
from tests.meetings.conftest import Stage, ask, move_due, plan
from tests.personas import canary


def words(response) -> str:
    return " ".join(response.content.decode().split())


def listed(browser, **query: str):
    return browser.get(reverse("staff_submissions"), query)


def institutions(response) -> list[str]:
    return [row.institution for row in response.context["rows"]]


def detail(browser, version):
    return browser.get(reverse("staff_submitted", args=[version.key]))


def send_back(browser, version, comment: str = "Skriv mer."):
    return browser.post(reverse("staff_return", args=[version.key]), {"comment": comment})


def test_the_list_has_a_row_for_each_institution(stage: Stage, visitor) -> None:
    stage.hand_in(stage.forte, by=stage.world.dan)
    response = listed(visitor("cleo"))
    standing = {row.institution: row.standing.label for row in response.context["rows"]}

    assert standing == {
        "Formas": "Inte inlämnad",
        "Forte": "Inlämnad",
        "Vetenskapsrådet": "Inte inlämnad",
        "Vinnova": "Inte inlämnad",
    }
    assert list(standing) == sorted(standing)
    assert canary("Forte") not in words(response)


def test_standings_are_told_in_the_same_words(stage: Stage, visitor) -> None:
    stage.send_back(stage.hand_in())
    move_due(stage.assignment, -3, stage.world)
    standing = {row.institution: row.standing for row in listed(visitor("cleo")).context["rows"]}

    assert standing["Vetenskapsrådet"].label == "Kompletteras"
    assert (standing["Forte"].label, standing["Forte"].status) == ("Försenad 3 dagar", "late")


@pytest.mark.parametrize("who", ["cleo", "gun"])
def test_nothing_tells_that_a_draft_exists(stage: Stage, visitor, who: str) -> None:
    version = stage.hand_in(stage.forte, by=stage.world.dan)
    browser = visitor(who)
    pages = [
        lambda: listed(browser),
        lambda: listed(browser, grupp=str(stage.world.group2.key)),
        lambda: detail(browser, version),
        lambda: browser.get("/admin/"),
        lambda: browser.get("/admin/meetings/assignment/"),
        lambda: browser.get(f"/admin/meetings/assignment/{stage.assignment.pk}/change/"),
        lambda: browser.get(reverse("home")),
        lambda: browser.get(reverse("cohort", args=[stage.world.group2.key])),
    ]

    before = [without_tokens(page()) for page in pages]
    stage.fill()
    stage.attach("hemlig.pdf")

    assert [without_tokens(page()) for page in pages] == before


def without_tokens(response) -> list[str]:
    assert response.status_code == 200
    return [line for line in response.content.decode().splitlines() if "csrf" not in line]


def test_staff_see_their_own_groups(stage: Stage, visitor) -> None:
    assert set(institutions(listed(visitor("paul")))) == {
        "Kriminalvården",
        "Migrationsverket",
        "Polismyndigheten",
        "Statens institutionsstyrelse",
    }
    assert len(institutions(listed(visitor("gun")))) == 8


@pytest.mark.parametrize("who", ["ada", "dan", "eve", "nils"])
def test_the_list_is_for_the_agency(stage: Stage, visitor, who: str) -> None:
    assert listed(visitor(who)).status_code == 403


def test_the_list_can_be_narrowed(stage: Stage, visitor) -> None:
    other = ask(stage, stage.world.group2, title_sv="En annan")
    browser = visitor("gun")
    group2 = str(stage.world.group2.key)

    assert len(institutions(listed(browser))) == 12
    assert len(institutions(listed(browser, grupp=group2))) == 8
    narrow = listed(browser, grupp=group2, uppgift=str(other.key))
    assert len(institutions(narrow)) == 4
    assert f'value="{other.key}" selected' in words(narrow)


@pytest.mark.parametrize(
    "value", ["", "nonsense", "x" * 300, "5d1e5d1e-0000-4000-8000-00000000000"]
)
def test_a_filter_of_nonsense_is_none(stage: Stage, visitor, value: str) -> None:
    assert len(institutions(listed(visitor("cleo"), grupp=value, uppgift=value, page=value))) == 4


def test_a_foreign_group_shows_as_much_as_a_missing_one(stage: Stage, visitor) -> None:
    browser = visitor("cleo")
    keys = str(stage.world.group1.key), "5d1e5d1e-0000-4000-8000-000000000000"
    foreign, missing = (listed(browser, grupp=key) for key in keys)

    assert without_tokens(foreign) == without_tokens(missing)
    assert institutions(foreign) == []


def test_an_assignment_brings_its_group(stage: Stage, visitor) -> None:
    """Of a group that one does not run it is as good as missing."""
    own = listed(visitor("cleo"), uppgift=str(stage.assignment.key))
    foreign, missing = (
        listed(visitor("cleo"), uppgift=key)
        for key in (str(stage.assignments["Grupp 1"].key), "5d1e5d1e-0000-4000-8000-000000000000")
    )

    assert f'value="{stage.world.group2.key}" selected' in words(own)
    assert f'value="{stage.assignment.key}" selected' in words(own)
    assert without_tokens(foreign) == without_tokens(missing)
    assert "Grupp 1" not in words(foreign)


def test_what_has_not_opened_is_not_expected(stage: Stage, visitor) -> None:
    ask(stage, stage.world.group2, opens_on=stage.world.days(1), due_on=stage.world.days(9))

    assert len(institutions(listed(visitor("cleo")))) == 4


def test_times_begin_with_a_capital_and_a_group_keeps_its_number(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    page = visitor("cleo").get(reverse("staff_submitted", args=[version.key]))

    with read_at(page.wsgi_request.now):
        at = moment(version.submitted_at)
    assert f"<p>{at.capitalize()}" in page.text
    assert "Grupp\u00a02. " in page.text


def test_the_list_comes_in_pages_of_thirty(stage: Stage, visitor) -> None:
    for number in range(8):
        ask(stage, stage.world.group2, title_sv=f"Uppgift {number}")
    browser = visitor("cleo")

    assert len(institutions(listed(browser))) == 30
    assert len(institutions(listed(browser, page="2"))) == 6


def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries
) -> None:
    def count(**query: str) -> int:
        with django_assert_max_num_queries(10) as counted:
            listed(browser, **query)
        return len(counted)

    browser, group = visitor("cleo"), str(stage.world.group2.key)
    stage.hand_in()
    listed(browser)
    few = count(), count(grupp=group)
    ask(stage, stage.world.group2)
    for place in ("Forte", "Formas", "Vinnova"):
        stage.hand_in(stage.world.participations[place], by=stage.world.dan)

    assert (count(), count(grupp=group)) == few


# --- One submission ---------------------------------------------------------------------------


def test_the_detail_holds_the_copy_and_the_form(stage: Stage, visitor) -> None:
    stage.attach("Plan.pdf")
    version = stage.hand_in()
    stage.world.ada.name = "Ada Nygift"
    stage.world.ada.save()
    text = words(detail(visitor("cleo"), version))

    assert canary("VR") in text
    assert "Plan.pdf" in text
    assert version.fingerprint in text
    assert "Inlämnad av Ada Lind" in text  # her name when she did it
    assert "Skicka tillbaka för komplettering</button>" in text


def test_lateness_is_told(stage: Stage, visitor) -> None:
    version = stage.hand_in(now=stage.now + timedelta(days=20))

    assert "Efter sista dagen" in words(detail(visitor("cleo"), version))


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 403), ("dan", 403), ("paul", 404), ("eve", 404)]
)
def test_the_detail_is_for_those_who_run_the_group(
    stage: Stage, visitor, who: str, status: int
) -> None:
    version, browser = stage.hand_in(), visitor(who)

    assert detail(browser, version).status_code == status
    assert send_back(browser, version).status_code == status
    version.refresh_from_db()
    assert version.returned_at is None


def test_returning_by_the_form_however_often(stage: Stage, visitor) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    pages = [send_back(browser, version) for _ in range(2)]
    version.refresh_from_db()

    assert [page.status_code for page in pages] == [302, 302]
    assert version.return_comment == "Skriv mer."
    assert "Skriv mer." in words(detail(browser, version))
    assert "Skicka tillbaka för komplettering</button>" not in words(detail(browser, version))


@pytest.mark.parametrize("comment", ["", "  ", "x" * 20_001, "a\0b"])
def test_a_comment_that_is_none_is_asked_for_again(stage: Stage, visitor, comment: str) -> None:
    version = stage.hand_in()
    page = send_back(visitor("cleo"), version, comment)

    assert page.status_code == 422
    version.refresh_from_db()
    assert version.returned_at is None


def test_a_second_reason_is_refused_with_words(stage: Stage, visitor) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    send_back(browser, version)
    page = send_back(browser, version, "Något annat.")

    assert page.status_code == 422
    assert "skickades tillbaka för komplettering redan" in words(page)


def test_both_versions_are_there(stage: Stage, visitor) -> None:
    first = stage.send_back(stage.hand_in())
    second = stage.hand_in()
    browser = visitor("cleo")

    assert reverse("staff_submitted", args=[first.key]) in words(detail(browser, second))
    assert reverse("staff_submitted", args=[second.key]) in words(detail(browser, first))
    latest = {row.institution: row.version for row in listed(browser).context["rows"]}
    assert latest["Vetenskapsrådet"].key == second.key


def test_a_meeting_of_coordinators_has_its_own_words(stage: Stage, visitor) -> None:
    meeting = plan(stage.world, stage.world.group2, number=2)
    Meeting.objects.filter(pk=meeting.pk).update(kind=Meeting.Kind.COORDINATORS)
    meeting.refresh_from_db()
    stage.assignments["Grupp 2"] = ask(stage, stage.world.group2, meeting=meeting)

    assert "Inför samordnarträff 2" in words(detail(visitor("cleo"), stage.hand_in()))


def test_a_file_that_waits_for_its_scanner_is_not_told_of(stage: Stage, visitor) -> None:
    stage.attach()
    Job.objects.update(error="Virusskannern svarar inte.")

    assert not re.search(r"job/\d+/change", visitor("gun").get("/admin/outbox/job/").text)
