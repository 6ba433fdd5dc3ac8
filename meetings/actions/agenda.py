"""What a session takes up, and in which order."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from cohorts.models import User
from exchange_portal.audit import trail
from meetings import events
from meetings.actions.planning import write
from meetings.models import AgendaItem, Session


@transaction.atomic
def add_agenda_item(
    session: Session,
    *,
    title_sv: str,
    title_en: str = "",
    position: int | None = None,
    starts_at: time | None = None,
    minutes: int | None = None,
    by: User | None,
    now: datetime,
) -> AgendaItem:
    """One item more; without a position it comes last."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    item = AgendaItem.objects.create(
        session=session,
        position=_last(session) + 1 if position is None else position,
        starts_at=starts_at,
        minutes=minutes,
        title_sv=title_sv,
        title_en=title_en,
    )
    trail.record(events.AGENDA_ITEM_ADDED, about=item, by=by, now=now)
    return item


@transaction.atomic
def change_agenda_item(
    item: AgendaItem, *, by: User | None, now: datetime, **changes: Any
) -> AgendaItem:
    """New words, time or order; without a position it keeps its own."""
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if changes.get("position", 0) is None:
        del changes["position"]
    if changed := write(item, changes):
        trail.record(events.AGENDA_ITEM_CHANGED, about=item, by=by, now=now, fields=changed)
    return item


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: User | None, now: datetime) -> None:
    """Removed twice, it is removed once."""
    for there in AgendaItem.objects.select_for_update().filter(pk=item.pk):
        trail.record(events.AGENDA_ITEM_REMOVED, about=there, by=by, now=now)
        there.delete()


def _last(session: Session) -> int:
    return session.agenda.aggregate(last=Max("position"))["last"] or 0
