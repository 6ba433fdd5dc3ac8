"""Min sida of one of 420 coordinators."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.full_size._round import coordinator
from tests.benchmarks.measuring import Visit

BAR = 3
QUERIES = 10


def prepare(now: datetime) -> Visit:
    return Visit(path=reverse("home"), user=coordinator(now)[0])
