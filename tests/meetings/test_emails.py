"""The mails: what they say, to whom, in which language, and when they are no longer wanted."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from cohorts import actions as cohorts
from exchange_portal.outbox.kinds import Mail, notice_kind
from exchange_portal.outbox.models import Notice
from meetings import actions, events, reminders
from tests.meetings.conftest import Stage, move_due
from tests.personas import canary


def notice(kind: str, name: str | None = None) -> Notice:
    found = Notice.objects.filter(kind=kind).select_related("recipient")
    return found.get() if name is None else found.get(recipient__name=name)


def written(kind: str) -> Mail:
    mail = notice_kind(kind).write(notice(kind))
    assert "\n" not in mail.subject
    assert "{" not in mail.subject + mail.text
    return mail


def is_wanted(kind: str, stage: Stage, days: int = 0) -> bool:
    return notice_kind(kind).still_wanted(notice(kind), stage.now + timedelta(days=days))


def link(route: str, key: object) -> str:
    return settings.PORTAL_URL + reverse(route, args=[key])


def reminded(stage: Stage, days_left: int = 3) -> None:
    """Only Ada is left to remind."""
    move_due(stage.assignment, days_left, stage.world)
    stage.hand_in(stage.forte, by=stage.world.dan)
    reminders.remind(now=noon(stage))
    Notice.objects.exclude(recipient=stage.world.ada).delete()


def noon(stage: Stage):
    return localtime(stage.now).replace(hour=12)


def test_the_receipt_says_when_what_and_where(stage: Stage) -> None:
    version = stage.hand_in()
    mail = written(events.RECEIPT)

    assert mail.subject.startswith("Kvitto: Vetenskapsrådet har lämnat in ")
    assert "Beskriv ert utgångsläge" in mail.subject
    for text in (mail.text, mail.html):
        assert "Hej Ada Lind!" in text
        assert version.fingerprint in text
        assert link("submitted", version.key) in text
        assert " kl. " in text


def test_the_receipt_has_the_year_who_reads_and_whom_to_ask(stage: Stage) -> None:
    stage.hand_in()
    mail = written(events.RECEIPT)

    assert f" {stage.world.today.year} kl. " in mail.text
    for text in (mail.text, mail.html):
        assert "Jämställdhetsmyndigheten och de andra i grupp 2 kan läsa det." in text
        assert "Forte" not in text
    assert 'class="fingerprint"' in mail.html


def test_mails_say_who_writes_and_whom_to_ask(stage: Stage) -> None:
    reminded(stage)
    stage.send_back(stage.hand_in())
    for kind in (events.REMINDER, events.RECEIPT, events.COMPLETION):
        one = Notice.objects.filter(kind=kind, recipient=stage.world.ada).get()
        mail = notice_kind(kind).write(one)
        for text in (mail.text, mail.html):
            assert "Mejlet kommer från Jämställdhetsmyndigheten, som leder JiM+." in text
            assert "Cleo Berg är er kontaktperson på Jämställdhetsmyndigheten:" in text
            assert "cleo@jamy.example" in text


def test_mails_hold_nothing_of_what_was_written(stage: Stage) -> None:
    stage.hand_in()
    for kind in (events.RECEIPT, events.RECEIVED):
        mail = written(kind)
        assert canary("VR") not in mail.subject + mail.text + mail.html


def test_the_contact_person_hears_who_handed_in(stage: Stage) -> None:
    version = stage.hand_in()
    mail = written(events.RECEIVED)

    assert mail.subject.startswith("Vetenskapsrådet har lämnat in")
    assert "Beskriv ert utgångsläge" in mail.subject
    assert link("staff_submitted", version.key) in mail.text


def test_the_coordinator_reads_what_to_complete(stage: Stage) -> None:
    stage.send_back(stage.hand_in(), "Skriv mer om <målen> & måtten.")
    mail = written(events.COMPLETION)

    assert mail.subject.startswith("Behöver kompletteras: ")
    assert mail.subject.endswith("Vetenskapsrådet")
    assert "Skriv mer om <målen> & måtten." in mail.text
    assert "Skriv mer om &lt;målen&gt; &amp; måtten." in mail.html
    assert link("assignment", stage.assignment.key) in mail.text
    assert "Cleo Berg" in mail.text


@pytest.mark.parametrize(("days", "words"), [(3, "Lämna in senast "), (0, "Sista dagen i dag: ")])
def test_the_reminder_says_when(stage: Stage, days: int, words: str) -> None:
    reminded(stage, days)
    mail = written(events.REMINDER)

    assert mail.subject.startswith(words)
    assert "Beskriv ert utgångsläge" in mail.subject
    assert mail.subject.endswith("Vetenskapsrådet")
    assert link("assignment", stage.assignment.key) in mail.text


def test_mails_are_in_the_persons_language(stage: Stage) -> None:
    stage.hand_in()
    one = notice(events.RECEIPT)
    one.recipient.language = "en"

    assert 'lang="en"' in notice_kind(events.RECEIPT).write(one).html


def test_a_receipt_is_wanted_while_one_belongs_there(stage: Stage) -> None:
    stage.hand_in()
    assert is_wanted(events.RECEIPT, stage)

    leave(stage)
    assert not is_wanted(events.RECEIPT, stage)


def test_the_contact_person_wants_to_hear_while_engaged(stage: Stage) -> None:
    stage.hand_in()
    assert is_wanted(events.RECEIVED, stage)

    for engagement in stage.world.cleo.engagements.all():
        cohorts.end_engagement(engagement, until_on=stage.world.today, by=None, now=stage.now)
    assert not is_wanted(events.RECEIVED, stage)


def test_completion_is_wanted_until_it_is_done(stage: Stage) -> None:
    stage.send_back(stage.hand_in())
    assert is_wanted(events.COMPLETION, stage)

    stage.hand_in()
    assert not is_wanted(events.COMPLETION, stage)


def test_completion_is_for_coordinators(stage: Stage) -> None:
    stage.send_back(stage.hand_in())
    leave(stage)

    assert not is_wanted(events.COMPLETION, stage)


def test_a_reminder_is_wanted_until_it_is_handed_in(stage: Stage) -> None:
    reminded(stage)
    assert is_wanted(events.REMINDER, stage)

    version = stage.hand_in()
    assert not is_wanted(events.REMINDER, stage)
    stage.send_back(version)
    assert is_wanted(events.REMINDER, stage)


def test_a_reminder_is_not_wanted_when_its_day_is_gone(stage: Stage) -> None:
    reminded(stage)

    assert is_wanted(events.REMINDER, stage, days=3)
    assert not is_wanted(events.REMINDER, stage, days=4)


def test_a_reminder_of_another_day_is_not_wanted(stage: Stage) -> None:
    reminded(stage)
    actions.change_assignment(stage.assignment, due_on=stage.world.days(8), by=None, now=stage.now)
    assert not is_wanted(events.REMINDER, stage)


def test_a_reminder_is_for_coordinators(stage: Stage) -> None:
    reminded(stage)
    leave(stage)

    assert not is_wanted(events.REMINDER, stage)


def leave(stage: Stage) -> None:
    """Ada's seat ended today."""
    holding = stage.world.seat("VR", "coordinator").holdings.get()
    cohorts.end_holding(holding, until_on=stage.world.today, by=None, now=stage.now)
