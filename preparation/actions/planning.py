"""What a round asks in its preparation."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from cohorts.models import Round, User
from exchange_portal.audit import trail
from preparation import events
from preparation.models import Preparation


@dataclass(frozen=True, kw_only=True)
class Plan:
    """As `Preparation` has it."""

    confirm_by: date
    preparation_hours: int
    meeting_hours: int
    course_name_sv: str = ""
    course_name_en: str = ""
    course_link: str = ""
    course_minutes: int = 0
    course_due_on: date | None = None


@transaction.atomic
def plan_preparation(round: Round, *, plan: Plan, by: User | None, now: datetime) -> Preparation:
    """From now on the round asks for this. What heads have confirmed stays as it was."""
    Round.objects.select_for_update().get(pk=round.pk)
    wanted = asdict(plan)
    standing = Preparation.objects.filter(round=round).first()
    if standing is None:
        standing = Preparation.objects.create(round=round, **wanted)
        trail.record(events.PLANNED, about=standing, by=by, now=now)
        return standing
    changed = [name for name, value in wanted.items() if getattr(standing, name) != value]
    for name in changed:
        setattr(standing, name, wanted[name])
    if changed:
        standing.save(update_fields=changed)
        trail.record(events.PLANNED, about=standing, by=by, now=now, fields=changed)
    return standing
