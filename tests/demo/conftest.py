"""The demo as it is set up on a Monday."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from demo.actions import build

MONDAY = datetime.fromisoformat("2026-11-23T00:20+01:00")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Built once for all tests here; what a test does to it is undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(now=MONDAY)
        yield MONDAY
        transaction.set_rollback(True)


@pytest.fixture
def built(demo: datetime, db: None) -> datetime:
    return demo
