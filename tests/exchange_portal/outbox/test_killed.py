"""A worker is killed in the middle of a mail: the real worker, a real server, no mercy."""

from typing import Any, Protocol

import psycopg
import pytest

from tests import servers

STAGES = {"rcpt": "before the mail was told", "data": "after the server had it"}

POST = """
from django.db import transaction
from django.utils import timezone
from exchange_portal.outbox import queue, wake
from exchange_portal.outbox.kinds import Mail
with transaction.atomic():
    for number in range(5):
        queue.post(
            Mail(f"Nummer {number}", "Text"),
            kind="test", to_address=f"p{number}@example.se", language="sv", now=timezone.now(),
        )
    wake.after_commit()
"""
READ = "SELECT state FROM outbox_message ORDER BY id"


class StartPortal(Protocol):
    def __call__(self, database: str = "postgres", **options: Any) -> servers.Portal: ...


@pytest.fixture
def site(start_portal: StartPortal, smtp: servers.Smtp) -> servers.Portal:
    return start_portal(smtp=smtp, env={"PORTAL_LEASE_SECONDS": "3"})


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_lost_and_nothing_comes_twice(
    site: servers.Portal, smtp: servers.Smtp, stage: str
) -> None:
    killed: list[int] = []

    def kill(now: str, envelope: Any) -> None:
        if now == stage and len(smtp.mails) == 2 and not killed:
            killed.append(1)
            site.workers[0].kill()

    smtp.hook = kill
    site.manage("shell", "-c", POST)
    servers.wait_until(lambda: killed, "the killing", within=30)
    site.start_worker(with_beat=True)
    wanted = ["sent", "sent", "unclear" if stage == "data" else "sent", "sent", "sent"]
    servers.wait_until(lambda: states(site) == wanted, "the rest to be sent", within=60)

    assert sorted(mail.subject for mail in smtp.mails) == [
        f"Nummer {number}" for number in range(5)
    ]


def states(site: servers.Portal) -> list[str]:
    with psycopg.connect(site.env["PORTAL_DATABASE_URL"]) as connection:
        return [state for (state,) in connection.execute(READ)]
