"""A coordinator asks leaders to answer. Nobody at the agency hears of it."""

import pytest
from django.utils import timezone

from cohorts.models import User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.kinds import private_notices
from exchange_portal.outbox.models import Message, Notice
from selfassessment import events
from selfassessment.links import way_to_answer
from tests.selfassessment.asking import Visitor, page, url
from tests.selfassessment.conftest import Stage


def test_leaders_who_have_not_answered(stage: Stage, visitor: Visitor) -> None:
    stage.answer_all(stage.world.ben)
    shown = visitor("ada").get(url("assessment", stage.vr))

    names = {one.name for one in shown.context["waiting"]}
    assert "Ben Åkesson" not in names
    assert {"Hedda Öberg", "Maja Wall"} <= names


def test_the_mail_says_who_asks_once(stage: Stage, visitor: Visitor) -> None:
    ada, hedda = visitor("ada"), stage.world.hedda
    before = TrailEntry.objects.count()
    for said in ("En kollega får ett mejl.", "De du valde har redan fått en påminnelse i dag."):
        chosen = {"person": [hedda.pk, stage.world.dan.pk]}
        told = page(ada.post(url("ask_respondents", stage.vr), chosen, follow=True))
        assert said in told
    assert "Har fått en påminnelse i dag" in told

    delivery.write_notices(timezone.now, limit=100)
    (message,) = Message.objects.filter(kind=events.ASKED)
    assert message.recipient == hedda
    assert "Ada Lind, som är samordnare, ber dig svara på självskattningen:" in message.text
    assert way_to_answer(hedda, stage.vr, stage.now) in message.text
    assert events.ASKED in private_notices()
    assert TrailEntry.objects.count() == before


def test_whoever_answers_first_gets_none(stage: Stage, visitor: Visitor) -> None:
    ada, hedda = visitor("ada"), stage.world.hedda
    ada.post(url("ask_respondents", stage.vr), {"person": [hedda.pk]})
    notice = Notice.objects.get(kind=events.ASKED)
    assert notice.state == Notice.State.WAITING
    stage.answer_all(hedda)
    delivery.write_notices(timezone.now, limit=100)

    notice.refresh_from_db()
    assert notice.state == Notice.State.DROPPED
    assert not Message.objects.filter(kind=events.ASKED).exists()
    refused = ada.post(url("ask_respondents", stage.vr), {"person": [hedda.pk]})
    assert refused.status_code == 409
    assert "Ingen av dem du valde saknas nu." in refused.text


def test_not_when_the_answers_are_closed(stage: Stage, visitor: Visitor) -> None:
    stage.answer_all(stage.world.ben)
    stage.close()
    visitor("ada").post(url("ask_respondents", stage.vr), {"person": [stage.world.hedda.pk]})

    assert not Notice.objects.filter(kind=events.ASKED).exists()


def test_whoever_was_reminded_today_is_left_out(stage: Stage, visitor: Visitor) -> None:
    """Also by the portal itself: of two chosen one gets a mail."""
    hedda, maja = stage.world.hedda, stage.world.people["maja"]
    remind(stage, hedda)
    chosen = {"person": [hedda.pk, maja.pk]}
    told = page(visitor("ada").post(url("ask_respondents", stage.vr), chosen, follow=True))

    assert "En kollega får ett mejl." in told
    assert [one.recipient for one in Notice.objects.filter(kind=events.ASKED)] == [maja]


def remind(stage: Stage, person: User) -> None:
    """As the portal itself does."""
    Notice.objects.create(
        kind=events.REMINDER,
        once="prov",
        recipient=person,
        data={"assessment": stage.vr.pk},
        due_at=stage.now,
        created_at=stage.now,
    )


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 19, "²", "٣"])
def test_what_is_no_persons_number_asks_nobody(stage: Stage, visitor: Visitor, number: str) -> None:
    answer = visitor("ada").post(url("ask_respondents", stage.vr), {"person": [number]})

    assert answer.status_code == 409
    assert not Notice.objects.filter(kind=events.ASKED).exists()
