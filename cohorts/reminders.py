"""When a round reminds, the same in every room. What there is to remind of, the rooms know.

Rules count back from a day: the last of an assignment, the one on which a meeting is held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_default_timezone, localdate, localtime

from cohorts.models import ReminderRule, Round, User
from cohorts.rules import has_ended, is_under_way
from exchange_portal.outbox import queue
from exchange_portal.outbox.models import Notice

MORNING = time(7)  # in Stockholm; nobody is reminded at night


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One person, reminded of a thing once by one rule, whatever seats they hold. If the thing
    gets another day, that is another reminder."""

    kind: str  # of the notice
    about: str  # which thing
    recipient: User
    day: date
    days_before: int
    data: Mapping[str, int]  # ids, for the mail

    @property
    def once(self) -> str:
        day = self.day.isoformat()
        return f"{self.kind}:{self.about}:{self.recipient.pk}:{day}:{self.days_before}"


def latest_rule(
    round: Round | None, day: date | None, now: datetime, *, is_ahead: bool = False
) -> int | None:
    """How many days before `day` the rule counts that speaks now: the latest whose morning has
    come, so that after an outage nobody hears two at once. None at night, when no rule has come or
    the day has passed, and in a round that is not under way; with `is_ahead` also before it is."""
    if round is None or day is None or day < localdate(now) or not _is_time(round, now, is_ahead):
        return None
    if localtime(now).time() < MORNING:
        return None
    come = [
        rule.days_before
        for rule in round.reminder_rules.all()
        if morning_of(day, rule.days_before) <= now
    ]
    return min(come, default=None)


def _is_time(round: Round | None, now: datetime, is_ahead: bool) -> bool:
    return not has_ended(round, now) if is_ahead else is_under_way(round, now)


def morning_of(day: date, days_before: int) -> datetime:
    """When a rule begins to speak."""
    return datetime.combine(day - timedelta(days=days_before), MORNING, get_default_timezone())


def near(now: datetime) -> tuple[date, date]:
    """The first and the last day that any rule may speak of today."""
    furthest = ReminderRule.objects.aggregate(days=Max("days_before"))["days"] or 0
    return localdate(now), localdate(now) + timedelta(days=furthest)


@transaction.atomic
def remind(reminders: Iterable[Reminder], *, now: datetime) -> None:
    """Write the notices that are not written yet."""
    waiting = {reminder.once: reminder for reminder in reminders}
    known = Notice.objects.filter(once__in=waiting).values_list("once", flat=True)
    for once in waiting.keys() - set(known):
        reminder = waiting[once]
        queue.notify(
            reminder.kind,
            recipient=reminder.recipient,
            once=once,
            data={
                **reminder.data,
                "due_on": reminder.day.isoformat(),
                "days_before": reminder.days_before,
            },
            now=now,
        )


def reminded_today(
    kinds: Iterable[str], people: Iterable[User | int], now: datetime, **about: int
) -> set[int]:
    """Ids of those of the people who have had a notice of one of the kinds since midnight. `about`:
    what it is of, by the notice's own ids."""
    midnight = datetime.combine(localdate(now), time(), get_default_timezone())
    had = Notice.objects.filter(
        kind__in=list(kinds),
        recipient__in=list(people),
        created_at__gte=midnight,
        **{f"data__{name}": number for name, number in about.items()},
    )
    return set(had.values_list("recipient", flat=True))


def is_still_due(
    notice: Notice,
    *,
    day: date | None,
    round: Round | None,
    now: datetime,
    is_ahead: bool = False,
) -> bool:
    """Whether what a notice of `remind` tells is still so: the day is where it was and has not
    passed, the round is under way (or with `is_ahead` not over), and the person's account is
    open."""
    told: date = date.fromisoformat(notice.data["due_on"])
    return (
        day == told
        and localdate(now) <= told
        and _is_time(round, now, is_ahead)
        and notice.recipient.is_active
    )
