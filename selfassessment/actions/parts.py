"""A coordinator has seats answer parts of an assessment alone. The trail hears nothing of it: it is
the agency's, and how an institution shares its work is not."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cohorts.models import Seat, User
from exchange_portal.outbox import queue
from selfassessment import events
from selfassessment.actions.answering import own_space
from selfassessment.actions.refusals import (
    DividedMeanwhile,
    NoPart,
    NotDivided,
    PartIncomplete,
    UnknownSeat,
)
from selfassessment.actions.reminding import NobodyToAsk
from selfassessment.models import Area, Assessment, Part
from selfassessment.queries.asked import areas_of
from selfassessment.queries.parts import missing_people, stamp_of, unanswered, undone


@transaction.atomic
def divide(
    assessment: Assessment,
    *,
    seats: Mapping[Area, Seat | None],
    stamp: str,
    by: User,
    now: datetime,
) -> Assessment:
    """Have each seat answer its area alone; None: the area is everybody's. `stamp` is of the parts
    that the coordinator was shown. A part that goes to another seat is to be said ready anew; what
    is written in it stays. Pressed twice, it is divided once."""
    assessment = own_space(assessment, now)
    standing = {one.area_id: one for one in Part.objects.filter(assessment=assessment)}
    if _is_so(standing, seats):
        return assessment
    if stamp != stamp_of(assessment):
        raise DividedMeanwhile
    if not set(seats) <= set(areas_of(assessment.instrument_version_id)):
        raise NoPart
    for area, seat in seats.items():
        if seat is not None and seat.participation_id != assessment.participation_id:
            raise UnknownSeat
        _give(assessment, standing.get(area.pk), area, seat)
    return assessment


def _is_so(standing: Mapping[int, Part], seats: Mapping[Area, Seat | None]) -> bool:
    now = {area: one.seat_id for area, one in standing.items()}
    return now == {area.pk: seat.pk for area, seat in seats.items() if seat is not None}


def _give(assessment: Assessment, part: Part | None, area: Area, seat: Seat | None) -> None:
    if part is None:
        if seat is not None:
            Part.objects.create(assessment=assessment, area=area, seat=seat)
    elif seat is None:
        part.delete()
    elif part.seat_id != seat.pk:
        part.seat, part.done_at, part.done_by = seat, None, None
        part.save(update_fields=["seat", "done_at", "done_by"])


@transaction.atomic
def finish_parts(assessment: Assessment, *, by: User, now: datetime) -> list[Part]:
    """«Min del är klar»: of all that the seats of `by` answer alone; which are said so now. Pressed
    twice, it is said once."""
    assessment = own_space(assessment, now)
    if not Part.objects.held_by(by, now).filter(assessment=assessment).exists():
        raise NoPart
    parts = undone(assessment, by, now)
    left = unanswered(assessment, parts)
    if left:
        raise PartIncomplete(left)
    for one in parts:
        one.done_at, one.done_by = now, by
        one.save(update_fields=["done_at", "done_by"])
    return parts


@transaction.atomic
def show_parts(assessment: Assessment, *, by: User, now: datetime) -> Assessment:
    """Let everyone at work there read and change all parts. Pressed twice, it is done once."""
    assessment = own_space(assessment, now)
    if assessment.parts_shown_at is None:
        if not Part.objects.filter(assessment=assessment).exists():
            raise NotDivided
        assessment.parts_shown_at, assessment.parts_shown_by = now, by
        assessment.save(update_fields=["parts_shown_at", "parts_shown_by"])
    return assessment


@transaction.atomic
def ask_for_parts(
    assessment: Assessment, *, people: Collection[int], by: User, now: datetime
) -> int:
    """A mail to each of these people (ids) whose part is not ready, and who has had no reminder of
    it today: how many."""
    assessment = own_space(assessment, now)
    chosen = [one for one in missing_people(assessment, by, now) if one.user in people]
    if not chosen:
        raise NobodyToAsk
    asked = [one.user for one in chosen if not one.is_reminded]
    for person in User.objects.filter(pk__in=asked):
        queue.notify(
            events.PART_ASKED,
            recipient=person,
            once=f"{events.PART_ASKED}:{assessment.key}:{person.pk}:{localdate(now).isoformat()}",
            data={"assessment": assessment.pk, "asker": by.pk},
            now=now,
        )
    return len(asked)
