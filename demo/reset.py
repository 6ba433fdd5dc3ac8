"""Beginning anew: the demo's own files in VAR_DIR, and nothing else."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection


def forget_everything() -> None:
    """Remove the demo's database, files, mails and schedule."""
    if connection.vendor != "sqlite":
        raise CommandError("Only the demo's own SQLite file can be begun anew.")
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    for path in (database, settings.VAR_DIR / "broker.sqlite3"):
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink()
    for folder in (settings.FILES_DIR, settings.VAR_DIR / "mail"):
        shutil.rmtree(folder, ignore_errors=True)
