"""Parts of an assessment that single seats answer: who reads and writes what, in the database and
by the actions."""

from datetime import timedelta
from typing import Any

import pytest

from cohorts import actions as cohorts
from cohorts.models import Seat
from exchange_portal.audit.models import TrailEntry
from selfassessment import actions, rules
from selfassessment.models import AgreedAnswer, Area, Assessment, Part
from selfassessment.queries.agreed import draft, draft_for
from selfassessment.queries.asked import areas_of
from selfassessment.queries.parts import proposed, seats_to_choose, stamp_of
from selfassessment.queries.todos import todo
from tests.selfassessment.conftest import PRECONDITIONS, Stage, open_for
from tests.selfassessment.test_visibility import OWN, member, seers, yes_sayers

FIRST, SECOND, THIRD = (1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)  # statements of the areas


def areas(stage: Stage) -> list[Area]:
    return list(areas_of(stage.own.instrument_version_id))


def divide(stage: Stage, *codes: str | None, stamp: str | None = None) -> Assessment:
    """Each area in order to the seat of a function; None: everybody's."""
    chosen = [code and stage.world.seat("VR", code) for code in codes]
    return actions.divide(
        stage.own,
        seats=dict(zip(areas(stage), chosen, strict=True)),
        stamp=stamp_of(stage.own) if stamp is None else stamp,
        by=stage.world.ada,
        now=stage.now,
    )


def standing(stage: Stage) -> list[tuple[int, str, bool]]:
    rows = Part.objects.filter(assessment=stage.own).order_by("area__position")
    return [(one.area.position, one.seat.function.code, one.done_at is not None) for one in rows]


def seen(stage: Stage, who: str) -> list[int]:
    """The numbers of the statements that somebody is shown."""
    whole = draft_for(stage.own, stage.world.people[who], stage.now)
    return [one.statement.number for one in whole.answers]


def fill(stage: Stage, numbers: tuple[int, ...], **changes: Any) -> None:
    for number in numbers:
        stage.agree(stage.own, number, **changes)


def told(stage: Stage, who: str) -> list[tuple[str, int, bool]]:
    dues = [(one, one.told()) for one in todo(stage.world.people[who], stage.now)]
    return [
        (one.about, due.minutes, one.is_quiet) for due, one in dues if str(stage.own.key) in one.url
    ]


def test_each_sees_their_part_and_the_coordinator_everything(stage: Stage) -> None:
    divide(stage, "planning", "core_activity", None)

    assert seen(stage, "ada") == [*FIRST, *SECOND, *THIRD]
    assert seen(stage, "ben") == [*FIRST, *THIRD]
    assert seen(stage, "maja") == [*SECOND, *THIRD]
    assert seen(stage, "hedda") == [*THIRD]
    assert seers(stage, AgreedAnswer, stage.agree(stage.own, 1)) == {"ada", "ben"}
    assert seers(stage, AgreedAnswer, stage.agree(stage.own, 8)) == OWN
    assert seers(stage, Part, Part.objects.get(area__position=1)) == {"ada", "ben"}


def test_nobody_writes_in_the_part_of_another(stage: Stage) -> None:
    divide(stage, "planning", "core_activity", None)
    world = stage.world
    with pytest.raises(actions.NotYourPart):
        stage.agree(stage.own, 1, by=world.maja)
    both = [stage.choice(stage.own, 1, comment="Majas."), stage.choice(stage.own, 4)]
    refused = actions.agree_all(stage.own, choices=both, by=world.maja, now=stage.now)

    assert [type(one) for one in refused.values()] == [actions.NotYourPart]
    assert [one.statement.number for one in AgreedAnswer.objects.all()] == [4]
    stage.agree(stage.own, 1, by=world.ada)  # the coordinator writes everywhere
    stage.agree(stage.own, 1, by=world.ben, version=1, present=3)


def test_shown_everyone_at_work_there_reads_and_writes(stage: Stage) -> None:
    with pytest.raises(actions.NotDivided):
        actions.show_parts(stage.own, by=stage.world.ada, now=stage.now)
    divide(stage, "planning", "core_activity", None)
    for minutes in (0, 1):
        now = stage.now + timedelta(minutes=minutes)
        actions.show_parts(stage.own, by=stage.world.ada, now=now)

    assert Assessment.objects.get(pk=stage.own.pk).parts_shown_at == stage.now
    assert seen(stage, "hedda") == [*FIRST, *SECOND, *THIRD]
    answer = stage.agree(stage.own, 1, by=stage.world.hedda)
    assert seers(stage, AgreedAnswer, answer) == OWN


def test_the_part_follows_the_seat(stage: Stage) -> None:
    divide(stage, "planning", None, None)
    stage.agree(stage.own, 1, by=stage.world.ben)
    holding = stage.world.ben.holdings.get()
    cohorts.end_holding(holding, until_on=stage.world.today, by=None, now=stage.now)
    seat = stage.world.seat("VR", "planning")
    by: Any = {"by": None, "now": stage.now}
    cohorts.fill_seat(seat, user=stage.world.nils, from_on=stage.world.today, **by)

    assert seers(stage, AgreedAnswer, AgreedAnswer.objects.get()) == {"ada", "nils"}
    assert stage.agree(stage.own, 1, version=1, present=3, by=stage.world.nils).version == 2
    assert told(stage, "nils")[0][0] == "Självskattning. Svara på delen Ledning och ansvar."
    assert told(stage, "ben") == []


