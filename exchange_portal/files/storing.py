"""Bytes in private storage, under names that say nothing."""

import hashlib
import os
import secrets
from contextlib import ExitStack, suppress
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from exchange_portal.files.refusals import told_in_words


def keep(content: "File[Any]", undo: ExitStack) -> tuple[str, str]:
    """Save the bytes and say where, with their SHA-256. `undo` takes them away again if what
    comes next fails."""
    name = secrets.token_hex(20)
    path = f"{name[:2]}/{name[2:4]}/{name}"
    undo.callback(_forget, path)
    with told_in_words():
        counted = checksum(content)
        default_storage.save(path, content)
        with default_storage.open(path) as saved:
            os.fsync(saved.fileno())  # the row must not outlive its file in a power cut
    return path, counted


def _forget(path: str) -> None:
    """What a broken disk does not give back is swept later (files/orphans.py)."""
    with suppress(OSError):
        default_storage.delete(path)


def checksum(content: "File[Any]") -> str:
    """The SHA-256 of the bytes, as `StoredFile` keeps it."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()
