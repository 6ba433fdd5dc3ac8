"""«Jag är klar»: what was chosen is looked through, and one press is left."""

from http import HTTPStatus

from django.conf import settings
from pytest_django.asserts import assertRedirects

from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from selfassessment import events, reminders
from selfassessment.links import way_to_answer
from selfassessment.models import Finish
from tests.selfassessment.asking import Visitor, page, url
from tests.selfassessment.conftest import Stage


def test_a_slip_is_changed_and_leads_back_to_all_of_them(stage: Stage, visitor: Visitor) -> None:
    stage.choose_all(stage.world.hedda)
    hedda, here = visitor("hedda"), url("rate", stage.vr, 3)
    assertRedirects(hedda.get(url("answering", stage.vr)), url("rated", stage.vr))
    assert "Till dina svar" in page(hedda.get(here))

    answer = hedda.post(here, {"present": 1, "version": 2})
    assertRedirects(answer, url("rated", stage.vr))
    assert "Nu: Inte alls. Dit du vill: Fullt ut." in page(hedda.get(answer["Location"]))


def test_the_press_is_refused_with_what_is_left(stage: Stage, visitor: Visitor) -> None:
    hedda, press = visitor("hedda"), url("finish_answering", stage.vr)
    stage.rate(stage.world.hedda, 2)
    early = hedda.post(press)
    assert early.status_code == HTTPStatus.CONFLICT
    assert "Några frågor är kvar. Det du har valt är sparat." in page(early)
    assert url("rate", stage.vr, 1) in page(early)

    stage.choose_all(stage.world.ben)
    stage.close()
    late = visitor("ben").post(press)
    assert late.status_code == HTTPStatus.CONFLICT
    assert "Det du har valt är sparat och räknas med." in page(late)
    assert not Finish.objects.exists()


def test_somebody_else_in_the_same_browser_says_nothing(stage: Stage, visitor: Visitor) -> None:
    stage.choose_all(stage.world.hedda)
    stage.choose_all(stage.world.ben)
    visitor("ben").post(url("finish_answering", stage.vr), {"vem": str(stage.world.hedda.key)})

    assert not Finish.objects.exists()


def test_the_reminder_says_that_one_press_is_left(stage: Stage) -> None:
    stage.choose_all(stage.world.hedda)
    now = stage.noon(9)
    reminders.remind(now=now)
    kind = notice_kind(events.REMINDER)
    mine = Notice.objects.filter(kind=events.REMINDER, data__assessment=stage.vr.pk)
    notice = mine.get(recipient=stage.world.hedda)
    mail = kind.write(notice)
    for text in (mail.text, mail.html):
        assert "Ett tryck är kvar" in text
        assert settings.PORTAL_URL + way_to_answer(stage.world.hedda, stage.vr, now) in text
        assert "Dina egna svar saknas" not in text
    assert "Ett tryck är kvar" not in kind.write(mine.get(recipient=stage.world.ben)).text

    stage.finish(stage.world.hedda)
    assert not kind.still_wanted(notice, now)
