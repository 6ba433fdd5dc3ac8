"""Who sees what, asked of everyone in the world; and the rules as truth tables."""

from datetime import datetime

from cohorts import actions as cohorts
from selfassessment import rules
from selfassessment.models import AgreedAnswer, Assessment, Finish, Rating, SubmittedAssessment
from tests.selfassessment.conftest import Stage

OWN = {"ada", "ben", "hedda", "maja"}
LEADERS = {"ben", "hedda", "maja"}


def seers(stage: Stage, model, thing, now: datetime | None = None) -> set[str]:
    moment = now or stage.now
    return {
        name
        for name, user in stage.world.people.items()
        if model.objects.visible_to(user, moment).filter(pk=thing.pk).exists()
    }


def yes_sayers(stage: Stage, rule, thing) -> set[str]:
    return {name for name, user in stage.world.people.items() if rule(user, thing, stage.now)}


def test_an_assessment_is_the_institutions_own(stage: Stage) -> None:
    assert seers(stage, Assessment, stage.vr) == OWN
    assert seers(stage, Assessment, stage.own) == OWN


def test_a_rating_is_its_authors_alone(stage: Stage) -> None:
    rating = stage.rate(stage.world.hedda, 2)
    assert seers(stage, Rating, rating) == {"hedda"}

    stage.close()
    assert seers(stage, Rating, rating) == {"hedda"}


def test_who_is_done_is_told_to_the_one_alone(stage: Stage) -> None:
    stage.answer_all(stage.world.hedda)

    assert seers(stage, Finish, Finish.objects.get()) == {"hedda"}


def test_agreed_answers_are_the_institutions_own(stage: Stage) -> None:
    assert seers(stage, AgreedAnswer, stage.agree(stage.own)) == OWN


def test_what_is_handed_in_is_read_by_the_agency_and_not_by_peers(stage: Stage) -> None:
    assert seers(stage, SubmittedAssessment, stage.hand_in()) == OWN | {"cleo", "gun"}


def test_the_management_group_answers(stage: Stage) -> None:
    assert yes_sayers(stage, rules.may_rate, stage.vr) == LEADERS
    assert yes_sayers(stage, rules.may_rate, stage.own) == set()


def test_the_coordinator_closes_and_hands_in(stage: Stage) -> None:
    assert yes_sayers(stage, rules.may_close, stage.vr) == {"ada"}
    assert yes_sayers(stage, rules.may_close, stage.own) == set()
    assert yes_sayers(stage, rules.may_submit, stage.vr) == {"ada"}
    assert yes_sayers(stage, rules.may_submit, stage.own) == {"ada"}


def test_who_agrees(stage: Stage) -> None:
    stage.world.people["nils"] = member(stage)

    assert yes_sayers(stage, rules.may_agree, stage.vr) == OWN
    assert yes_sayers(stage, rules.may_agree, stage.own) == OWN | {"nils"}


def member(stage: Stage):
    """Nils gets a seat that is neither the coordinator's nor the management group's."""
    by = {"by": None, "now": stage.now}
    cohorts.add_function(
        stage.world.round, code="analyst", role="member", name_sv="Analysfunktion", **by
    )
    place = stage.world.participations["VR"]
    seat = place.seats.filter(function__code="analyst").first()
    cohorts.fill_seat(seat, user=stage.world.nils, from_on=stage.world.today, **by)
    return stage.world.nils
