"""The job that decides whether a received file may be handed out."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from exchange_portal.audit import trail
from exchange_portal.files import events
from exchange_portal.files.models import StoredFile
from exchange_portal.files.scanner import NoAnswer, virus_in
from exchange_portal.outbox.kinds import TryLater, register_job


def inspect(data: dict[str, Any], now: datetime) -> None:
    """Without a scanner the checks at reception have to do. With one that does not answer, or a
    disk that is away, the file stays waiting, and so does whoever wants it."""
    file = StoredFile.objects.filter(pk=data["file"], state=StoredFile.State.WAITING).first()
    if file is not None:
        _judge(file, _virus_in(file), now)


def _virus_in(file: StoredFile) -> str | None:
    if not settings.CLAMAV_ADDRESS:
        return None
    try:
        with default_storage.open(file.path) as content:
            return virus_in(cast(BinaryIO, content), settings.CLAMAV_ADDRESS)
    except (NoAnswer, OSError) as error:
        # Nobody could start a job again that was given up: this one stands in no list.
        raise TryLater(str(error)) from error


@transaction.atomic
def _judge(file: StoredFile, virus: str | None, now: datetime) -> None:
    state = StoredFile.State.CLEAN if virus is None else StoredFile.State.REFUSED
    waiting = StoredFile.objects.filter(pk=file.pk, state=StoredFile.State.WAITING)
    if waiting.update(state=state, inspected_at=now):
        event = events.FILE_FOUND_CLEAN if virus is None else events.FILE_FOUND_MALICIOUS
        trail.record(event, about=file, by=None, now=now, fields=[virus] if virus else [])


register_job(events.INSPECT, inspect, is_private=True)
