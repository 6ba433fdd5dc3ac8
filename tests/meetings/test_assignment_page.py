"""The page of an assignment: whom it serves with what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meetings import actions
from meetings.models import Sharing
from tests.meetings.conftest import Stage, ask, move_due
from tests.personas import canary


def page(visitor, who: str, stage: Stage):
    return visitor(who).get(reverse("assignment", args=[stage.assignment.key]))


def words(response) -> str:
    return response.content.decode()


def test_a_coordinator_writes_and_is_shown_the_way_to_hand_in(stage: Stage, visitor) -> None:
    stage.write("Bens början", by=stage.world.ben)
    response = page(visitor, "ada", stage)
    text = words(response)

    assert response.status_code == 200
    assert "Beskriv ert utgångsläge" in text
    assert "<strong>Två timmar</strong>" in text
    assert "Räkna med 2 timmar." in text
    assert "Bens början</textarea>" in text
    assert "av Ben Åkesson" in text
    assert "Ingen på Jämställdhetsmyndigheten kan läsa det." in text
    assert "Granska och lämna in" in text
    assert "9 dagar kvar" in text


def test_a_colleague_writes_and_is_told_who_hands_in(stage: Stage, visitor) -> None:
    text = words(page(visitor, "ben", stage))

    assert "Granska och lämna in" not in text
    assert "Den som är samordnare lämnar in: Ada Lind." in " ".join(text.split())


def test_a_vacant_coordinator_seat_is_said(stage: Stage, visitor) -> None:
    holding = stage.world.seat("VR", "coordinator").holdings.get()
    holding.until_on = stage.world.today
    holding.save()

    assert "platsen som samordnare är tom" in words(page(visitor, "ben", stage))


@pytest.mark.parametrize("who", ["dan", "cleo", "gun"])
def test_others_see_nothing_of_the_draft(stage: Stage, visitor, who: str) -> None:
    before = words(page(visitor, who, stage))
    stage.fill()
    stage.attach("hemlig.pdf")
    after = words(page(visitor, who, stage))

    assert canary("VR") not in after
    assert without_tokens(before) == without_tokens(after)


def without_tokens(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csrf" not in line]


def test_staff_are_led_to_what_was_handed_in(stage: Stage, visitor) -> None:
    text = words(page(visitor, "cleo", stage))

    assert "Vilka mål har ni i dag?" in text
    assert "textarea" not in text
    assert f"uppgift={stage.assignment.key}" in text


@pytest.mark.parametrize("who", ["eve", "nils", "lena", "nora", "rut", "paul"])
def test_strangers_get_the_page_of_a_missing_one(stage: Stage, visitor, who: str) -> None:
    foreign = page(visitor, who, stage)
    missing = visitor(who).get("/uppgifter/5d1e5d1e-0000-4000-8000-000000000000/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content


def test_before_it_opens_it_is_read(stage: Stage, visitor) -> None:
    stage.assignments["Grupp 2"] = ask(
        stage, stage.world.group2, opens_on=stage.world.days(2), due_on=stage.world.days(9)
    )
    text = words(page(visitor, "ada", stage))

    assert "Uppgiften öppnar" in text
    assert "textarea" not in text


def test_handed_in_it_leads_to_the_receipt(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    text = words(page(visitor, "ben", stage))

    assert reverse("submitted", args=[version.key]) in text
    assert "textarea" not in text


def test_returned_it_opens_again_with_the_comment(stage: Stage, visitor) -> None:
    stage.send_back(stage.hand_in(), "Skriv mer om <målen>.")
    text = words(page(visitor, "ada", stage))

    assert "Skriv mer om &lt;målen&gt;." in text
    assert "Kompletteras" in text
    assert text.count("<textarea") == 3


def test_the_others_answers_come_when_they_are_handed_in(stage: Stage, visitor) -> None:
    assert "Ingen annan har lämnat in än" in words(page(visitor, "ada", stage))

    stage.hand_in(stage.forte, by=stage.world.dan)
    text = words(page(visitor, "ada", stage))

    assert ">Forte</a>" in text
    assert canary("Forte") not in text


def test_what_is_not_shared_is_not_listed(stage: Stage, visitor) -> None:
    stage.assignments["Grupp 2"] = ask(stage, stage.world.group2, sharing=Sharing.OWN)
    stage.hand_in(stage.forte, by=stage.world.dan)
    text = words(page(visitor, "ada", stage))

    assert ">Forte</a>" not in text
    assert "läser inte varandras svar" in text


def test_what_was_handed_in_for_the_agency_alone_stays_so(stage: Stage, visitor) -> None:
    by = {"by": None, "now": stage.now}
    stage.assignments["Grupp 2"] = actions.change_assignment(
        stage.assignment, sharing=Sharing.OWN, **by
    )
    stage.hand_in(stage.forte, by=stage.world.dan)
    actions.change_assignment(stage.assignment, sharing=Sharing.COHORT, **by)

    assert ">Forte</a>" not in words(page(visitor, "ada", stage))


@pytest.mark.parametrize("place", ["", "?alla"])
def test_of_many_answers_the_first_ten_stand_beside(
    stage: Stage, visitor, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.views.assignments.BESIDE", 0)
    stage.hand_in(stage.forte, by=stage.world.dan)
    address = reverse("assignment", args=[stage.assignment.key])
    text = words(visitor("ada").get(address + place))

    assert (">Forte</a>" in text) == (place == "?alla")
    assert ("Visa alla som har lämnat in" in text) == (place == "")


@pytest.mark.parametrize(
    ("days", "word"), [(1, "1 dag kvar"), (0, "Sista dagen i dag"), (-3, "Försenad 3 dagar")]
)
def test_how_long_there_is(stage: Stage, visitor, days: int, word: str) -> None:
    move_due(stage.assignment, days, stage.world)

    assert word in words(page(visitor, "ada", stage))


def test_after_the_round_the_draft_is_read(stage: Stage, visitor) -> None:
    stage.write("Blev aldrig klart")
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()
    text = words(page(visitor, "ada", stage))

    assert "Omgången pågår inte" in text
    assert "Blev aldrig klart" in text
    assert "textarea" not in text


def test_english_readers_get_what_there_is_in_english(stage: Stage, client, visitor) -> None:
    browser = visitor("ada")
    browser.cookies["language"] = "en"
    text = words(browser.get(reverse("assignment", args=[stage.assignment.key])))

    assert "2. What are your goals?" in text
    assert '<span lang="sv">Beskriv ert utgångsläge</span>' in text


@pytest.mark.parametrize(("who", "most"), [("ada", 9), ("ben", 10)])
def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries, who: str, most: int
) -> None:
    def ask_page() -> int:
        with django_assert_max_num_queries(most) as counted:
            assert browser.get(address).status_code == 200
        return len(counted)

    browser, address = visitor(who), reverse("assignment", args=[stage.assignment.key])
    stage.write("Vi")
    ask_page()
    few = ask_page()
    for number in (2, 3):
        stage.write("Hej", number=number)
        stage.attach(content=b"%PDF-1.4 " + bytes([64 + number]) + b"\n%%EOF\n")
    for place in ("Forte", "Formas", "Vinnova"):
        stage.hand_in(stage.world.participations[place], by=stage.world.dan)

    assert ask_page() == few


def test_a_due_date_in_the_round_after_a_long_time(stage: Stage, visitor) -> None:
    actions.change_assignment(
        stage.assignment,
        opens_on=stage.world.days(-200),
        due_on=stage.world.days(-190),
        by=None,
        now=stage.now - timedelta(days=300),
    )
    assert "Försenad 190 dagar" in words(page(visitor, "ada", stage))
