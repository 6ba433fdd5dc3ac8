"""Leaders who have not answered and coordinators are reminded, once by each rule; nothing that is
sent holds or tells of answers to anybody else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import User
from exchange_portal.outbox import delivery
from exchange_portal.outbox.kinds import Mail, notice_kind
from exchange_portal.outbox.models import Message, Notice
from selfassessment import events, reminders
from selfassessment.links import way_to_answer
from selfassessment.models import Assessment
from tests.personas import canary, login
from tests.selfassessment.conftest import MANAGEMENT, Stage, open_for

LEADERS = ["Ben Åkesson", "Hedda Öberg", "Maja Wall"]
EVERYONE = ["Ada Lind", *LEADERS]


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Vetenskapsrådet alone is asked, with nine days left; rules 14, 7 and 1."""
    stage.world.nora.holdings.all().delete()
    Assessment.objects.exclude(pk=stage.vr.pk).update(due_on=None)
    for days in (14, 7, 1):
        cohorts.add_reminder_rule(stage.world.round, days_before=days, by=None, now=stage.now)
    stage.world.round.reminder_rules.filter(days_before__in=[3, 0]).delete()
    return stage


def at(stage: Stage, days: int, hour: int = 12) -> datetime:
    """A moment so many days before the last day."""
    day = stage.world.days(9 - days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=get_default_timezone())


def reminded(now: datetime) -> list[str]:
    return sorted(one.recipient.name for one in reminders.due(now))


def notice(person: User, kind: str = events.REMINDER) -> Notice:
    return Notice.objects.filter(kind=kind, recipient=person).latest("pk")


def written(person: User, kind: str = events.REMINDER) -> Mail:
    mail = notice_kind(kind).write(notice(person, kind))
    assert "{" not in mail.subject + mail.text
    return mail


def is_wanted(person: User, now: datetime) -> bool:
    return notice_kind(events.REMINDER).still_wanted(notice(person), now)


# --- Who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "hour", "who"),
    [
        (8, 6, []),
        (8, 7, EVERYONE),
        (7, 6, []),
        (7, 7, EVERYONE),
        (0, 23, EVERYONE),
        (-1, 12, []),
    ],
)
def test_leaders_and_the_coordinator_by_day(
    asked: Stage, days: int, hour: int, who: list[str]
) -> None:
    assert reminded(at(asked, days, hour)) == who


def test_once_by_each_rule_the_latest_alone(asked: Stage) -> None:
    for days, hour in ((8, 7), (8, 8), (1, 9), (1, 20), (0, 12)):
        reminders.remind(now=at(asked, days, hour))

    for person in (asked.world.ada, asked.world.hedda):
        kept = Notice.objects.filter(kind=events.REMINDER, recipient=person)
        assert sorted(one.data["days_before"] for one in kept) == [1, 14]


def test_a_leader_is_left_alone_when_everything_is_answered(asked: Stage) -> None:
    asked.rate(asked.world.ben, 2)
    asked.answer_all(asked.world.hedda)

    assert reminded(at(asked, 7)) == ["Ada Lind", "Ben Åkesson", "Maja Wall"]


def test_closed_it_concerns_the_coordinator_and_handed_in_nobody(asked: Stage) -> None:
    asked.answer_all(asked.world.hedda)
    asked.close()
    assert reminded(at(asked, 7)) == ["Ada Lind"]

    asked.hand_in(asked.vr)
    assert reminded(at(asked, 7)) == []


def test_what_everyone_answers_together_reminds_the_coordinator(asked: Stage) -> None:
    Assessment.objects.filter(pk=asked.vr.pk).update(due_on=None)
    Assessment.objects.filter(pk=asked.own.pk).update(due_on=asked.world.days(9))
    assert reminded(at(asked, 7)) == ["Ada Lind"]

    asked.hand_in()
    assert reminded(at(asked, 7)) == []


def test_what_has_not_opened_reminds_nobody(asked: Stage) -> None:
    Assessment.objects.filter(pk=asked.vr.pk).update(opens_on=asked.world.days(3))

    assert reminded(at(asked, 7)) == []
    assert reminded(at(asked, 6)) == EVERYONE


