"""Files in the storage that no row knows: their transaction failed after they were written."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from exchange_portal.files.models import StoredFile

logger = logging.getLogger(__name__)

AGE = timedelta(days=1)  # a younger file may belong to a transaction that is still under way
FOLDER = re.compile(r"[0-9a-f]{2}")


def remove_orphans(now: datetime) -> int:
    """How many were removed. A folder of the storage is held against the rows at a time."""
    removed = 0
    for folder in _folders():
        known = set(
            StoredFile.objects.filter(path__startswith=f"{folder}/").values_list("path", flat=True)
        )
        for path in _old_files(folder, now - AGE):
            if path not in known:
                default_storage.delete(path)
                logger.warning("Removed %s, which no row knows", path)
                removed += 1
    return removed


def _folders() -> Iterator[str]:
    for first in _subfolders(""):
        for second in _subfolders(first):
            yield f"{first}/{second}"


def _subfolders(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    return sorted(name for name in default_storage.listdir(folder)[0] if FOLDER.fullmatch(name))


def _old_files(folder: str, before: datetime) -> Iterator[str]:
    for name in default_storage.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if default_storage.get_modified_time(path) < before:
            yield path
