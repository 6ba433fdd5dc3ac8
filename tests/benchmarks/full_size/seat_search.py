"""Who sits where, searched by name among 12,600 people."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.full_size._round import leader
from tests.benchmarks.measuring import Visit

BAR = 6
QUERIES = 10


def prepare(now: datetime) -> Visit:
    address = reverse("admin:cohorts_holding_changelist")
    return Visit(path=f"{address}?q=Karin+Holm", user=leader(now))
