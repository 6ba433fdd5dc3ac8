"""An assignment with a draft, in a group of `rows` institutions that have shared theirs."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    made = world(rows, now)
    return Visit(path=reverse("assignment", args=[made.assignment.key]), user=made.ada)
