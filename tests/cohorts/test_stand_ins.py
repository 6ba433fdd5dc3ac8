"""Standing in for whoever has a seat for some days: who names, what it gives, how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions, events, queries
from cohorts.emails import (
    is_still_ended,
    welcome_still_wanted,
    write_stand_in_ended,
    write_welcome,
)
from cohorts.login import may_log_in
from cohorts.models import Holding, Seat, rights_of
from cohorts.rules import belongs_to, may_end, may_name_stand_in
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import full_day
from tests.personas import World, login


def page(seat: Seat) -> str:
    return reverse("name_stand_in", args=[seat.key])


def days(world: World, first: int, last: int) -> dict[str, str]:
    return {
        "from_on": world.days(first).isoformat(),
        "last_on": world.days(last).isoformat(),
    }


def stand_in(world: World, first: int = 0, last: int = 9, **other: Any) -> Holding:
    given = {
        "user": world.nils,
        "from_on": world.days(first),
        "until_on": world.days(last + 1),
        "by": world.ada,
        "now": world.now,
    }
    return actions.name_stand_in(other.pop("seat", world.seat("VR", "planning")), **given | other)


def test_the_coordinator_names_someone_new(world: World) -> None:
    seat, ada = world.seat("VR", "planning"), login(Client(), world.ada)
    bens = reverse("colleague", args=[Holding.objects.get(user=world.ben).key])
    assert page(seat) in ada.get(bens).text
    siv = {"name": "Siv Ek", "address": "siv@vr.example"} | days(world, 0, 9)

    for _ in range(2):  # pressed twice
        answer = ada.post(page(seat), siv, follow=True)

    period = f"från {full_day(world.today)} till och med {full_day(world.days(9))}"
    assert f"Siv Ek är ersättare {period}." in answer.text
    found = Holding.objects.stand_ins().get()
    assert (found.seat, found.user.name, found.from_on, found.until_on, found.meeting_scope) == (
        seat,
        "Siv Ek",
        world.today,
        world.days(10),
        None,
    )
    assert [one.event for one in TrailEntry.objects.filter(event=events.STAND_IN_NAMED)] == [
        events.STAND_IN_NAMED
    ]
    mail = write_welcome(Notice.objects.get(recipient=found.user))
    assert mail.subject == "Du ersätter Ben Åkesson i grupp 2, JiM+"
    for words in (
        "Ada Lind har bett dig ersätta Ben Åkesson i grupp 2 för Vetenskapsrådet.",
        period,
    ):
        assert words in mail.text
        assert words in mail.html


def test_it_begins_and_ends_by_itself(world: World) -> None:
    """Rights and the way in, in the days between and not the day before or after."""
    stand_in(world, first=2, last=4)
    place = world.participations["VR"]

    here = [
        (belongs_to(world.nils, place, at), may_log_in(world.nils, "nils@vr.example", at))
        for at in (world.now + timedelta(days=day) for day in (0, 1, 2, 3, 4, 5))
    ]

    assert here == [(day in (2, 3, 4),) * 2 for day in range(6)]


def test_ended_early_it_is_felt_at_once(world: World) -> None:
    holding, nils = stand_in(world, first=-3), login(Client(), world.nils)
    group = reverse("cohort", args=[world.group2.key])
    assert nils.get(group).status_code == 200

    ends = reverse("end_colleague", args=[holding.key])
    yesterday = {"last_on": world.days(-1).isoformat()}
    answer = login(Client(), world.ada).post(ends, yesterday, follow=True)

    assert "Den sista dagen är sparad." in answer.text
    assert nils.get(group).status_code == 404
    welcome = Notice.objects.get(recipient=world.nils, kind=events.WELCOME)
    assert not welcome_still_wanted(welcome, world.now)


def test_ended_early_they_are_told_once(world: World) -> None:
    """Not when they have not begun, nor when the time is longer, or set right before the mail."""
    to_come = stand_in(world, first=2, seat=world.seat("VR", "core_activity"))
    holding = stand_in(world, first=-3)
    by: Any = {"by": world.ada, "now": world.now}
    for day in (10, 12):
        actions.end_holding(holding, until_on=world.days(day), **by)
    actions.end_holding(to_come, until_on=world.days(4), **by)
    assert not Notice.objects.filter(kind=events.STAND_IN_ENDED).exists()

    for _ in range(2):
        actions.end_holding(holding, until_on=world.days(1), **by)
    notice = Notice.objects.get(kind=events.STAND_IN_ENDED)
    mail = write_stand_in_ended(notice)
    assert notice.recipient == world.nils
    assert mail.subject == "Din tid som ersättare i grupp 2 slutar tidigare, JiM+"
    for words in (
        "Ada Lind har ändrat hur länge du ersätter Ben Åkesson i grupp 2 för Vetenskapsrådet.",
        f"Din sista dag är {full_day(world.today)}.",
    ):
        assert words in mail.text
        assert words in mail.html
    assert is_still_ended(notice, world.now)
    actions.end_holding(holding, until_on=world.days(5), **by)
    assert not is_still_ended(notice, world.now)


def test_the_work_is_the_stand_ins_and_the_holder_still_comes_in(world: World) -> None:
    """Those who are written to; and a coordinator's stand-in coordinates."""
    seat = world.seat("VR", "coordinator")
    stand_in(world, seat=seat, by=world.cleo)
    place = world.participations["VR"]

    assert list(queries.holders(place, world.now, role="coordinator")) == [world.nils]
    assert rights_of(world.nils, world.now).place_ids("coordinator") == [place.pk]
    assert belongs_to(world.ada, place, world.now)
    later = world.now + timedelta(days=10)
    assert list(queries.holders(place, later, role="coordinator")) == [world.ada]


