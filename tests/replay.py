"""What is made the same way for a thousand tests is made once, and then put back row by row.

Making it through the portal's own actions asks the database some five hundred times. PostgreSQL
puts the same rows back in a hundredth of that; elsewhere everything is made anew.
"""

import pickle
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction

type Rows = dict[str, str]  # of each table the new rows, as JSON

_made: dict[Hashable, tuple[Rows, bytes]] = {}


def replayed(what: Hashable, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` gives, with the rows that it leaves in the database.

    `what` names it, and all that decides how it comes out. `make` only adds rows.
    """
    if connection.vendor != "postgresql":
        return make()
    if what not in _made:
        before = dict(_newest())
        named = make()
        _made[what] = _rows_since(before), pickle.dumps(named)
        return named
    rows, named_before = _made[what]
    put_back(rows)
    found: dict[str, Any] = pickle.loads(named_before)
    return found


def everything() -> Rows:
    """All rows there are."""
    return _rows_since(dict.fromkeys(_tables(), 0)) if connection.vendor == "postgresql" else {}


def put_back(rows: Rows) -> None:
    """Those that are not there, in any order: they have passed triggers and foreign keys before,
    and some of them would not pass twice (nothing is added to what is published)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, made in rows.items():
            cursor.execute(
                f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s) '
                "ON CONFLICT DO NOTHING",
                [made],
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _tables() -> Iterator[str]:
    """Those of models with a number as their key; the others are not written by the actions."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.pk.get_internal_type().endswith("AutoField") and not model._meta.proxy:
            yield model._meta.db_table


def _newest() -> Iterator[tuple[str, int]]:
    tables = list(_tables())
    parts = [f'SELECT max(id) FROM "{table}"' for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({part})" for part in parts))
        for table, (newest,) in zip(tables, cursor.fetchall(), strict=True):
            yield table, newest or 0


def _rows_since(before: dict[str, int]) -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table, newest in before.items():
            cursor.execute(
                f'SELECT json_agg(made)::text FROM "{table}" made WHERE id > %s',
                [newest],
            )
            (rows,) = cursor.fetchone()
            if rows:
                found[table] = rows
    return found
