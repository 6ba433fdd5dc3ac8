"""Reference groups and networks: cohorts outside rounds, with seats and meetings of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Cohort, Engagement, Function, Institution, Scope, User
from cohorts.rules import runs_cohort
from exchange_portal.audit import trail
from meetings import actions as meetings
from meetings.models import Meeting
from programmes import events
from programmes.actions.refusals import Refused

# Code, role, names, whether somebody must be there: the first fills the other at home.
FUNCTIONS = (
    ("coordinator", Function.Role.COORDINATOR, "Kontakt hos er", "Your contact", True),
    ("member", Function.Role.MEMBER, "Deltagare", "Participant", False),
)


class NetworkNameTaken(Refused):
    field = "name"

    def __init__(self) -> None:
        super().__init__(_("Det finns redan en grupp med det namnet. Välj ett annat."))


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    """When it is (no day: not known yet), from when to when, about what and where."""

    theme: str
    held_on: date | None
    starts_at: time
    ends_at: time
    theme_en: str = ""
    place: str = ""
    link: str = ""


@transaction.atomic
def start_network(
    *,
    name: str,
    kind: str,
    contact: User,
    institutions: Sequence[Institution],
    by: User,
    now: datetime,
) -> Cohort:
    """A reference group or a network, with its seats and its contact person; whoever starts it
    leads it. Started twice with the same name and institutions, it is one."""
    known = _named(name)
    if known is not None:
        if not _is_same(known, kind, institutions):
            raise NetworkNameTaken
        return known
    act: dict[str, Any] = {"by": by, "now": now}
    cohort = cohorts.add_cohort(None, name=name, kind=kind, **act)
    for code, role, name_sv, name_en, is_required in FUNCTIONS:
        words: dict[str, Any] = {"name_sv": name_sv, "name_en": name_en}
        cohorts.add_function(cohort, code=code, role=role, is_required=is_required, **words, **act)
    cohorts.engage(
        contact,
        role=Engagement.Role.CONTACT_PERSON,
        scope=cohorts.scope_of(cohort),
        from_on=localdate(now),
        **act,
    )
    if not runs_cohort(by, cohort, now):
        cohorts.engage(
            by,
            role=Engagement.Role.PROCESS_LEADER,
            scope=cohorts.scope_of(cohort),
            from_on=localdate(now),
            **act,
        )
    add_members(cohort, institutions=institutions, **act)
    trail.record(events.NETWORK_STARTED, about=cohort, **act)
    return cohort


@transaction.atomic
def add_members(
    cohort: Cohort, *, institutions: Sequence[Institution], by: User, now: datetime
) -> int:
    """Those that are not there yet take part from now on: how many they are."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    there = set(cohort.participations.values_list("institution", flat=True))
    new = {one.pk: one for one in institutions if one.pk not in there}
    for one in new.values():
        cohorts.admit(cohort, institution=one, by=by, now=now)
    return len(new)


@transaction.atomic
def plan_network_meeting(
    cohort: Cohort, *, planned: PlannedMeeting, by: User, now: datetime
) -> Meeting:
    """A meeting for everyone in it, with the next number. Those who are called get a mail about the
    day. Planned twice with the same theme, day and hour, it is one."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    same = cohort.meetings.filter(
        theme_sv=planned.theme, held_on=planned.held_on, sessions__starts_at=planned.starts_at
    ).first()
    if same is not None:
        return same
    act: dict[str, Any] = {"by": by, "now": now}
    last = cohort.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = meetings.plan_meeting(
        cohort,
        kind=Meeting.Kind.THEMED,
        number=last + 1,
        theme_sv=planned.theme,
        theme_en=planned.theme_en,
        place=planned.place,
        link=planned.link,
        **act,
    )
    meetings.add_session(
        meeting,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        audience=Function.objects.of(cohort),
        **act,
    )
    if planned.held_on is None:
        return meeting
    return meetings.change_meeting(meeting, held_on=planned.held_on, **act)


def _named(name: str) -> Cohort | None:
    """Names outside rounds are given one at a time: the scope is what there is to lock."""
    Scope.objects.select_for_update().get(pk=cohorts.portal_scope().pk)
    return Cohort.objects.filter(round=None, name=name).first()


def _is_same(cohort: Cohort, kind: str, institutions: Sequence[Institution]) -> bool:
    """With the very same institutions it is the button that was pressed again."""
    there = set(cohort.participations.values_list("institution", flat=True))
    return cohort.kind == kind and there == {one.pk for one in institutions}
