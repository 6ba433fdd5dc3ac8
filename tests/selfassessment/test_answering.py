"""Leaders answer alone, until the answering is closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts import actions as cohorts
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from selfassessment import actions
from selfassessment.models import Assessment, Rating
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


def test_it_closes_by_itself_when_all_have_answered(stage: Stage) -> None:
    stage.answer_all(stage.world.ben)
    stage.answer_all(stage.world.hedda)
    stage.rate(stage.world.maja, 1)
    assert stage.vr.closed_at is None

    stage.rate(stage.world.maja, 1, level="wanted", version=1)
    for number in range(2, 10):
        assert stage.vr.closed_at is None
        stage.rate(stage.world.maja, 1, number=number)
        stage.rate(stage.world.maja, 3, number=number, level="wanted", version=1)
    assert (stage.vr.closed_at, stage.vr.closed_by) == (stage.now, stage.world.maja)


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
