"""A coordinator asks leaders to answer. Nobody at the agency hears of it."""

from django.urls import reverse
from django.utils import timezone

from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.kinds import private_notices
from exchange_portal.outbox.models import Message, Notice
from selfassessment import events
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
    for _ in range(2):
        chosen = {"person": [hedda.pk, stage.world.dan.pk]}
        told = page(ada.post(url("ask_respondents", stage.vr), chosen, follow=True))
        assert "En kollega får ett mejl." in told
    assert "Har fått en påminnelse i dag" in told

    delivery.write_notices(timezone.now, limit=100)
    (message,) = Message.objects.filter(kind=events.ASKED)
    assert message.recipient == hedda
    assert "Ada Lind, som är samordnare, ber dig svara på självskattningen:" in message.text
    assert reverse("answering", args=[stage.vr.key]) in message.text
    assert events.ASKED in private_notices()
    assert TrailEntry.objects.count() == before


def test_whoever_answers_first_gets_none(stage: Stage, visitor: Visitor) -> None:
    ada, hedda = visitor("ada"), stage.world.hedda
    ada.post(url("ask_respondents", stage.vr), {"person": [hedda.pk]})
    stage.answer_all(hedda)
    delivery.write_notices(timezone.now, limit=100)

    assert not Message.objects.filter(kind=events.ASKED).exists()
    refused = ada.post(url("ask_respondents", stage.vr), {"person": [hedda.pk]})
    assert refused.status_code == 409
    assert "Ingen av dem du valde saknas nu." in refused.text


def test_not_when_the_answers_are_closed(stage: Stage, visitor: Visitor) -> None:
    stage.answer_all(stage.world.ben)
    stage.close()
    visitor("ada").post(url("ask_respondents", stage.vr), {"person": [stage.world.hedda.pk]})

    assert not Notice.objects.filter(kind=events.ASKED).exists()
