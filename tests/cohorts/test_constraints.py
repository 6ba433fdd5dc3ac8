"""What the database itself refuses, whoever writes to it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Holding,
    Institution,
    Participation,
    ReminderRule,
    Round,
    Scope,
    Seat,
    User,
    WorkAddress,
)
from tests.personas import World

DAY = timedelta(days=1)

REFUSED: dict[str, Callable[[World], object]] = {
    "an institution twice": lambda w: Institution.objects.create(
        name="Vetenskapsrådet", short_name="VR2", kind="agency"
    ),
    "an institution without a name": lambda w: Institution.objects.create(
        name="", short_name="X", kind="agency"
    ),
    "the same institution twice in a group": lambda w: Participation.objects.create(
        cohort=w.group2, institution=w.institutions["VR"]
    ),
    "an unknown part in the group": lambda w: Participation.objects.create(
        cohort=w.group1, institution=w.institutions["VR"], role="boss"
    ),
    "a group without a round": lambda w: Cohort.objects.create(name="Lös", kind="group"),
    "two groups of one name": lambda w: Cohort.objects.create(name="Grupp 1", round=w.round),
    "two networks of one name": lambda w: [
        Cohort.objects.create(name="Nätet", kind="network") for _ in range(2)
    ],
    "a round that ends before it starts": lambda w: Round.objects.create(
        programme=w.programme,
        name="Bakvänd",
        preparation_starts_on=w.today,
        preparation_ends_on=w.today + DAY,
        ends_on=w.today,
    ),
    "two rounds of one name": lambda w: Round.objects.create(
        programme=w.programme,
        name=w.round.name,
        preparation_starts_on=w.today,
        preparation_ends_on=w.today,
        ends_on=w.today,
    ),
    "a reminder twice": lambda w: ReminderRule.objects.create(round=w.round, days_before=3),
    "a function twice": lambda w: Function.objects.create(
        round=w.round, code="head", role="head", name_sv="Chef"
    ),
    "a role that code does not know": lambda w: Function.objects.create(
        round=w.round, code="new", role="emperor", name_sv="Kejsare"
    ),
    "a seat twice": lambda w: Seat.objects.create(
        participation=w.participations["VR"], function=w.seat("VR", "head").function
    ),
    "a holding that ends before it starts": lambda w: Holding.objects.create(
        seat=w.seat("Forte", "head"), user=w.dan, from_on=w.today, until_on=w.today - DAY
    ),
    "two open holdings of a seat": lambda w: Holding.objects.create(
        seat=w.seat("VR", "coordinator"), user=w.ben, from_on=w.today
    ),
    "an engagement that ends before it starts": lambda w: Engagement.objects.create(
        user=w.nils,
        role="expert",
        scope=Scope.objects.get(kind="portal"),
        from_on=w.today,
        until_on=w.today - DAY,
    ),
    "an engagement of an unknown role": lambda w: Engagement.objects.create(
        user=w.nils, role="king", scope=Scope.objects.get(kind="portal"), from_on=w.today
    ),
    "the same open engagement twice": lambda w: Engagement.objects.create(
        user=w.gun, role="administrator", scope=Scope.objects.get(kind="portal"), from_on=w.today
    ),
    "the portal's scope twice": lambda w: Scope.objects.create(kind="portal"),
    "a group's scope twice": lambda w: Scope.objects.create(kind="cohort", cohort=w.group1),
    "a scope that points elsewhere": lambda w: Scope.objects.create(kind="round", cohort=w.group1),
    "a scope that points at two things": lambda w: Scope.objects.create(
        kind="cohort", cohort=w.group1, round=w.round
    ),
    "a portal scope that points at something": lambda w: Scope.objects.create(
        kind="portal", cohort=w.group1
    ),
    "an address twice": lambda w: WorkAddress.objects.create(
        user=w.ben, institution=w.institutions["VR"], email="ada@vr.example"
    ),
    "an address in capitals": lambda w: WorkAddress.objects.create(
        user=w.ben, institution=w.institutions["VR"], email="Ben.2@vr.example"
    ),
    "a person in capitals": lambda w: User.objects.create(
        name="Bo", email="BO@vr.example", created_at=w.now
    ),
    "a person without a name": lambda w: User.objects.create(
        name="", email="bo@vr.example", created_at=w.now
    ),
    "a language that nobody has written": lambda w: User.objects.create(
        name="Bo", email="bo@vr.example", language="fi", created_at=w.now
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(world: World, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](world)


def test_meetings_may_have_a_scope_each_in_one_cohort(world: World) -> None:
    for _ in range(2):
        Scope.objects.create(kind="meeting", cohort=world.group1)
