"""What coordinators are mailed when something is withdrawn, and opened again."""

from django.urls import reverse

from exchange_portal.outbox.kinds import Mail, notice_kind
from exchange_portal.outbox.models import Notice
from selfassessment import actions, events
from tests.selfassessment.conftest import MANAGEMENT, Stage, open_for
from tests.selfassessment.test_withdrawing import REASON, mailed, withdraw


def written(kind: str) -> Mail:
    notice = Notice.objects.filter(kind=kind).latest("pk")
    mail = notice_kind(kind).write(notice)
    assert "{" not in mail.subject + mail.text
    return mail


def is_wanted(stage: Stage, kind: str) -> bool:
    return notice_kind(kind).still_wanted(Notice.objects.filter(kind=kind).latest("pk"), stage.now)


def test_coordinators_get_a_mail_of_each(stage: Stage) -> None:
    for _twice in range(2):
        withdraw(stage, stage.vr)
    assert mailed(stage, events.WITHDRAWAL) == ["Ada Lind"]
    mail = written(events.WITHDRAWAL)
    assert mail.subject.startswith("Återkallad: Förändringspotential och ambitionsnivå")
    for text in (mail.text, mail.html):
        assert "Cleo Berg har återkallat en självskattning för Vetenskapsrådet." in text
        assert REASON in text
        assert reverse("assessment", args=[stage.vr.key]) in text
    assert is_wanted(stage, events.WITHDRAWAL)

    actions.restore([stage.vr], by=stage.world.gun, now=stage.now)
    assert not is_wanted(stage, events.WITHDRAWAL)
    assert is_wanted(stage, events.RESTORATION)
    mail = written(events.RESTORATION)
    assert "har öppnat en självskattning igen för Vetenskapsrådet" in mail.text
    withdraw(stage, stage.vr)
    assert not is_wanted(stage, events.RESTORATION)


def test_what_has_not_opened_is_withdrawn_in_silence(stage: Stage) -> None:
    later = open_for(stage.world, "VR", MANAGEMENT, opens_on=stage.world.days(2))
    withdraw(stage, later)

    assert mailed(stage, events.WITHDRAWAL) == []
