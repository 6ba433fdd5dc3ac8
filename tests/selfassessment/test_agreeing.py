"""The common answers, and the leaders' distribution beside them."""

import pytest
from django.db import IntegrityError, transaction

from selfassessment import actions
from selfassessment.models import AgreedAnswer
from selfassessment.queries.agreed import draft, spreads
from selfassessment.queries.asked import asked
from tests.selfassessment.conftest import Stage


def standing(answer: AgreedAnswer) -> tuple[int | None, int | None, str, int]:
    answer = AgreedAnswer.objects.select_related("present", "wanted").get(pk=answer.pk)
    return (
        answer.present.position if answer.present else None,
        answer.wanted.position if answer.wanted else None,
        answer.comment,
        answer.version,
    )


def test_an_answer_is_saved(stage: Stage) -> None:
    answer = stage.agree(stage.own, comment="Vi vet.\r\nSå här.")

    assert standing(answer) == (2, None, "Vi vet.\nSå här.", 1)
    assert (answer.saved_at, answer.saved_by) == (stage.now, stage.world.ada)


def test_the_same_answer_twice_is_saved_once(stage: Stage) -> None:
    stage.agree(stage.own, comment="Så.")
    again = stage.agree(stage.own, comment="Så.", by=stage.world.ben)

    assert standing(again)[-1] == 1
    assert again.saved_by == stage.world.ada


def test_colleagues_never_overwrite_each_other(stage: Stage) -> None:
    stage.agree(stage.own, present=3, comment="Adas.")
    with pytest.raises(actions.Conflict) as refusal:
        stage.agree(stage.own, present=1, comment="Bens.", by=stage.world.ben)
    assert standing(refusal.value.answer) == (3, None, "Adas.", 1)

    stage.agree(stage.own, present=1, comment="Bens.", version=1, by=stage.world.ben)
    assert standing(AgreedAnswer.objects.get()) == (1, None, "Bens.", 2)


def test_an_answer_can_be_taken_back(stage: Stage) -> None:
    stage.agree(stage.own)
    taken = stage.agree(stage.own, present=None, version=1)

    assert standing(taken) == (None, None, "", 2)


def test_bounds(stage: Stage) -> None:
    with pytest.raises(actions.TooLong):
        stage.agree(stage.own, comment="x" * (actions.MAX_CHARACTERS + 1))
    with pytest.raises(actions.UnknownStep):
        stage.agree(stage.own, present=4)

    assert not AgreedAnswer.objects.filter(saved_at__isnull=False).exists()


def test_management_agrees_when_the_answering_is_closed(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    with pytest.raises(actions.StillAnswering):
        stage.agree(stage.vr)
    stage.close()

    assert standing(stage.agree(stage.vr)) == (2, 3, "", 1)


def test_many_answers_at_once(stage: Stage) -> None:
    stage.agree(stage.own, number=1, comment="Bens.", by=stage.world.ben)
    choices = [stage.choice(stage.own, number, comment="Adas.") for number in (1, 2, 3)]
    refused = actions.agree_all(stage.own, choices=choices, by=stage.world.ada, now=stage.now)

    assert [one.number for one in refused] == [1]
    assert sorted(AgreedAnswer.objects.values_list("statement__number", "comment")) == [
        (1, "Bens."),
        (2, "Adas."),
        (3, "Adas."),
    ]


def test_what_is_missing(stage: Stage) -> None:
    assert len(draft(stage.own).missing) == 11
    stage.agree(stage.own, number=4)

    assert [one.number for one in draft(stage.own).missing] == [1, 2, 3, *range(5, 12)]


def test_both_levels_are_needed_where_both_are_asked(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.close()
    stage.agree(stage.vr, wanted=None)

    assert 1 in [one.number for one in draft(stage.vr).missing]


def spread(stage: Stage):
    return spreads(stage.vr, asked(stage.vr.instrument_version))


def counts(bar) -> list[int] | None:
    return bar and [part.count for part in bar.parts]


def test_three_answers_are_shown_without_names(stage: Stage) -> None:
    for person, present, wanted in (("ben", 1, 4), ("hedda", 2, 4), ("maja", 2, 3)):
        stage.rate(stage.world.people[person], present)
        stage.rate(stage.world.people[person], wanted, level="wanted", version=1)
    stage.close()
    first = spread(stage)[stage.statements(stage.vr)[0].pk]

    assert counts(first.present) == [1, 2, 0, 0]
    assert counts(first.wanted) == [0, 0, 1, 2]
    assert not any(person in repr(first) for person in ("Ben", "Hedda", "Maja"))


def test_fewer_than_three_are_never_shown(stage: Stage) -> None:
    for person in ("ben", "hedda", "maja"):
        stage.rate(stage.world.people[person], 2)
    for person in ("ben", "hedda"):
        stage.rate(stage.world.people[person], 3, number=2)
    stage.close()
    first, second, *_ = spread(stage).values()

    assert (counts(first.present), first.wanted) == ([0, 3, 0, 0], None)
    assert second.is_hidden


def test_nothing_is_shown_before_it_is_closed(stage: Stage) -> None:
    for person in ("ben", "hedda", "maja"):
        stage.rate(stage.world.people[person], 2)

    assert spread(stage) == {}


def test_the_time_and_the_person_of_saving_belong_together(stage: Stage) -> None:
    answer = stage.agree(stage.own)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedAnswer.objects.filter(pk=answer.pk).update(saved_by=None)
