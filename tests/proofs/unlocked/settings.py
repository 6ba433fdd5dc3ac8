"""The portal's settings, and no row is ever locked."""

from typing import Any

from django.db.models import QuerySet

from exchange_portal.settings import *  # noqa: F403


def _as_it_was(rows: QuerySet[Any], **_how: object) -> QuerySet[Any]:
    return rows.all()


QuerySet.select_for_update = _as_it_was  # type: ignore[method-assign, assignment]
