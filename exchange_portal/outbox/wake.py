"""Waking the worker. A courtesy: what nobody is woken for is found by the next pulse."""

import logging
import time

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import KombuError

logger = logging.getLogger(__name__)

DRAIN = "exchange_portal.outbox.tasks.drain"
REST = 30  # seconds without another try after a broker that did not answer
EXPIRES = 60  # seconds after which a wake-up has been overtaken by the pulse


class _Bell:
    """Remembers that nobody answered, so that a broker that is gone slows nobody down twice."""

    rests_until = 0.0

    def ring(self) -> None:
        if time.monotonic() < self.rests_until:
            return
        try:
            current_app.send_task(DRAIN, retry=False, ignore_result=True, expires=EXPIRES)
        except (KombuError, OSError) as error:
            self.rests_until = time.monotonic() + REST
            logger.warning("The worker was not woken, the next pulse will find the work: %s", error)


bell = _Bell()


def ring() -> None:
    bell.ring()


def after_commit() -> None:
    """Wake the worker once when the transaction is committed, however often this is called."""
    if not any(waiting[1] is ring for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)
