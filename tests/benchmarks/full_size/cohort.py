"""The page of one of 105 groups."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.full_size._round import coordinator
from tests.benchmarks.measuring import Visit

BAR = 3
QUERIES = 10


def prepare(now: datetime) -> Visit:
    user, cohort = coordinator(now)
    return Visit(path=reverse("cohort", args=[cohort.key]), user=user)
