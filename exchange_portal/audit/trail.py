"""Writing to the trail, and the one switch that lets anything else happen to it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connections, models, transaction

from exchange_portal.audit.models import TrailEntry

TURN = {
    "postgresql": "SELECT set_config('portal.trail_switch', %s, true)",
    "sqlite": "UPDATE audit_trailswitch SET position = %s",
}


def record(
    event: str, *, about: models.Model, by: Any | None, now: datetime, fields: Iterable[str] = ()
) -> None:
    """Note what happened. `by` is a User, or None for the portal itself; `fields` are names of
    what changed, never its content."""
    record_each(event, [about], by=by, now=now, fields=fields)


def record_each(
    event: str,
    things: Iterable[models.Model],
    *,
    by: Any | None,
    now: datetime,
    fields: Iterable[str] = (),
) -> None:
    """The same of many things, in one question to the database."""
    names = list(fields)
    TrailEntry.objects.bulk_create(
        TrailEntry(
            at=now,
            event=event,
            actor_id=None if by is None else by.pk,
            about_type=about._meta.label_lower,
            about_id=about.pk,
            fields=names,
        )
        for about in things
    )


@contextmanager
def switch_open(using: str = "default") -> Iterator[None]:
    """Let rows of the trail be changed or removed: for retention and test teardown, nothing else.

    The switch is a part of the transaction. It is seen by this connection alone, closed before
    the end, and an error takes it back with everything else.
    """
    with transaction.atomic(using=using):
        _turn("open", using)
        yield
        _turn("closed", using)


def _turn(position: str, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(TURN[connection.vendor], [position])