def test_seats_accounts_and_the_round_of_today(asked: Stage) -> None:
    """Lena left yesterday; Nora begins two days before the last day."""
    cohorts.fill_seat(
        asked.world.seat("VR", "finance"),
        user=asked.world.nora,
        from_on=asked.world.days(7),
        by=None,
        now=asked.now,
    )
    assert reminded(at(asked, 3)) == EVERYONE
    assert reminded(at(asked, 2)) == sorted([*EVERYONE, "Nora Dahl"])

    User.objects.filter(pk=asked.world.ben.pk).update(is_active=False)
    cohorts.end_holding(
        asked.world.seat("VR", "head").holdings.get(),
        until_on=asked.world.days(2),
        by=None,
        now=asked.now,
    )
    assert reminded(at(asked, 8)) == ["Ada Lind", "Hedda Öberg", "Maja Wall"]
    assert reminded(at(asked, 7)) == ["Ada Lind", "Maja Wall"]

    asked.world.round.ends_on = asked.world.days(1)
    asked.world.round.save()
    assert reminded(at(asked, 7)) == []


def test_who_leads_and_coordinates_gets_one_mail_of_both(asked: Stage) -> None:
    seat = asked.world.seat("VR", "finance")
    seat.holdings.all().delete()
    cohorts.fill_seat(seat, user=asked.world.ada, from_on=asked.world.today, by=None, now=asked.now)
    reminders.remind(now=at(asked, 7))
    assert reminded(at(asked, 7)) == EVERYONE
    assert Notice.objects.filter(kind=events.REMINDER, recipient=asked.world.ada).count() == 1
    text = written(asked.world.ada).text
    assert "Dina egna svar saknas" in text
    assert "Sedan enas ni om gemensamma svar." in text

    asked.answer_all(asked.world.ada)
    reminders.remind(now=at(asked, 7))
    assert Notice.objects.filter(kind=events.REMINDER, recipient=asked.world.ada).count() == 1
    assert "Dina egna svar" not in written(asked.world.ada).text


# --- The mail -----------------------------------------------------------------------------------


def test_a_leaders_mail(asked: Stage) -> None:
    reminders.remind(now=at(asked, 7))
    mail = written(asked.world.hedda)

    assert mail.subject.startswith("Svara senast ")
    for text in (mail.text, mail.html):
        assert "Hej Hedda Öberg!" in text
        assert "Sista dagen att lämna in för Vetenskapsrådet är " in text
        assert "Det tar ungefär 6 minuter." in text
        assert settings.PORTAL_URL + way_to_answer(asked.world.hedda, asked.vr, asked.now) in text
        assert "Länken är din egen" in text
        assert "Bara du ser vad du själv svarar." in text
        assert "Cleo Berg är er kontaktperson" in text
        assert (text.count("/lank/"), text.count("/sjalvskattning/")) == (1, 0)


def test_the_coordinators_mails(asked: Stage) -> None:
    Assessment.objects.filter(pk=asked.own.pk).update(due_on=asked.world.days(9))
    reminders.remind(now=at(asked, 7))
    mails = {
        one.data["assessment"]: notice_kind(events.REMINDER).write(one)
        for one in Notice.objects.filter(kind=events.REMINDER, recipient=asked.world.ada)
    }
    of_management, own = mails[asked.vr.pk], mails[asked.own.pk]

    assert of_management.subject.startswith("Lämna in senast ")
    assert "45 minuter för ledningsgruppen att enas" in of_management.text
    assert "60 minuter. Kollegor" in own.text
    for assessment, mail in ((asked.vr, of_management), (asked.own, own)):
        link = settings.PORTAL_URL + reverse("assessment", args=[assessment.key])
        assert link in mail.text
        assert link in mail.html


