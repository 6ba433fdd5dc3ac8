"""The staff's board of a round with 105 groups, from its first page."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.full_size._round import leader
from tests.benchmarks.measuring import Visit

BAR = 8
QUERIES = 15


def prepare(now: datetime) -> Visit:
    return Visit(path=reverse("staff_board"), user=leader(now))
