"""Where an institution is with the head's confirmation, for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cohorts.models import Participation, Round, User
from cohorts.queries import holders
from cohorts.reminders import reminded_today
from preparation import events
from preparation.models import Confirmation, Disowned, Preparation
from preparation.rules import confirming_role
from preparation.texts import Statement, statements


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """`latest` is what counts; `is_by_today` whether whoever confirmed still leads there."""

    plan: Preparation | None
    latest: Confirmation | None
    earlier: list[Any]
    next_number: int
    heads: list[User]  # who can confirm today, by name

    @property
    def is_by_today(self) -> bool:
        return self.latest is not None and self.latest.confirmed_by in self.heads

    @property
    def statements(self) -> tuple[Statement, ...]:
        return asked(self.plan) if self.plan else ()


def confirming(participation: Participation, now: datetime) -> Confirming:
    round = participation.cohort.round
    given = list(confirmations_of(participation).order_by("-number"))
    latest = next((one for one in given if not one.is_disowned), None)
    return Confirming(
        plan=plan_of(round),
        latest=latest,
        earlier=[one for one in given if one != latest],
        next_number=given[0].number + 1 if given else 1,
        heads=list(heads(participation, now)),
    )


def confirmations_of(participation: Participation) -> Any:
    """All there are, each with whether it counts no longer (`is_disowned`)."""
    rows = Confirmation.objects.filter(participation=participation).select_related("confirmed_by")
    return rows.annotate(is_disowned=Exists(Disowned.objects.filter(confirmation=OuterRef("pk"))))


def plan_of(round: Round | None) -> Preparation | None:
    return Preparation.objects.filter(round=round).first() if round else None


def asked(plan: Preparation) -> tuple[Statement, ...]:
    """What the round asks heads to confirm."""
    return statements(preparation_hours=plan.preparation_hours, meeting_hours=plan.meeting_hours)


def heads(participation: Participation, now: datetime) -> QuerySet[User]:
    """Those who can confirm for the institution today."""
    role = confirming_role(participation.cohort.round)
    return holders(participation, now, role=role).filter(is_active=True)


def asked_today(participation: Participation, people: Iterable[User], now: datetime) -> set[int]:
    """Ids of those who have had a mail of the confirmation today, by whomever."""
    kinds = [events.ASKED, events.REMINDER]
    return reminded_today(kinds, people, now, participation=participation.pk)
