"""The process leader's list: `rows` pairs of an institution and an assignment."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    return Visit(path=reverse("staff_submissions"), user=world(rows, now).cleo)
