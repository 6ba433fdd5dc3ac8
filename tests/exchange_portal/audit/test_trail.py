"""The trail can be written and read, and nothing else: on PostgreSQL and on SQLite."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from exchange_portal.audit.models import TrailEntry
from exchange_portal.audit.trail import record, switch_open
from tests.exchange_portal.conftest import NOW, Undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(reader: Any) -> TrailEntry:
    record("test.happened", about=reader, by=reader, now=NOW, fields=["email"])
    return TrailEntry.objects.get()


def test_holds_ids_and_names_of_fields(entry: TrailEntry, reader: Any) -> None:
    assert (entry.at, entry.event, entry.actor_id, entry.about_type, entry.about_id) == (
        NOW,
        "test.happened",
        reader.pk,
        "cohorts.user",
        reader.pk,
    )
    assert entry.fields == ["email"]


def test_the_portal_itself_is_nobody(reader: Any) -> None:
    record("test.happened", about=reader, by=None, now=NOW)

    assert list(TrailEntry.objects.values_list("actor_id", "fields")) == [(None, [])]


CHANGES = {
    "changed": "UPDATE audit_trailentry SET event = 'x'",
    "removed": "DELETE FROM audit_trailentry",
    "replaced": (
        "INSERT INTO audit_trailentry (id, at, event, about_type, about_id, fields) "
        "SELECT id, at, 'x', about_type, about_id, fields FROM audit_trailentry WHERE true "
        "ON CONFLICT (id) DO UPDATE SET event = 'x'"
    ),
}
if connection.vendor == "postgresql":
    CHANGES["emptied"] = "TRUNCATE audit_trailentry"
else:
    CHANGES["replaced whole"] = (
        "INSERT OR REPLACE INTO audit_trailentry (id, at, event, about_type, about_id, fields) "
        "SELECT id, at, 'x', about_type, about_id, fields FROM audit_trailentry"
    )


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("change", CHANGES)
def test_cannot_be(entry: TrailEntry, change: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(CHANGES[change])

    assert list(TrailEntry.objects.values_list("event")) == [("test.happened",)]


@pytest.mark.parametrize("change", CHANGES)
def test_can_be_while_the_switch_is_open(entry: TrailEntry, change: str) -> None:
    with switch_open():
        run(CHANGES[change])

    assert not TrailEntry.objects.filter(event="test.happened").exists()


def test_is_closed_afterwards(entry: TrailEntry) -> None:
    with switch_open():
        pass

    with pytest.raises(IntegrityError):
        run(CHANGES["changed"])


def remove_and_fail() -> None:
    run(CHANGES["removed"])
    raise Undone


def test_an_error_takes_everything_back(entry: TrailEntry) -> None:
    with pytest.raises(Undone), switch_open():
        remove_and_fail()

    with pytest.raises(IntegrityError):
        run(CHANGES["removed"])
    assert TrailEntry.objects.count() == 1


def test_an_error_of_the_database_closes_it_too(entry: TrailEntry) -> None:
    with pytest.raises(DatabaseError, match="nothing_such"), switch_open():
        run("SELECT * FROM nothing_such")

    with pytest.raises(IntegrityError):
        run(CHANGES["removed"])


@pytest.mark.skipif(connection.vendor == "sqlite", reason="tests there have one connection")
@pytest.mark.django_db(transaction=True)
def test_is_open_for_one_connection_only(entry: TrailEntry) -> None:
    other = connection.copy()
    try:
        with switch_open(), pytest.raises(DatabaseError), other.cursor() as cursor:
            cursor.execute(CHANGES["changed"])
    finally:
        other.close()

    assert TrailEntry.objects.get().event == "test.happened"
