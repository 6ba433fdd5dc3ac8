"""From days that are counted to dates, for what hangs on no meeting."""

from datetime import date, timedelta
from typing import Any, Protocol

from programmes.models import AssessmentPlan, AssignmentPlan


class RoundDays(Protocol):
    """A round, or what someone has chosen for one."""

    @property
    def preparation_starts_on(self) -> date: ...

    @property
    def preparation_ends_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


class AskedDays(Protocol):
    """A self-assessment as a template plans it."""

    @property
    def counts_from(self) -> str: ...

    @property
    def opens_days_before(self) -> int | None: ...

    @property
    def due_days_before(self) -> int: ...


class PlannedDays:
    """The same, as a document says it."""

    def __init__(self, node: dict[str, Any]) -> None:
        self.counts_from: str = node["counts_from"]
        self.opens_days_before: int | None = node["opens_days_before"]
        self.due_days_before: int = node["due_days_before"]


def days_of_assessment(plan: AskedDays, round: RoundDays) -> tuple[date, date]:
    """When a self-assessment opens and is due; within the round."""
    first, last = round.preparation_starts_on, round.ends_on
    is_before = plan.counts_from == AssessmentPlan.CountsFrom.PREPARATION
    counted_from = round.preparation_ends_on if is_before else last
    due_on = counted_from - timedelta(days=plan.due_days_before)
    due_on = min(max(first, due_on), last)
    if plan.opens_days_before is None:
        return first, due_on
    opens_on = counted_from - timedelta(days=plan.opens_days_before)
    return min(max(first, opens_on), due_on), due_on


def in_preparation(plan: AssignmentPlan, start: RoundDays) -> tuple[date, date]:
    """When something that hangs on no meeting opens and is due; within the preparation."""
    return in_days(plan.opens_days_before, plan.due_days_before, start)


def in_days(opens: int | None, due: int, start: RoundDays) -> tuple[date, date]:
    first, last = start.preparation_starts_on, start.preparation_ends_on
    due_on = max(first, last - timedelta(days=due))
    if opens is None:
        return first, due_on
    return max(first, last - timedelta(days=opens)), due_on
