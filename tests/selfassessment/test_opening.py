"""Asking institutions to assess themselves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exchange_portal.audit.models import TrailEntry
from selfassessment import actions, events
from selfassessment.models import Assessment, InstrumentVersion, Scale
from tests.selfassessment.conftest import MANAGEMENT, Stage, open_for, version_of


def test_an_assessment_is_opened_once(stage: Stage) -> None:
    again = open_for(stage.world, "VR", MANAGEMENT)
    trail = TrailEntry.objects.filter(event=events.OPENED, about_id=again.pk)

    assert again == stage.management["VR"]
    assert trail.count() == 1


def test_it_can_be_asked_again_later(stage: Stage) -> None:
    later = open_for(stage.world, "VR", MANAGEMENT, opens_on=stage.world.days(1))

    assert later != stage.management["VR"]


def test_a_draft_version_is_not_asked(stage: Stage) -> None:
    instrument = version_of(MANAGEMENT).instrument
    unpublished = InstrumentVersion.objects.create(
        instrument=instrument,
        number=2,
        scale=Scale.objects.create(key="utkast"),
        asks_wanted=False,
        minutes=10,
        minutes_to_agree=10,
    )
    place = stage.world.participations["Formas"]
    days = {"opens_on": stage.world.today, "due_on": None}
    with pytest.raises(actions.NotPublished):
        actions.open_assessment(
            place, version=unpublished, **days, by=stage.world.gun, now=stage.now
        )

    assert not Assessment.objects.filter(participation=place).exists()


def test_dates_come_in_order(stage: Stage) -> None:
    with pytest.raises(actions.DatesOutOfOrder):
        open_for(stage.world, "Formas", MANAGEMENT, due_on=stage.world.days(-6))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=stage.vr.pk).update(
            due_on=stage.vr.opens_on - timedelta(days=1)
        )


def test_a_whole_group_or_none(stage: Stage) -> None:
    places = list(stage.world.group2.participations.order_by("pk"))
    facts = {"version": version_of(MANAGEMENT), "opens_on": stage.world.days(-5), "due_on": None}
    by = {"by": stage.world.gun, "now": stage.now}
    opened = actions.open_for_all(places, **facts, **by)

    assert {one.participation_id for one in opened} == {one.pk for one in places}
    assert stage.vr in opened  # asked before, from the same day on
