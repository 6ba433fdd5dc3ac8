"""Opening the leaders' answers again: only while there is nothing to compare with."""

import pytest

from cohorts import actions as cohorts
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from selfassessment import actions
from selfassessment.models import AgreedAnswer, Assessment
from tests.selfassessment.asking import Visitor, page, url
from tests.selfassessment.conftest import Stage

OFFER = "Öppna svaren igen"


def reopened(visitor: Visitor, stage: Stage, who: str = "ada") -> str:
    return page(visitor(who).post(url("reopen_answering", stage.vr), follow=True))


def answers_of(stage: Stage, *people: str) -> None:
    for person in people:
        stage.rate(stage.world.people[person], 2)


def test_what_was_closed_too_early_is_opened_again(stage: Stage, visitor: Visitor) -> None:
    answers_of(stage, "ben", "hedda")
    stage.close()
    stage.agree(stage.vr, comment="Vi började.")
    assert OFFER in page(visitor("ada").get(url("assessment", stage.vr)))
    assert OFFER not in page(visitor("ben").get(url("assessment", stage.vr)))

    for _twice in range(2):
        html = reopened(visitor, stage)
        assert "Svaren är öppna igen." in html
        assert "Ada Lind öppnade svaren igen" in html
    assert stage.vr.is_answering
    stage.rate(stage.world.maja, 3)
    stage.rate(stage.world.ben, 1, version=1)
    stage.close()
    assert AgreedAnswer.objects.get().comment == "Vi började."
    assert OFFER not in page(visitor("ada").get(url("assessment", stage.vr)))


def test_who_was_done_stays_done_when_it_opens_again(stage: Stage, visitor: Visitor) -> None:
    """Nothing closes by itself by what is changed then: whoever was called in says so last."""
    cohorts.end_holding(
        stage.world.maja.holdings.get(), until_on=stage.world.today, by=None, now=stage.now
    )
    for person in (stage.world.ben, stage.world.hedda):
        stage.answer_all(person)
    assert not stage.vr.is_answering
    reopened(visitor, stage)
    stage.rate(stage.world.ben, 1, version=2)
    stage.finish(stage.world.ben)

    assert stage.vr.is_answering
    html = page(visitor("ada").get(url("assessment", stage.vr)))
    assert "2 av 2 personer har svarat." in html


@pytest.mark.parametrize("shown", ["one statement", "every statement"])
def test_a_distribution_that_was_shown_is_never_followed_by_another(
    stage: Stage, visitor: Visitor, shown: str
) -> None:
    """One leader's change would be the difference between the two."""
    if shown == "one statement":
        answers_of(stage, "ben", "hedda", "maja")
        stage.close()
    else:
        for person in ("ben", "hedda", "maja"):
            stage.answer_all(stage.world.people[person])
    assert OFFER not in page(visitor("ada").get(url("assessment", stage.vr)))

    assert "Fördelningen har visats" in reopened(visitor, stage)
    assert not stage.vr.is_answering


@pytest.mark.parametrize(
    ("who", "status"), [("ben", 403), ("hedda", 403), ("dan", 404), ("cleo", 404)]
)
def test_only_the_coordinator_opens(stage: Stage, visitor: Visitor, who: str, status: int) -> None:
    answers_of(stage, "ben")
    stage.close()

    assert visitor(who).post(url("reopen_answering", stage.vr)).status_code == status
    assert not stage.vr.is_answering


def test_not_after_it_is_handed_in(stage: Stage, visitor: Visitor) -> None:
    answers_of(stage, "ben")
    stage.close()
    stage.hand_in(stage.vr)

    with pytest.raises(actions.HandedIn):
        actions.reopen_answering(stage.vr, by=stage.world.ada, now=stage.now)
    assert visitor("ada").post(url("reopen_answering", stage.vr)).status_code == 302
    assert not stage.vr.is_answering


def test_the_agency_hears_nothing_of_it(stage: Stage) -> None:
    """That answers were opened again says that fewer than three had answered."""
    answers_of(stage, "ben")
    stage.close()
    before = TrailEntry.objects.count(), Notice.objects.count()
    actions.reopen_answering(stage.vr, by=stage.world.ada, now=stage.now)

    assert (TrailEntry.objects.count(), Notice.objects.count()) == before
    kept = Assessment.objects.get(pk=stage.vr.pk)
    assert (kept.reopened_at, kept.reopened_by) == (stage.now, stage.world.ada)
