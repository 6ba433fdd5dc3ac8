"""Leaders answer alone, until the answering is closed."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from cohorts import actions as cohorts
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from selfassessment import actions
from selfassessment.models import Assessment, Finish, Rating
from selfassessment.queries.agreed import spreads
from selfassessment.queries.asked import asked
from tests.selfassessment.conftest import MANAGEMENT, Stage, open_for

LATER = timedelta(minutes=10)


def levels(rating: Rating) -> tuple[int | None, int | None, int]:
    rating = Rating.objects.select_related("present", "wanted").get(pk=rating.pk)
    return (
        rating.present.position if rating.present else None,
        rating.wanted.position if rating.wanted else None,
        rating.version,
    )


def test_a_choice_is_saved(stage: Stage) -> None:
    rating = stage.rate(stage.world.hedda, 2)
    assert levels(rating) == (2, None, 1)

    stage.rate(stage.world.hedda, 4, level="wanted", version=1)
    assert levels(rating) == (2, 4, 2)
    assert Rating.objects.get().respondent == stage.world.hedda


def test_the_same_choice_twice_is_saved_once(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    again = stage.rate(stage.world.hedda, 2, now=stage.now + LATER)

    assert levels(again) == (2, None, 1)
    assert again.saved_at == stage.now


def test_two_windows_never_overwrite_each_other(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    with pytest.raises(actions.AnsweredElsewhere) as refusal:
        stage.rate(stage.world.hedda, 3)

    assert levels(refusal.value.rating) == (2, None, 1)
    assert levels(stage.rate(stage.world.hedda, 3, version=1)) == (3, None, 2)


def test_each_leader_has_answers_of_their_own(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.rate(stage.world.ben, 4)

    assert sorted(Rating.objects.values_list("respondent__name", "present__position")) == [
        ("Ben Åkesson", 4),
        ("Hedda Öberg", 2),
    ]


@pytest.mark.parametrize("position", [0, 5, -1])
def test_only_steps_of_the_scale(stage: Stage, position: int) -> None:
    with pytest.raises(actions.UnknownStep):
        stage.rate(stage.world.hedda, position)

    assert not Rating.objects.exists()


def test_not_before_it_opens(stage: Stage) -> None:
    later = open_for(stage.world, "VR", MANAGEMENT, opens_on=stage.world.days(1))
    with pytest.raises(actions.NotOpenYet):
        stage.rate(stage.world.hedda, 2, at=later)


def test_not_when_the_round_is_over(stage: Stage) -> None:
    with pytest.raises(actions.RoundOver):
        stage.rate(stage.world.hedda, 2, now=stage.now + timedelta(days=401))


def test_the_coordinator_closes(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.close()
    closed_at = stage.vr.closed_at
    actions.close_answering(stage.vr, by=stage.world.ada, now=stage.now + LATER)  # pressed twice

    assert (closed_at, stage.vr.closed_by) == (stage.now, stage.world.ada)
    assert stage.vr.closed_at == closed_at
    with pytest.raises(actions.AnsweringClosed):
        stage.rate(stage.world.hedda, 3, version=1)
    assert levels(Rating.objects.get()) == (2, None, 1)


def test_not_before_anyone_has_answered(stage: Stage) -> None:
    with pytest.raises(actions.NobodyAnswered):
        stage.close()

    assert stage.vr.closed_at is None


def test_it_closes_by_itself_when_all_have_said_that_they_are_done(stage: Stage) -> None:
    """The last choice closes nothing: a slip can be taken back."""
    stage.answer_all(stage.world.ben)
    stage.answer_all(stage.world.hedda)
    stage.choose_all(stage.world.maja)
    assert stage.vr.is_answering

    assert levels(stage.rate(stage.world.maja, 1, number=9, version=2)) == (1, 4, 3)
    stage.finish(stage.world.maja)
    assert (stage.vr.closed_at, stage.vr.closed_by) == (stage.now, stage.world.maja)


def test_done_is_said_once_and_the_answers_may_still_change(stage: Stage) -> None:
    stage.answer_all(stage.world.hedda)
    stage.finish(stage.world.hedda)  # pressed twice

    assert levels(stage.rate(stage.world.hedda, 1, version=2)) == (1, 4, 3)
    assert Finish.objects.get().respondent == stage.world.hedda
    assert stage.vr.is_answering


def test_not_done_before_everything_is_chosen(stage: Stage) -> None:
    for number in range(1, 10):
        stage.rate(stage.world.hedda, 2, number=number)
    with pytest.raises(actions.NotAllAnswered) as refusal:
        stage.finish(stage.world.hedda)

    assert [one.number for one in refusal.value.statements] == list(range(1, 10))
    assert not Finish.objects.exists()


def test_what_is_chosen_counts_when_it_is_closed_before_the_press(stage: Stage) -> None:
    for person in (stage.world.ben, stage.world.hedda, stage.world.maja):
        stage.choose_all(person)
    stage.close()

    found = spreads(stage.vr, asked(stage.vr.instrument_version))
    assert not any(one.is_hidden for one in found.values())
    with pytest.raises(actions.ClosedMeanwhile):
        stage.finish(stage.world.hedda)
    assert not Finish.objects.exists()


def test_who_had_answered_everything_is_marked_when_the_portal_is_updated(stage: Stage) -> None:
    stage.choose_all(stage.world.hedda)
    stage.rate(stage.world.ben, 2)
    mark = import_module("selfassessment.migrations.0006_mark_finished").mark_finished
    for _twice in range(2):
        mark(apps, None)

    assert Finish.objects.get().respondent == stage.world.hedda
    assert stage.vr.is_answering


def test_who_has_left_is_not_waited_for(stage: Stage) -> None:
    for person in (stage.world.ben, stage.world.maja):
        cohorts.end_holding(
            person.holdings.get(), until_on=stage.world.today, by=None, now=stage.now
        )
    stage.answer_all(stage.world.hedda)

    assert stage.vr.closed_at == stage.now


def test_nothing_is_told_to_anyone(stage: Stage) -> None:
    trail, notices = TrailEntry.objects.count(), Notice.objects.count()
    stage.answer_all(stage.world.hedda)
    stage.close()
    stage.agree(stage.vr, comment="Oense")

    assert (TrailEntry.objects.count(), Notice.objects.count()) == (trail, notices)


def test_the_time_and_the_person_of_closing_belong_together(stage: Stage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=stage.vr.pk).update(closed_at=stage.now)
