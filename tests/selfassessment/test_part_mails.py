"""Parts of an assessment on Min sida, in reminders and in the coordinator's mails."""

from typing import Any

import pytest

from exchange_portal.outbox.kinds import Mail, notice_kind
from exchange_portal.outbox.models import Notice
from selfassessment import actions, events, reminders
from selfassessment.models import Assessment
from tests.selfassessment.conftest import Stage
from tests.selfassessment.test_parts import FIRST, SECOND, THIRD, divide, fill, told


def test_min_sida_asks_each_for_their_own(stage: Stage) -> None:
    divide(stage, "planning", "core_activity", None)
    assert told(stage, "ben") == [("Självskattning. Svara på delen Ledning och ansvar.", 16, False)]
    assert told(stage, "hedda") == [("Självskattning. Svara tillsammans och lämna in.", 22, False)]
    assert told(stage, "ada") == [
        ("Självskattning. 0 av 2 delar är klara. Sätt ihop och lämna in.", 22, False)
    ]
    divide(stage, "planning", "core_activity", "planning")
    assert told(stage, "ben")[0][:2] == (
        "Självskattning. Svara på delarna Ledning och ansvar, Uppdrag och nuläge.",
        38,
    )
    assert told(stage, "hedda") == []

    fill(stage, (*FIRST, *THIRD))
    actions.finish_parts(stage.own, by=stage.world.ben, now=stage.now)
    done = "Självskattning. Din del är klar. Du kan ändra tills allt lämnas in."
    assert told(stage, "ben") == [(done, 0, True)]
    actions.show_parts(stage.own, by=stage.world.ada, now=stage.now)
    assert told(stage, "hedda")[0][1:] == (0, True)


def test_reminders_ask_the_parts_people_and_not_all(stage: Stage) -> None:
    stage.world.nora.holdings.all().delete()
    Assessment.objects.exclude(pk=stage.own.pk).update(due_on=None)
    divide(stage, "planning", "core_activity", None)
    fill(stage, SECOND)
    actions.finish_parts(stage.own, by=stage.world.maja, now=stage.now)
    found = reminders.due(stage.noon(6))
    assert sorted(one.recipient.name for one in found) == ["Ada Lind", "Ben Åkesson"]

    reminders.remind(now=stage.noon(6))
    mail = written(stage.world.ben, events.REMINDER)
    assert mail.subject.startswith("Svara senast ")
    assert "Din del är: Ledning och ansvar. Det tar ungefär 16 minuter." in mail.text
    assert "1 av 2 delar är klara. Du sätter ihop" in written(stage.world.ada).text
    assert is_wanted(stage.world.ben, stage)
    divide(stage, None, "core_activity", None)
    assert (is_wanted(stage.world.ben, stage), is_wanted(stage.world.ada, stage)) == (False, True)


def test_the_coordinator_asks_those_who_are_missing_once_a_day(stage: Stage) -> None:
    world = stage.world
    divide(stage, "planning", "core_activity", "coordinator")
    fill(stage, SECOND)
    actions.finish_parts(stage.own, by=world.maja, now=stage.now)
    everyone = {one.pk for one in world.people.values()}

    def ask(people: set[int]) -> int:
        return actions.ask_for_parts(stage.own, people=people, by=world.ada, now=stage.now)

    with pytest.raises(actions.NobodyToAsk):
        ask({world.maja.pk, world.dan.pk, world.ada.pk})
    assert (ask(everyone), ask(everyone)) == (1, 0)
    asked = Notice.objects.filter(kind=events.PART_ASKED)
    assert [one.recipient.name for one in asked] == ["Ben Åkesson"]
    mail = written(world.ben, events.PART_ASKED)
    assert mail.subject.startswith("Ada Lind ber dig svara på en del: Förutsättningar")
    assert "Din del är: Ledning och ansvar. Det tar ungefär 16 minuter." in mail.text

    kind, notice = notice_kind(events.PART_ASKED), asked.get()
    assert kind.still_wanted(notice, stage.now)
    fill(stage, FIRST)
    actions.finish_parts(stage.own, by=world.ben, now=stage.now)
    assert not kind.still_wanted(notice, stage.now)


def written(person: Any, kind: str = events.REMINDER) -> Mail:
    notice = Notice.objects.filter(kind=kind, recipient=person).latest("pk")
    mail = notice_kind(kind).write(notice)
    assert "{" not in mail.subject + mail.text
    return mail


def is_wanted(person: Any, stage: Stage) -> bool:
    notice = Notice.objects.filter(kind=events.REMINDER, recipient=person).latest("pk")
    return notice_kind(events.REMINDER).still_wanted(notice, stage.noon(6))
