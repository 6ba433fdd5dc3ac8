"""The admin's list of assignments: `rows` of them, in groups that a process leader runs."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 6
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    return Visit(path=reverse("admin:meetings_assignment_changelist"), user=world(rows, now).paul)
