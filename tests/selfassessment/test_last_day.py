"""Another last day for what was asked, and what follows it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from selfassessment import actions, events, reminders
from selfassessment.models import Assessment
from selfassessment.queries.todos import todo
from tests.selfassessment.asking import Visitor, page
from tests.selfassessment.conftest import Stage, open_for

NEW = 30  # days from today


def change(stage: Stage, days: int | None, *assessments: Assessment) -> list[Assessment]:
    due_on = None if days is None else stage.world.days(days)
    return actions.change_last_day(assessments, due_on=due_on, by=stage.world.cleo, now=stage.now)


def test_reminders_and_todos_follow_it(stage: Stage) -> None:
    Assessment.objects.exclude(pk=stage.vr.pk).update(due_on=None)
    now = stage.noon(9)
    assert reminders.due(now) != []
    change(stage, NEW, stage.vr)

    assert reminders.due(now) == []
    later = stage.noon(NEW)
    assert {one.day for one in reminders.due(later)} == {stage.world.days(NEW)}
    assert [due.due_on for due in todo(stage.world.hedda, stage.now)] == [
        stage.world.days(NEW),
        None,
    ]


def test_coordinators_get_a_mail_once_for_each_change(stage: Stage) -> None:
    for _twice in range(2):
        change(stage, NEW, stage.vr)
    (notice,) = Notice.objects.filter(kind=events.NEW_LAST_DAY)
    mail = notice_kind(events.NEW_LAST_DAY).write(notice)
    assert notice.recipient == stage.world.ada
    assert mail.subject.startswith("Ny sista dag ")
    assert "Cleo Berg har bytt sista dag." in mail.text
    assert notice_kind(events.NEW_LAST_DAY).still_wanted(notice, stage.now)

    actions.change_last_day(
        [stage.vr], due_on=None, by=stage.world.cleo, now=stage.now + timedelta(minutes=1)
    )
    assert not notice_kind(events.NEW_LAST_DAY).still_wanted(notice, stage.now)
    latest = Notice.objects.filter(kind=events.NEW_LAST_DAY).latest("pk")
    mail = notice_kind(events.NEW_LAST_DAY).write(latest)
    assert mail.subject.startswith("Ingen sista dag längre: ")
    assert notice_kind(events.NEW_LAST_DAY).still_wanted(latest, stage.now)
    about = TrailEntry.objects.filter(event=events.CHANGED, about_id=stage.vr.pk)
    assert [one.fields for one in about] == [["due_on"], ["due_on"]]


def test_not_before_it_opens_and_not_in_the_past(stage: Stage) -> None:
    with pytest.raises(actions.DatesOutOfOrder):
        change(stage, -6, stage.vr)
    with pytest.raises(actions.DayHasPassed):
        change(stage, -1, stage.vr)
    assert stage.vr.due_on == stage.world.days(9)


def test_for_all_who_have_not_handed_in(stage: Stage, visitor: Visitor) -> None:
    forte = stage.management["Forte"]
    stage.rate(stage.world.hedda, 2)
    stage.close()
    stage.hand_in(stage.vr)
    withdrawn = open_for(stage.world, "Formas", "ledningens-forandring-och-ambition")
    actions.withdraw([withdrawn], reason="Fel.", by=stage.world.cleo, now=stage.now)
    cleo, new = visitor("cleo"), stage.world.days(NEW)
    here = reverse("asked_assessment", args=[forte.key])
    answer = cleo.post(
        reverse("change_last_day", args=[forte.key]), {"due_on": new, "whom": "alla"}
    )

    assertRedirects(answer, here, fetch_redirect_response=False)
    assert "Sista dagen är ändrad." in page(cleo.get(here))
    assert list(Assessment.objects.filter(due_on=new)) == [forte]


def test_the_page_is_cheap(
    stage: Stage, visitor: Visitor, django_assert_max_num_queries: Any
) -> None:
    cleo = visitor("cleo")
    here = reverse("asked_assessment", args=[stage.vr.key])
    cleo.get(here)  # that the second factor is there is remembered

    with django_assert_max_num_queries(10):
        cleo.get(here)


@pytest.mark.parametrize("day", ["2001-01-01", "9999-12-31", "x"])
def test_a_wrong_day_changes_nothing_and_is_kept(stage: Stage, visitor: Visitor, day: str) -> None:
    answer = visitor("cleo").post(
        reverse("change_last_day", args=[stage.vr.key]), {"due_on": day, "whom": "en"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{day}"' in page(answer)
    assert stage.vr.due_on == stage.world.days(9)


def test_what_opens_later_is_listed_and_can_be_put_right(stage: Stage, visitor: Visitor) -> None:
    later = open_for(
        stage.world, "Formas", "ledningens-forandring-och-ambition", opens_on=stage.world.days(3)
    )
    cleo = visitor("cleo")
    assert "Öppnar " in page(cleo.get(reverse("staff_assessments")))
    change(stage, NEW, later)

    later.refresh_from_db()
    assert later.due_on == stage.world.days(NEW)
    assert not Notice.objects.filter(kind=events.NEW_LAST_DAY).exists()
