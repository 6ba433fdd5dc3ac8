"""What the tests of the platform share: a person, their own templates and storage, a failure."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=UTC)
TEMPLATES = Path(__file__).parent / "templates"


class Undone(Exception):
    """Something goes wrong at the end of a transaction."""


def undone(*deeds: Callable[[], object]) -> None:
    """Do all of it in one transaction, which fails."""
    with pytest.raises(Undone), transaction.atomic():
        _do_and_fail(deeds)


def _do_and_fail(deeds: Iterable[Callable[[], object]]) -> None:
    for deed in deeds:
        deed()
    raise Undone


@pytest.fixture
def reader(db: None) -> Any:
    """Somebody with an account; the platform asks for no more."""
    return get_user_model().objects.create(name="Ada", email="ada@vr.example.se", created_at=NOW)


def add_templates(settings: Any, folder: Path) -> None:
    changed = deepcopy(settings.TEMPLATES)
    changed[0]["DIRS"].append(folder)
    settings.TEMPLATES = changed


@pytest.fixture
def own_templates(settings: Any) -> None:
    add_templates(settings, TEMPLATES)


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> Path:
    """An empty private storage."""
    folder = tmp_path / "files"
    changed = deepcopy(settings.STORAGES)
    changed["default"]["OPTIONS"]["location"] = folder
    settings.STORAGES = changed
    return folder
