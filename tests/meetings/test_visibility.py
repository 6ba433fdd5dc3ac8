"""Who sees what, asked of everyone in the world; and the rules as truth tables."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings import rules
from meetings.models import (
    Assignment,
    DraftFile,
    Meeting,
    Session,
    Sharing,
    Submission,
    SubmittedFile,
    SubmittedVersion,
)
from tests.meetings.conftest import Stage, ask

OWN = {"ada", "ben", "hedda"}
GROUP2 = OWN | {"dan"}
STAFF2 = {"cleo", "gun"}


def seers(stage: Stage, model, thing, now: datetime | None = None) -> set[str]:
    moment = now or stage.now
    return {
        name
        for name, user in stage.world.people.items()
        if model.objects.visible_to(user, moment).filter(pk=thing.pk).exists()
    }


def yes_sayers(stage: Stage, rule, thing, now: datetime | None = None) -> set[str]:
    return {
        name for name, user in stage.world.people.items() if rule(user, thing, now or stage.now)
    }


def test_meetings_sessions_and_assignments_are_the_cohorts(stage: Stage) -> None:
    meeting = stage.meetings["Grupp 2"]

    assert seers(stage, Meeting, meeting) == GROUP2 | STAFF2
    assert seers(stage, Session, meeting.sessions.get()) == GROUP2 | STAFF2
    assert seers(stage, Assignment, stage.assignment) == GROUP2 | STAFF2


def test_a_draft_is_the_institutions_own(stage: Stage) -> None:
    stage.fill()
    draft_file = stage.attach()

    assert seers(stage, Submission, Submission.objects.get()) == OWN
    assert seers(stage, DraftFile, draft_file) == OWN


def test_what_is_handed_in_is_seen_as_far_as_it_is_shared(stage: Stage) -> None:
    stage.attach()
    version = stage.hand_in()
    file = version.files.get()

    assert seers(stage, SubmittedVersion, version) == GROUP2 | STAFF2
    assert seers(stage, SubmittedFile, file) == GROUP2 | STAFF2


def test_what_is_not_shared_is_the_institutions_and_the_agencys(stage: Stage) -> None:
    stage.assignments["Grupp 2"] = ask(stage, stage.world.group2, sharing=Sharing.OWN)
    stage.attach()
    version = stage.hand_in()

    assert seers(stage, SubmittedVersion, version) == OWN | STAFF2
    assert seers(stage, SubmittedFile, version.files.get()) == OWN | STAFF2


def test_two_years_after_the_round_participants_see_no_more(stage: Stage) -> None:
    version = stage.hand_in()
    ended = stage.now + timedelta(days=400)

    assert seers(stage, SubmittedVersion, version, ended + timedelta(days=700)) >= GROUP2
    assert seers(stage, SubmittedVersion, version, ended + timedelta(days=760)) == STAFF2


def test_who_may_write_and_hand_in(stage: Stage) -> None:
    assert yes_sayers(stage, rules.may_write, stage.assignment) == GROUP2
    assert yes_sayers(stage, rules.may_submit, stage.assignment) == {"ada", "dan"}


def test_who_may_remove_a_file(stage: Stage) -> None:
    assert yes_sayers(stage, rules.may_remove, stage.attach()) == OWN


def test_who_may_follow_and_return(stage: Stage) -> None:
    version = stage.hand_in()

    assert yes_sayers(stage, rules.may_follow, version) == STAFF2
    assert yes_sayers(stage, rules.may_return, version) == STAFF2


def test_nobody_is_anybody_without_login(stage: Stage) -> None:
    version = stage.hand_in()
    nobody = AnonymousUser()

    assert not SubmittedVersion.objects.visible_to(nobody, stage.now).exists()  # type: ignore[arg-type]
    assert not rules.may_write(nobody, stage.assignment, stage.now)  # type: ignore[arg-type]
    assert not rules.may_return(nobody, version, stage.now)  # type: ignore[arg-type]


@pytest.mark.parametrize("model", [Submission, SubmittedVersion, DraftFile, SubmittedFile])
def test_names_of_confidential_things_give_nothing(stage: Stage, model) -> None:
    stage.attach()
    stage.hand_in()
    words = str(model.objects.get()).split()

    assert words[-1].isdigit()
    assert "Vetenskapsrådet" not in words