def test_whoever_stands_in_has_the_part_for_those_days(stage: Stage) -> None:
    divide(stage, "planning", None, None)
    answer = stage.agree(stage.own, 1)
    cohorts.name_stand_in(
        stage.world.seat("VR", "planning"),
        user=stage.world.nils,
        from_on=stage.world.today,
        until_on=stage.world.days(3),
        by=stage.world.cleo,
        now=stage.now,
    )

    assert seers(stage, AgreedAnswer, answer) == {"ada", "ben", "nils"}
    assert seers(stage, AgreedAnswer, answer, stage.noon(3)) == {"ada", "ben"}


def test_ready_when_all_of_it_is_answered_and_said_once(stage: Stage) -> None:
    divide(stage, "planning", "planning", None)
    with pytest.raises(actions.NoPart):
        actions.finish_parts(stage.own, by=stage.world.maja, now=stage.now)
    fill(stage, FIRST)
    with pytest.raises(actions.PartIncomplete) as refusal:
        actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now)
    assert [one.number for one in refusal.value.statements] == [*SECOND]

    fill(stage, SECOND)
    assert len(actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now)) == 2
    assert actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now) == []
    assert standing(stage) == [(1, "planning", True), (2, "planning", True)]

    divide(stage, "planning", "core_activity", None)  # another's is said ready anew
    assert standing(stage) == [(1, "planning", True), (2, "core_activity", False)]
    assert draft(stage.own).answers[3].present is not None  # what was written stays


def test_divided_once_and_never_over_another_division(stage: Stage) -> None:
    divide(stage, "planning", None, None)
    divide(stage, "planning", None, None, stamp="")  # the same press again
    with pytest.raises(actions.DividedMeanwhile):
        divide(stage, None, "core_activity", None, stamp="")
    assert standing(stage) == [(1, "planning", False)]

    forte = Seat.objects.filter(participation=stage.world.participations["Forte"]).first()
    facts: dict[str, Any] = {"stamp": stamp_of(stage.own), "by": stage.world.ada, "now": stage.now}
    with pytest.raises(actions.UnknownSeat):
        actions.divide(stage.own, seats={areas(stage)[0]: forte}, **facts)
    other = next(iter(areas_of(stage.vr.instrument_version_id)))
    with pytest.raises(actions.NoPart):
        actions.divide(stage.own, seats={other: None}, **facts)

    divide(stage, None, None, None)
    assert (standing(stage), seen(stage, "hedda")) == ([], [*FIRST, *SECOND, *THIRD])


def test_after_it_is_handed_in_nothing_moves(stage: Stage) -> None:
    divide(stage, "planning", None, None)
    stage.hand_in()
    facts: dict[str, Any] = {"by": stage.world.ada, "now": stage.now}
    for act in (
        lambda: divide(stage, None, None, None),
        lambda: actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now),
        lambda: actions.show_parts(stage.own, **facts),
        lambda: actions.ask_for_parts(stage.own, people={stage.world.ben.pk}, **facts),
    ):
        with pytest.raises(actions.HandedIn):
            act()


def test_the_agency_and_its_trail_hear_nothing(stage: Stage) -> None:
    before = TrailEntry.objects.count()
    divide(stage, "planning", None, None)
    fill(stage, FIRST)
    actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now)
    actions.show_parts(stage.own, by=stage.world.ada, now=stage.now)

    assert TrailEntry.objects.count() == before
    assert seers(stage, Part, Part.objects.get()) == OWN


def test_who_divides(stage: Stage) -> None:
    assert yes_sayers(stage, rules.may_divide, stage.own) == {"ada"}
    assert yes_sayers(stage, rules.may_divide, stage.vr) == set()


def test_the_instrument_proposes_functions_that_there_are(stage: Stage) -> None:
    def found() -> dict[int, str]:
        seats = seats_to_choose(stage.own.participation)
        chosen = proposed(stage.own, seats, stage.now)
        position = {one.pk: one.position for one in areas(stage)}
        return {position[area]: seat.function.code for area, seat in chosen.items()}

    assert found() == {1: "core_activity", 3: "planning"}
    for holding in stage.world.ben.holdings.all():
        cohorts.end_holding(holding, until_on=stage.world.today, by=None, now=stage.now)
    member(stage)  # an analyst, who comes after planning and is there
    assert found() == {1: "core_activity", 3: "analyst"}


def test_another_institution_is_not_touched(stage: Stage) -> None:
    forte = open_for(stage.world, "Forte", PRECONDITIONS)
    divide(stage, "planning", "core_activity", "coordinator")
    answer = stage.agree(forte, 1, by=stage.world.dan)

    assert seers(stage, AgreedAnswer, answer) == {"dan"}
    assert len(draft_for(forte, stage.world.dan, stage.now).answers) == 11
