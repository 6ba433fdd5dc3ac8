"""A question that a leader answers alone. Her management group has `rows` leaders, who have all
answered it."""

from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import Participation, User
from selfassessment import actions
from selfassessment.models import Assessment, InstrumentVersion
from selfassessment.queries.asked import asked
from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10
NUMBER = 5  # of the question


@transaction.atomic
def prepare(rows: int, now: datetime) -> Visit:
    place = world(rows, now).hanna.holdings.get().seat.participation
    leaders = _leaders(place, rows, now)
    assessment = _assessment(place, now)
    statement = asked(assessment.instrument_version).statements[NUMBER - 1]
    for leader in leaders:
        for version, level in enumerate(actions.LEVELS):
            choice = {"level": level, "position": 2, "version": version}
            actions.rate(assessment, statement=statement, **choice, by=leader, now=now)
    return Visit(path=reverse("rate", args=[assessment.key, NUMBER]), user=leaders[0])


def _leaders(place: Participation, rows: int, now: datetime) -> list[User]:
    by = {"by": None, "now": now}
    function = cohorts.add_function(
        place.cohort.round, code="head", role="head", name_sv="Chef", is_required=False, **by
    )
    return [_leader(place, function, number, by) for number in range(rows)]


def _leader(place: Participation, function: object, number: int, by: dict) -> User:
    user = cohorts.invite(
        place.institution, email=f"chef.{number}@prov.example", name=f"Chef {number:03}", **by
    )
    empty = place.seats.filter(function=function, holdings=None).first()
    seat = empty or cohorts.add_seat(place, function=function, **by)
    cohorts.fill_seat(seat, user=user, from_on=localdate(by["now"]), **by)
    return user


def _assessment(place: Participation, now: datetime) -> Assessment:
    import_module("selfassessment.migrations.0003_first_instruments").add_instruments(apps, None)
    version = InstrumentVersion.objects.get(instrument__bearer="management_group")
    days = {"opens_on": localdate(now), "due_on": None}
    return actions.open_assessment(place, version=version, **days, by=None, now=now)
