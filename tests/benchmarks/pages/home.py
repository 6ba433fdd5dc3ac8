"""Min sida of someone in a group of ten institutions. They have shared what they handed in to as
many assignments as make `rows` in all; she has all of them left to do."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 3
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    return Visit(path=reverse("home"), user=world(rows, now).hanna)
