"""Names in Swedish order: å, ä and ö after z, and A beside a.

PostgreSQL has the order built in (ICU). SQLite learns it each time a connection opens.
"""

import unicodedata
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import F
from django.db.models.functions import Collate

SWEDISH = "sv-x-icu"

# Letters of their own, which come after z. Other accents only tell equal words apart.
_AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}


def swedish(field: str) -> Collate:
    """For `order_by`: the field in Swedish order."""
    return Collate(F(field), SWEDISH)


def sort_key(text: str) -> tuple[str, str, str]:
    """Letters first, then accents, then small letters before capitals, as ICU does."""
    composed = unicodedata.normalize("NFC", text)
    folded = composed.casefold()
    return ("".join(_plain(letter) for letter in folded), folded, composed.swapcase())


def _plain(letter: str) -> str:
    if letter in _AFTER_Z:
        return _AFTER_Z[letter]
    return unicodedata.normalize("NFD", letter)[0]


def _compare(one: str, other: str) -> int:
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


def register() -> None:
    connection_created.connect(_teach_sqlite, dispatch_uid="exchange_portal.collation")


def _teach_sqlite(*, connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, _compare)
