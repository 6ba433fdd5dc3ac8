"""Whom the preparation asks and reminds: those who do the work of a seat, and no mentors."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import Participation
from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import short_day
from meetings import actions as meetings
from preparation import events, reminders
from preparation.models import Confirmation
from tests.personas import World
from tests.preparation.test_confirming import at, due, noon, remind, ticked
from tests.preparation.test_course import at as course_at
from tests.programmes.test_home import page, words

pytestmark = pytest.mark.usefixtures("own_storage")

type Browser = Callable[[str], Client]


def test_for_whom_stands_in(prepared: World, browser: Browser) -> None:
    """Whoever acts as head for some days confirms; whoever comes to one meeting is asked nothing,
    not even of the course, and nobody waits for them."""
    meeting = meetings.plan_meeting(
        prepared.group2, kind="themed", number=1, theme_sv="Tema", held_on=prepared.days(4),
        by=None, now=prepared.now,
    )  # fmt: skip
    days: Any = {"from_on": prepared.today, "until_on": prepared.days(9)}
    act: Any = {"by": prepared.cleo, "now": prepared.now}
    seat = prepared.seat("VR", "head")
    for user, scope in ((prepared.nils, meeting.scope), (prepared.lena, None)):
        cohorts.name_stand_in(seat, user=user, meeting_scope=scope, **days, **act)

    nils, lena = browser("nils"), browser("lena")
    asked = "Bekräfta att ledningen står bakom"
    assert asked not in words(page(Client(), prepared.nils))
    assert "Grunderna i jämställdhetsintegrering" not in words(page(Client(), prepared.nils))
    assert nils.post(at(prepared, name="confirm"), {}).status_code == 403
    remind(prepared, 2)
    assert due(prepared) == [(prepared.lena, 3)]
    assert asked in words(page(Client(), prepared.lena))
    lena.post(at(prepared, name="confirm"), ticked(lena, prepared))
    assert Confirmation.objects.get().content["function_sv"] == "Generaldirektör"
    shown = browser("ada").get(reverse("course", args=[prepared.participations["VR"].key]))
    assert "Kvar: Ada Lind, Ben Åkesson, Lena Ström" in words(shown.text)


def test_a_mentor_is_asked_nothing_of_the_preparation(prepared: World, browser: Browser) -> None:
    place = prepared.participations["VR"]
    place.role = Participation.Role.MENTOR
    place.save()
    remind(prepared, 2)

    assert due(prepared) == []
    asked = {one.recipient for one in reminders.courses_due(noon(prepared, 17))}
    assert asked == {prepared.dan, prepared.eve}
    for person in (prepared.ada, prepared.hedda):
        shown = words(page(Client(), person))
        assert "Ledningens bekräftelse" not in shown
        assert "Grunderna i jämställdhetsintegrering" not in shown
    told = browser("cleo").get(reverse("staff_readiness")).context["tables"][0].rows
    ((row, verdict),) = [(row, verdict) for row, one, verdict in told if one.pk == place.pk]
    assert [cell.label for _name, cell in row.cells] == ["–", "–"]
    assert verdict.missing == 1  # a vacant seat
    shown = words(browser("ada").get(reverse("readiness", args=[place.key])).text)
    assert "Ledningens bekräftelse" not in shown


def test_who_is_away_is_not_waited_for(prepared: World, browser: Browser) -> None:
    """Whoever stands in for some days is; and what the other has said they still see."""
    browser("ben").post(course_at(prepared, name="say_course"), {"kind": "known"})
    cohorts.name_stand_in(
        prepared.seat("VR", "planning"),
        user=prepared.nils,
        from_on=prepared.today,
        until_on=prepared.days(9),
        by=prepared.cleo,
        now=prepared.now,
    )
    assert "Kvar: Ada Lind, Hedda Öberg, Nils Holm" in words(
        browser("ada").get(course_at(prepared)).text
    )
    assert "Du har sagt att du kan det redan" in words(browser("ben").get(course_at(prepared)).text)


def test_those_who_have_said_nothing_are_reminded(prepared: World, browser: Browser) -> None:
    """Three days before and the day itself, once each; not who has said something, nor has left."""
    browser("ben").post(course_at(prepared, name="say_course"), {"kind": "known"})
    cohorts.end_holding(
        prepared.dan.holdings.get(), until_on=prepared.days(10), by=None, now=prepared.now
    )

    def reminded(days: int) -> list[tuple[str, int]]:
        noon = timezone.localtime(prepared.now).replace(hour=12) + timedelta(days=days)
        for _ in range(2):
            reminders.remind(now=noon)
        sent = Notice.objects.filter(kind=events.COURSE_REMINDER).order_by("pk")
        return sorted((one.recipient.name, one.data["days_before"]) for one in sent)

    before = [(name, 3) for name in ("Ada Lind", "Eve Nyman", "Hedda Öberg", "Nora Dahl")]
    assert (reminded(16), reminded(17), reminded(18)) == ([], before, before)
    notice = Notice.objects.get(kind=events.COURSE_REMINDER, recipient=prepared.ada)
    mail = notice_kind(notice.kind).write(notice)
    day = short_day(prepared.days(20))
    assert mail.subject.startswith("Grunderna i jämställdhetsintegrering: senast ")
    assert day.split()[0] in mail.subject
    for said in ("Den tar 90 minuter.", course_at(prepared)):
        assert said in mail.text
        assert said in mail.html
    soon = timezone.localtime(prepared.now) + timedelta(days=17)
    wanted = notice_kind(notice.kind).still_wanted
    assert wanted(notice, soon)
    browser("ada").post(course_at(prepared, name="say_course"), {"kind": "known"})
    assert not wanted(notice, soon)
