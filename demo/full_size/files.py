"""Small files, as many as are asked for, in private storage like any other."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from itertools import count, islice

from django.core.files.base import ContentFile

from demo.full_size import facts
from exchange_portal.files.models import StoredFile
from exchange_portal.files.storing import keep


def stored_files(number: int, now: datetime) -> Iterator[StoredFile]:
    """Their rows, saved, one after the other; no more than `number`."""
    files = (_kept(one, now) for one in islice(count(1), number))
    while batch := list(islice(files, facts.BATCH)):
        yield from StoredFile.objects.bulk_create(batch)


def _kept(number: int, now: datetime) -> StoredFile:
    content = ContentFile(f"Bilaga {number}. {facts.WORDS}".encode())
    path, counted = keep(content, ExitStack())
    return StoredFile(
        original_name=f"bilaga-{number:05}.txt",
        content_type="text/plain",
        size=content.size,
        sha256=counted,
        path=path,
        state=StoredFile.State.CLEAN,
        received_at=now,
        inspected_at=now,
    )
