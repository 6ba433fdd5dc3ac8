"""The page of a group of `rows` institutions, all of which have shared what they handed in."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    made = world(rows, now)
    return Visit(path=reverse("cohort", args=[made.assignment.cohort.key]), user=made.ada)
