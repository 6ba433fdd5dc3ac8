"""Setting and moving a meeting's date: first what it does, then the deed, once."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from exchange_portal.holidays import off_day
from exchange_portal.outbox.models import Notice
from meetings import actions, events
from meetings.models import Assignment, Meeting
from programmes.actions import ChangedMeanwhile, OutsideRound, set_date
from tests.personas import World, login
from tests.programmes.conftest import ask
from tests.programmes.test_home import hand_in, words


@pytest.fixture
def second(begun: World) -> Meeting:
    """Of group 2, without a date; something is to be written a week before it."""
    meeting = Meeting.objects.get(cohort=begun.group2, number=2)
    by: Any = {"by": None, "now": begun.now}
    called = begun.round.functions.filter(role="coordinator")
    actions.add_session(meeting, starts_at="09:00", ends_at="12:00", audience=called, **by)
    actions.set_assignment(
        meeting.cohort,
        meeting=meeting,
        phase="before",
        title_sv="Beskriv målen",
        instructions_sv="Kort.",
        opens_days_before=28,
        due_days_before=7,
        questions=[actions.QuestionText(prompt_sv="Hur?")],
        **by,
    )
    return meeting


def address(meeting: Meeting) -> str:
    return reverse("meeting_date", args=[meeting.key])


def asked(client: Client, meeting: Meeting, day: Any) -> str:
    return words(client.get(address(meeting), {"datum": f"{day}"}).text)


def press(client: Client, meeting: Meeting, day: Any, version: int | str = 0) -> Any:
    return client.post(address(meeting), {"datum": f"{day}", "version": version})


def told() -> list[str]:
    rows = Notice.objects.filter(kind=events.MEETING_DATED).order_by("pk")
    return list(rows.values_list("recipient__name", flat=True))


def test_first_it_is_shown_and_nothing_changes(
    client: Client, begun: World, second: Meeting
) -> None:
    login(client, begun.cleo)
    text = asked(client, second, begun.days(60))

    assert "Träff 2 får datumet" in text
    assert "Två personer får ett mejl om datumet." in text
    assert "Ada Lind Dan Ek" in text
    second.refresh_from_db()
    assert (second.held_on, second.date_version, told()) == (None, 0, [])


def test_then_it_is_done_once(client: Client, begun: World, second: Meeting) -> None:
    login(client, begun.cleo)
    day = begun.days(60)
    first, again = (press(client, second, day) for _ in range(2))

    assert first["Location"] == again["Location"]
    assert first["Location"] == reverse("round_meetings", args=[begun.round.key])
    second.refresh_from_db()
    assert (second.held_on, second.date_version) == (day, 1)
    task = Assignment.objects.get(meeting=second)
    assert (task.opens_on, task.due_on) == (day - timedelta(28), day - timedelta(7))
    assert told() == ["Ada Lind", "Dan Ek"]
    assert second.sessions.get().sequence == 1


def test_a_move_says_from_what_to_what_and_what_is_handed_in(
    client: Client, begun: World, second: Meeting
) -> None:
    ask(begun, begun.group2, second, days=5, title="Står fast")
    set_date(second, held_on=begun.days(20), version=0, by=begun.cleo, now=begun.now)
    hand_in(begun, begun.ada, "VR", Assignment.objects.get(title_sv="Beskriv målen"))
    login(client, begun.cleo)
    html = client.get(address(second), {"datum": f"{begun.days(30)}"}).text

    text = words(html)
    assert "Träff 2 flyttas från" in text
    assert "Har redan lämnat in: En institution" in text
    assert text.count(" blir ") == 2
    assert text.count("Flyttas inte") == 1
    assert press(client, second, begun.days(30), 1).status_code == HTTPStatus.FOUND
    assert Assignment.objects.get(title_sv="Står fast").due_on == begun.days(5)
    assert told() == ["Ada Lind", "Dan Ek"] * 2


def test_nobody_overwrites_what_they_have_not_seen(
    client: Client, begun: World, second: Meeting
) -> None:
    set_date(second, held_on=begun.days(20), version=0, by=begun.gun, now=begun.now)
    login(client, begun.cleo)
    answer = press(client, second, begun.days(30), 0)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Någon har ändrat träffens datum till" in answer.text
    second.refresh_from_db()
    assert second.held_on == begun.days(20)
    with pytest.raises(ChangedMeanwhile):
        set_date(second, held_on=begun.days(30), version=0, by=begun.cleo, now=begun.now)


def test_a_day_outside_the_round_is_refused(client: Client, begun: World, second: Meeting) -> None:
    login(client, begun.cleo)
    late = begun.round.ends_on + timedelta(days=1)

    assert "ligger utanför omgången, som pågår" in asked(client, second, late)
    assert press(client, second, late).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    with pytest.raises(OutsideRound):
        set_date(second, held_on=late, version=0, by=begun.cleo, now=begun.now)


def test_what_ends_after_the_round_is_pointed_out(
    client: Client, begun: World, second: Meeting
) -> None:
    Assignment.objects.filter(meeting=second).update(opens_days_before=0, due_days_before=-28)
    login(client, begun.cleo)

    assert "Efter omgångens slut" in asked(client, second, begun.round.ends_on)
    assert "Efter omgångens slut" not in asked(client, second, begun.days(60))


@pytest.mark.parametrize("day", ["", "x", "0001-01-01", "9999-12-31", "2027-02-30", "\0"])
def test_what_is_no_day_is_answered(
    client: Client, begun: World, second: Meeting, day: str
) -> None:
    login(client, begun.cleo)

    answer = client.get(address(second), {"datum": day})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Något behöver rättas" in answer.text
    for version in ("0", "", "-1", "9" * 400):
        assert press(client, second, day, version).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told() == []


def test_the_same_day_changes_nothing(client: Client, begun: World) -> None:
    first = Meeting.objects.get(cohort=begun.group2, number=1)
    login(client, begun.cleo)

    assert "Träffen har redan det datumet." in asked(client, first, first.held_on)


def test_only_those_who_run_the_group(client: Client, begun: World, second: Meeting) -> None:
    answers = {}
    for name in ("cleo", "gun", "paul", "ada", "eve"):
        login(client, begun.people[name])
        answers[name] = client.get(address(second)).status_code

    assert answers == {"cleo": 200, "gun": 200, "paul": 404, "ada": 403, "eve": 404}
    assert press(client, second, begun.days(60)).status_code == HTTPStatus.NOT_FOUND


def test_a_draft_is_not_told(client: Client, begun: World, second: Meeting) -> None:
    set_date(second, held_on=begun.days(20), version=0, by=begun.cleo, now=begun.now)
    login(client, begun.cleo)
    before = asked(client, second, begun.days(30))
    task = Assignment.objects.get(title_sv="Beskriv målen")
    actions.save_answer(
        task,
        participation=begun.participations["VR"],
        question=task.questions.get(),
        text="Så.",
        version=0,
        by=begun.ada,
        now=begun.now,
    )

    assert asked(client, second, begun.days(30)) == before


def test_the_preview_asks_the_same_for_one_task_and_three(
    client: Client, begun: World, second: Meeting
) -> None:
    login(client, begun.cleo)
    asked(client, second, begun.days(30))
    with assertNumQueries(9):
        asked(client, second, begun.days(30))
    for number in range(2):
        ask(begun, begun.group2, second, days=5, title=f"Till {number}")
    with assertNumQueries(9):
        asked(client, second, begun.days(30))


def test_a_day_off_is_said_and_not_refused(client: Client, begun: World, second: Meeting) -> None:
    login(client, begun.cleo)
    saturday = begun.days(20 + (5 - begun.days(20).weekday()) % 7)
    monday = begun.days(20 + (0 - begun.days(20).weekday()) % 7)

    assert off_day(saturday) in asked(client, second, saturday)
    assert "Det är " not in asked(client, second, monday) or off_day(monday)
    assert set_date(second, held_on=saturday, version=0, by=begun.cleo, now=begun.now)


@pytest.mark.parametrize(("days", "is_offered"), [(-1, False), (0, True), (1, True)])
def test_a_meeting_that_is_over_is_not_offered_to_be_moved(
    client: Client, begun: World, second: Meeting, days: int, is_offered: bool
) -> None:
    first = begun.group2.meetings.get(number=1)
    begun.group2.meetings.filter(pk=first.pk).update(held_on=begun.days(days))
    html = login(client, begun.cleo).get(reverse("round_meetings", args=[begun.round.key])).text

    assert (address(first) in html) == is_offered
    assert address(second) in html
