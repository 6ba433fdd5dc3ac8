"""The process leader's board: `rows` cells, of ten institutions and as many assignments as make
that."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 8
QUERIES = 14


def prepare(rows: int, now: datetime) -> Visit:
    return Visit(path=f"{reverse('staff_board')}?steg=alla", user=world(rows, now).cleo)
