"""The admin's list of mails in the outbox, with filter, search and actions: `rows` of them."""

from datetime import datetime

from django.urls import reverse

from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import world

BAR = 6
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    return Visit(path=reverse("admin:outbox_message_changelist"), user=world(rows, now).gun)
