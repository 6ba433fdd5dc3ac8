"""How far the invitations to a round of 2,100 seats have come."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.full_size._round import leader
from tests.benchmarks.measuring import Visit

BAR = 8
QUERIES = 15


def prepare(now: datetime) -> Visit:
    return Visit(path=reverse("staff_invitations"), user=leader(now))
