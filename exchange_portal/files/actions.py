"""Files come in here, and go out of existence here."""

from contextlib import ExitStack
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from exchange_portal.audit import trail
from exchange_portal.files import content, events, names, storing
from exchange_portal.files.models import StoredFile
from exchange_portal.files.refusals import FileRefused, told_in_words, too_large
from exchange_portal.files.uploads import NotReceived
from exchange_portal.outbox import queue

__all__ = ["FileRefused", "receive", "remove", "replace_made", "store_made", "withhold"]


def receive(upload: "UploadedFile[Any]", *, by: Any, now: datetime) -> StoredFile:
    """Check, save and register an uploaded file; its inspection is a job. FileRefused says in
    words why not."""
    if isinstance(upload, NotReceived):
        raise upload.refusal
    name = names.tidy(upload.name or "")
    size = _checked_size(upload)
    with told_in_words():
        content_type = content.type_of(cast(BinaryIO, upload), name)
    with ExitStack() as undo, transaction.atomic():
        path, checksum = storing.keep(upload, undo)
        file = StoredFile.objects.create(
            original_name=name,
            content_type=content_type,
            size=size,
            sha256=checksum,
            path=path,
            received_at=now,
            received_by=by,
        )
        trail.record(events.FILE_RECEIVED, about=file, by=by, now=now)
        once = f"{events.INSPECT} {file.key}"
        queue.enqueue(events.INSPECT, once=once, data={"file": file.pk}, now=now)
        undo.pop_all()
    return file


def store_made(name: str, made: bytes, content_type: str, *, now: datetime) -> StoredFile:
    """Save a file that the portal itself has made: it needs no inspection."""
    with ExitStack() as undo, transaction.atomic():
        path, checksum = storing.keep(ContentFile(made), undo)
        file = StoredFile.objects.create(
            original_name=names.tidy(name),
            content_type=content_type,
            size=len(made),
            sha256=checksum,
            path=path,
            state=StoredFile.State.CLEAN,
            received_at=now,
            inspected_at=now,
        )
        trail.record(events.FILE_MADE, about=file, by=None, now=now)
        undo.pop_all()
    return file


def withhold(file: StoredFile) -> None:
    """Nobody gets a file that the portal has made, until it has been made anew."""
    file.state, file.inspected_at = StoredFile.State.WAITING, None
    file.save(update_fields=["state", "inspected_at"])


def replace_made(file: StoredFile, made: bytes, *, now: datetime) -> None:
    """Other bytes in a file that the portal has made; the old ones are deleted."""
    old = file.path
    with ExitStack() as undo, transaction.atomic():
        file.path, file.sha256 = storing.keep(ContentFile(made), undo)
        file.size, file.state, file.inspected_at = len(made), StoredFile.State.CLEAN, now
        file.save(update_fields=["path", "sha256", "size", "state", "inspected_at"])
        trail.record(events.FILE_MADE, about=file, by=None, now=now)
        undo.pop_all()
        transaction.on_commit(lambda: default_storage.delete(old), robust=True)


def remove(file: StoredFile, *, by: Any, now: datetime) -> bool:
    """Delete a file for good, unless something still refers to it. Whether it was deleted."""
    path = file.path
    try:
        with transaction.atomic():
            trail.record(events.FILE_REMOVED, about=file, by=by, now=now)
            file.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: default_storage.delete(path), robust=True)
    return True


def _checked_size(upload: "UploadedFile[Any]") -> int:
    if not upload.size:
        raise FileRefused(_("Filen är tom. Kontrollera att du valde rätt fil."))
    if upload.size > settings.FILE_MAX_BYTES:
        raise too_large(settings.FILE_MAX_BYTES)
    return upload.size