def test_the_mail_in_english_and_on_the_last_day(asked: Stage) -> None:
    cohorts.add_reminder_rule(asked.world.round, days_before=0, by=None, now=asked.now)
    User.objects.filter(pk=asked.world.hedda.pk).update(language="en")
    reminders.remind(now=at(asked, 0))

    assert written(asked.world.ben).subject.startswith("Sista dagen i dag: ")
    mail = written(asked.world.hedda)
    assert "It takes about 6 minutes." in mail.text
    assert "Answer the questions" in mail.html


def test_the_mails_do_not_change_with_what_was_answered(asked: Stage) -> None:
    """Not the coordinator's with what leaders do, nor a leader's with what is answered so far."""
    reminders.remind(now=at(asked, 7))
    before = [written(person) for person in (asked.world.ada, asked.world.ben)]
    asked.answer_all(asked.world.hedda)
    for number in range(1, 9):
        asked.rate(asked.world.ben, 4, number=number)

    assert [written(person) for person in (asked.world.ada, asked.world.ben)] == before


def test_it_is_wanted_while_there_is_something_to_do(asked: Stage) -> None:
    now = at(asked, 7)
    reminders.remind(now=now)
    assert is_wanted(asked.world.hedda, now)
    assert not is_wanted(asked.world.hedda, now + timedelta(days=8))

    asked.answer_all(asked.world.hedda)
    assert not is_wanted(asked.world.hedda, now)
    assert is_wanted(asked.world.ben, now)
    asked.close()
    assert not is_wanted(asked.world.ben, now)
    assert is_wanted(asked.world.ada, now)
    asked.hand_in(asked.vr)
    assert not is_wanted(asked.world.ada, now)


def test_it_is_not_wanted_when_the_day_or_the_person_is_another(asked: Stage) -> None:
    now = at(asked, 7)
    reminders.remind(now=now)
    User.objects.filter(pk=asked.world.ben.pk).update(is_active=False)
    assert not is_wanted(asked.world.ben, now)

    Assessment.objects.filter(pk=asked.vr.pk).update(due_on=asked.world.days(12))
    assert not is_wanted(asked.world.hedda, now)


# --- What the agency knows ----------------------------------------------------------------------


def test_the_agency_does_not_see_who_was_reminded(asked: Stage, client: Client) -> None:
    """Who is reminded of answering tells who has not answered."""
    now = at(asked, 7)
    reminders.remind(now=now)
    delivery.write_notices(lambda: now, limit=100)
    sent = Message.objects.filter(kind=events.REMINDER)
    assert sent.count() == 4

    client = login(client, asked.world.gun)
    page = client.get(reverse("admin:outbox_message_changelist")).content.decode()
    assert "hedda@vr.example" in page  # her welcome
    assert "Svara senast" not in page
    assert "Lämna in senast" not in page
    for one in sent:
        url = reverse("admin:outbox_message_change", args=[one.pk])
        assert client.get(url).status_code == 302  # there is nothing there


def test_the_contact_person_hears_that_it_is_handed_in(asked: Stage) -> None:
    submitted = asked.hand_in()
    mail = written(asked.world.cleo, events.RECEIVED)

    assert mail.subject.startswith("Vetenskapsrådet har lämnat in: ")
    for text in (mail.text, mail.html):
        assert settings.PORTAL_URL + reverse("submitted_assessment", args=[submitted.key]) in text
        assert canary("VR") not in text
    one = notice(asked.world.cleo, events.RECEIVED)
    assert notice_kind(events.RECEIVED).still_wanted(one, asked.now)
    for engagement in asked.world.cleo.engagements.all():
        cohorts.end_engagement(engagement, until_on=asked.world.today, by=None, now=asked.now)
    assert not notice_kind(events.RECEIVED).still_wanted(one, asked.now)


def test_as_many_queries_however_many_wait(asked: Stage, django_assert_num_queries: Any) -> None:
    now = at(asked, 7)
    reminders.due(now)  # what a published version asks is remembered
    with django_assert_num_queries(5):
        assert len(reminders.due(now)) == 4
    for days in (1, 2):
        open_for(asked.world, "VR", MANAGEMENT, opens_on=asked.world.days(days))
    with django_assert_num_queries(5):
        assert len(reminders.due(now)) == 12
