"""Answering the invitation to a session: who may, for whom, until when, and what then stands."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Function, User
from exchange_portal.audit.models import TrailEntry
from meetings import actions, events
from meetings.models import Attendance, Meeting, Session
from tests.meetings.conftest import Stage

DETOUR = "kanariefågel-tandläkaren"


@pytest.fixture
def session(stage: Stage) -> Session:
    return stage.meetings["Grupp 2"].sessions.get()


def reply(stage: Stage, session: Session, who: str = "ada", **given: Any) -> Attendance:
    session.refresh_from_db()
    answer = {
        "holding": stage.world.people[who].holdings.get(),
        "is_coming": True,
        "answered_for": Meeting.objects.get(pk=session.meeting_id).held_on,
        "version": 0,
        "by": stage.world.people[who],
        "now": stage.now,
    }
    return actions.answer_invitation(session, **answer | given)


def address(session: Session, user: User) -> str:
    return reverse("answer", args=[session.key, user.holdings.get().key])


def sent(session: Session, word: str = "ja", **other: str) -> dict[str, str]:
    held_on = Meeting.objects.get(pk=session.meeting_id).held_on
    fields = {"is_coming": word, "version": "0", "answered_for": f"{held_on:%Y-%m-%d}"}
    return fields | other


# --- What stands ------------------------------------------------------------------------------


def test_an_answer_and_a_change_of_mind(stage: Stage, session: Session) -> None:
    first = reply(stage, session)
    assert (first.user, first.is_coming, first.version) == (stage.world.ada, True, 1)
    assert first.seat == stage.world.seat("VR", "coordinator")
    assert first.answered_for == stage.world.days(16)

    later = stage.now + timedelta(minutes=1)
    second = reply(stage, session, is_coming=False, comment=" Jag är\nborta ", version=1, now=later)
    assert (second.pk, second.is_coming, second.version) == (first.pk, False, 2)
    assert (second.comment, second.answered_at) == ("Jag är borta", later)
    recorded = TrailEntry.objects.filter(event=events.INVITATION_ANSWERED).order_by("pk")
    assert [entry.fields for entry in recorded] == [["is_coming"], ["is_coming", "comment"]]


def test_pressed_twice_it_is_one_answer(stage: Stage, session: Session) -> None:
    first, second = reply(stage, session), reply(stage, session)

    assert (first.pk, second.version) == (second.pk, 1)
    assert TrailEntry.objects.filter(event=events.INVITATION_ANSWERED).count() == 1


def test_two_tabs_do_not_overwrite_each_other(stage: Stage, session: Session) -> None:
    reply(stage, session, is_coming=False)
    with pytest.raises(actions.AnsweredMeanwhile):
        reply(stage, session, is_coming=True)

    assert Attendance.objects.get().is_coming is False
    assert reply(stage, session, version=1).is_coming is True


def test_each_session_and_each_person_have_their_own(stage: Stage, session: Session) -> None:
    reply(stage, session)
    reply(stage, session, "ben", is_coming=False)

    assert dict(Attendance.objects.values_list("user__name", "is_coming")) == {
        "Ada Lind": True,
        "Ben Åkesson": False,
    }


# --- Refusals ---------------------------------------------------------------------------------


def test_only_those_who_are_called_answer(stage: Stage, session: Session) -> None:
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    actions.change_session(session, audience=coordinators, by=None, now=stage.now)
    everyone = Function.objects.filter(round=stage.world.round)
    afternoon = {"starts_at": time(13), "ends_at": time(16), "audience": everyone}
    actions.add_session(session.meeting, **afternoon, by=None, now=stage.now)

    assert reply(stage, session, "ada").is_coming
    with pytest.raises(actions.NotCalled):
        reply(stage, session, "ben")
    with pytest.raises(actions.NotCalled):  # the same function, in another group
        reply(stage, session, "eve")


@pytest.mark.parametrize("who", ["lena", "nora"])
def test_a_seat_that_ended_yesterday_or_begins_next_week_does_not_answer(
    stage: Stage, session: Session, visitor, who: str
) -> None:
    with pytest.raises(actions.NotCalled):
        reply(stage, session, who)

    person = stage.world.people[who]
    assert visitor(who).post(address(session, person), sent(session)).status_code == 404
    assert visitor("ada").post(address(session, person), sent(session)).status_code == 404
    assert not Attendance.objects.exists()


def test_when_it_is_over_it_is_too_late(stage: Stage, session: Session) -> None:
    assert session.meeting.held_on
    ends = session.ends(session.meeting.held_on)

    with pytest.raises(actions.SessionOver):
        reply(stage, session, now=ends)
    assert reply(stage, session, now=ends - timedelta(seconds=1)).is_coming


def test_without_a_date_nobody_is_asked(stage: Stage, session: Session) -> None:
    actions.change_meeting(session.meeting, held_on=None, by=None, now=stage.now)

    with pytest.raises(actions.NoDateYet):
        reply(stage, session)


def test_after_the_round_answers_stand(stage: Stage, session: Session) -> None:
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()

    with pytest.raises(actions.RoundOver):
        reply(stage, session)


def test_a_comment_is_short(stage: Stage, session: Session) -> None:
    assert len(reply(stage, session, comment="a" * actions.MAX_COMMENT).comment) == 300
    with pytest.raises(actions.TooLong):
        reply(stage, session, comment="a" * (actions.MAX_COMMENT + 1), version=1)


def test_an_answer_is_for_the_day_that_was_shown(stage: Stage, session: Session) -> None:
    reply(stage, session)
    actions.change_meeting(session.meeting, held_on=stage.world.days(20), by=None, now=stage.now)

    with pytest.raises(actions.MovedMeanwhile):
        reply(stage, session, is_coming=False, version=1, answered_for=stage.world.days(16))
    assert Attendance.objects.get().answered_for == stage.world.days(16)
    again = reply(stage, session, version=1)
    assert (again.answered_for, again.version) == (stage.world.days(20), 2)


# --- In the browser ---------------------------------------------------------------------------


def test_one_answers_on_the_page_and_is_led_back(stage: Stage, session: Session, visitor) -> None:
    browser = visitor("ben")
    response = browser.post(
        address(session, stage.world.ben), sent(session, "nej", comment="Ledig."), follow=True
    )

    assert response.redirect_chain == [(reverse("meeting", args=[session.meeting.key]), 302)]
    assert "Tack för beskedet: du kommer inte." in response.text
    standing = Attendance.objects.get()
    assert (standing.user, standing.answered_by) == (stage.world.ben, stage.world.ben)
    assert (standing.is_coming, standing.comment) == (False, "Ledig.")


def test_a_coordinator_answers_for_a_colleague_and_it_shows(
    stage: Stage, session: Session, visitor
) -> None:
    where = address(session, stage.world.hedda)
    assert "Kommer Hedda Öberg?" in visitor("ada").get(where).text
    visitor("ada").post(where, sent(session))

    standing = Attendance.objects.get()
    assert (standing.user, standing.answered_by) == (stage.world.hedda, stage.world.ada)
    own = visitor("hedda").get(reverse("meeting", args=[session.meeting.key])).text
    assert "Ada Lind svarade åt dig." in own
    assert "Du kommer" in own


@pytest.mark.parametrize(
    ("who", "whom"), [("ben", "ada"), ("ben", "hedda"), ("dan", "ada"), ("ada", "dan")]
)
def test_nobody_answers_for_others(
    stage: Stage, session: Session, visitor, who: str, whom: str
) -> None:
    """A colleague is not a coordinator; a coordinator is one of the own institution alone."""
    where = address(session, stage.world.people[whom])

    assert visitor(who).get(where).status_code == 404
    assert visitor(who).post(where, sent(session)).status_code == 404
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("cleo", 403), ("gun", 403), ("eve", 404)])
def test_the_agency_and_other_groups_do_not_answer(
    stage: Stage, session: Session, visitor, who: str, status: int
) -> None:
    where = address(session, stage.world.ada)

    assert visitor(who).post(where, sent(session)).status_code == status
    assert not Attendance.objects.exists()


def test_one_who_is_not_called_is_refused_at_the_door(
    stage: Stage, session: Session, visitor
) -> None:
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    actions.change_session(session, audience=coordinators, by=None, now=stage.now)

    assert visitor("ben").get(address(session, stage.world.ben)).status_code == 403
    assert visitor("ada").get(address(session, stage.world.ada)).status_code == 200


def test_a_refusal_keeps_the_comment_and_shows_what_stands(
    stage: Stage, session: Session, visitor
) -> None:
    reply(stage, session, is_coming=False)
    answer = visitor("ada").post(
        address(session, stage.world.ada), sent(session, comment="Jag kommer ändå.")
    )

    assert answer.status_code == 422
    assert "Ett annat svar har sparats" in answer.text
    assert 'value="Jag kommer ändå."' in answer.text
    assert 'name="version" value="1"' in answer.text
    assert "Kommer inte" in answer.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_coming": ""}, "Välj om du kommer eller inte."),
        ({"is_coming": "kanske"}, "Något behöver rättas"),
        ({"version": "ett"}, "Något behöver rättas"),
        ({"version": "9" * 40}, "Ett annat svar har sparats"),
        ({"answered_for": "i morgon"}, "Något behöver rättas"),
        ({"answered_for": ""}, "Träffen har flyttats till"),
        ({"comment": "a" * 301}, "Något behöver rättas"),
    ],
)
def test_bad_input_is_answered_in_words(
    stage: Stage, session: Session, visitor, fields: dict[str, str], words: str
) -> None:
    reply(stage, session, is_coming=False)
    answer = visitor("ada").post(
        address(session, stage.world.ada), sent(session, version="1") | fields
    )

    assert answer.status_code == 422
    assert words in answer.text


def test_a_page_that_somebody_else_left_open_does_not_answer(
    stage: Stage, session: Session, visitor
) -> None:
    """Ada has logged in where Ben's page stands."""
    fields = sent(session, vem=str(stage.world.ben.key))

    assert visitor("ada").post(address(session, stage.world.ada), fields).status_code == 403
    assert not Attendance.objects.exists()


def test_a_new_holder_is_asked_anew(stage: Stage, session: Session, visitor) -> None:
    reply(stage, session, comment=DETOUR)
    world, by = stage.world, {"by": stage.world.cleo, "now": stage.now}
    cohorts.end_holding(world.ada.holdings.get(), until_on=world.today, **by)
    seat = world.seat("VR", "coordinator")
    cohorts.fill_seat(seat, user=world.nils, from_on=world.today, **by)
    page = visitor("nils").get(reverse("meeting", args=[session.meeting.key])).text

    assert "Du har inte svarat" in page
    assert DETOUR not in page
    assert reply(stage, session, "nils", is_coming=False).user == world.nils
    assert Attendance.objects.count() == 2