def test_a_seat_that_is_vacant_stays_so(world: World) -> None:
    vacant = world.seat("VR", "core_activity")
    stand_in(world, seat=vacant)

    assert vacant in queries.vacant_seats(world.now)
    holding = actions.fill_seat(
        vacant, user=world.nils, from_on=world.days(3), by=world.ada, now=world.now
    )
    assert vacant not in queries.vacant_seats(world.now)
    # Whoever takes the seat over stands in for it no longer.
    assert Holding.objects.stand_ins().get().until_on == holding.from_on


@pytest.mark.parametrize(
    ("first", "last", "is_free"), [(5, 12, False), (0, 9, False), (-5, 0, False), (10, 12, True)]
)
def test_periods_of_one_seat_do_not_overlap(
    world: World, first: int, last: int, is_free: bool
) -> None:
    stand_in(world)
    if is_free:
        assert stand_in(world, first, last, user=world.hedda)
        return
    with pytest.raises(actions.HasStandIn, match="Nils Holm är redan ersättare från"):
        stand_in(world, first, last, user=world.hedda)


def test_nobody_stands_in_for_themselves_or_from_elsewhere(world: World) -> None:
    with pytest.raises(actions.NotInvited):
        stand_in(world, user=world.dan)
    with pytest.raises(actions.HasTheSeat):
        stand_in(world, user=world.ben)
    assert stand_in(world, user=world.hedda)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"person": "dan"}, "Det valet finns inte längre"),
        ({"name": "Dan", "address": "dan@forte.example", "is_sure": "on"}, "används redan"),
        ({"name": "Siv Ek", "address": "siv@vr.example", "last_on": ""}, "Fyll i"),
        (
            {"name": "Siv Ek", "address": "siv@vr.example", "last_on": "2020-01-01"},
            "före den första",
        ),
        ({"name": "Siv Ek", "address": "siv@vr.example", "last_on": "9999-12-31"}, "Skriv ett år"),
        ({"person": "ben"}, "Personen har själv platsen"),
        ({}, "Skriv personens namn"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_happens(
    world: World, given: dict[str, str], said: str
) -> None:
    if "person" in given:
        given = given | {"person": str(world.people[given["person"]].pk)}
    answer = login(Client(), world.ada).post(
        page(world.seat("VR", "planning")), days(world, 0, 9) | given
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert "Dan Ek" not in answer.text
    assert not Holding.objects.stand_ins().exists()


def test_who_may_name_and_end(world: World) -> None:
    """The coordinator and those who run the group; of a coordinator only the latter."""
    may = {"planning": {"ada", "cleo", "gun"}, "coordinator": {"cleo", "gun"}}
    everyone = set(world.people)
    for code, those in may.items():
        seat = world.seat("VR", code)
        holding = stand_in(world, seat=seat, by=world.cleo)
        assert {
            who for who in everyone if may_name_stand_in(world.people[who], seat, world.now)
        } == those
        assert {who for who in everyone if may_end(world.people[who], holding, world.now)} == those
    later = world.now + timedelta(days=10)
    assert not may_end(world.ada, Holding.objects.stand_ins().earliest("pk"), later)


def test_staff_name_one_for_the_coordinator(world: World) -> None:
    """And are led to where the agency sees the seats."""
    seat = world.seat("VR", "coordinator")
    cleo = login(Client(), world.cleo)
    place = reverse("admin:cohorts_participation_change", args=[seat.participation_id])
    assert page(seat) in cleo.get(place).text

    answer = cleo.post(page(seat), {"person": world.ben.pk} | days(world, 0, 9))

    assert (answer.status_code, answer["Location"]) == (302, place)
    shown = cleo.get(place).text
    assert "Ben Åkesson</a>, ersättare från" in shown
    mail = write_welcome(Notice.objects.get(data__has_key="stand_in"))
    assert "Jämställdhetsmyndigheten har bett dig ersätta Ada Lind" in mail.text


def test_own_seats_say_who_stands_in(world: World) -> None:
    stand_in(world)
    shown = login(Client(), world.hedda).get(
        reverse("own_seats", args=[world.participations["VR"].key])
    )

    assert "Nils Holm" in shown.text
    assert "ersättare" in shown.text
    assert "Namnge ersättare" not in shown.text


def test_the_first_mail_is_in_english_to_those_who_read_that(world: World) -> None:
    actions.choose_language(world.nils, language="en", by=world.nils, now=world.now)
    stand_in(world)
    mail = write_welcome(Notice.objects.get(recipient=world.nils))

    assert mail.subject.startswith("You are standing in for Ben Åkesson")
