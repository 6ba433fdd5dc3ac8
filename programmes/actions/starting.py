"""Starting a round from a published version of a template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Institution,
    Participation,
    Programme,
    Round,
    User,
)
from exchange_portal.audit import trail
from meetings import actions as meetings
from meetings.models import Assignment, Meeting
from programmes import events
from programmes.actions.interest import place_interests
from programmes.actions.refusals import (
    DatesInDisorder,
    InTwoGroups,
    MeetingsInDisorder,
    NameTaken,
    NoContact,
    NoGroups,
    NoInstitution,
    NotPublished,
    OutsideRound,
    SameGroupName,
    TwiceInGroup,
)
from programmes.models import AssignmentPlan, MeetingPlan, RoundOrigin, TemplateVersion
from programmes.queries import contacts


@dataclass(frozen=True, kw_only=True)
class Group:
    """Institutions that will work together. `dates`: of meetings (not the coordinators'), by
    number, as far as they are known."""

    name: str
    anchor: Institution | None
    others: Sequence[Institution] = ()
    dates: dict[int, date] = field(default_factory=dict)

    @property
    def institutions(self) -> list[Institution]:
        return [*([self.anchor] if self.anchor else []), *self.others]


@dataclass(frozen=True, kw_only=True)
class Start:
    """What someone has chosen for a new round."""

    name: str
    preparation_starts_on: date
    preparation_ends_on: date
    ends_on: date
    contact: User
    groups: Sequence[Group]

    @property
    def institutions(self) -> list[Institution]:
        return [one for group in self.groups for one in group.institutions]


def check(version: TemplateVersion, start: Start) -> None:
    """Refuse what cannot become a round. Asked for a preview too; changes nothing."""
    if version.state != TemplateVersion.State.PUBLISHED:
        raise NotPublished
    if Round.objects.filter(programme=version.template.programme_id, name=start.name).exists():
        raise NameTaken
    if start.preparation_ends_on < start.preparation_starts_on:
        raise DatesInDisorder("preparation_ends_on")
    if start.ends_on < start.preparation_ends_on:
        raise DatesInDisorder("ends_on")
    if not start.groups:
        raise NoGroups
    _check_institutions(start.groups)
    for position, group in enumerate(start.groups):
        _check_meetings(start, group, position)


def _check_institutions(groups: Sequence[Group]) -> None:
    names: set[str] = set()
    placed: dict[int, str] = {}
    for position, group in enumerate(groups):
        if group.name in names:
            raise SameGroupName(group.name, group=position)
        names.add(group.name)
        if not group.institutions:
            raise NoInstitution(group.name, group=position)
        own: set[int] = set()
        for one in group.institutions:
            if one.pk in own:
                raise TwiceInGroup(one, group.name, group=position)
            if one.pk in placed:
                raise InTwoGroups(one, placed[one.pk], group=position)
            own.add(one.pk)
        placed |= dict.fromkeys(own, group.name)


def _check_meetings(start: Start, group: Group, position: int) -> None:
    before = start.preparation_starts_on
    for number, day in sorted(group.dates.items()):
        if not start.preparation_starts_on <= day <= start.ends_on:
            raise OutsideRound(day, None, group=position, field=f"meeting_{number}")
        if day < before:
            raise MeetingsInDisorder(number, group=position)
        before = day


@transaction.atomic
def start_round(
    version: TemplateVersion, *, start: Start, token: UUID, by: User, now: datetime
) -> Round:
    """The whole round: functions, reminders, groups with their seats, meetings, sessions and
    assignments, as copies of its own. `token` is the pressed button's; pressed again, it leads to
    the round that is there."""
    Programme.objects.select_for_update().get(pk=version.template.programme_id)
    begun = RoundOrigin.objects.filter(token=token).select_related("round").first()
    if begun is not None:
        return begun.round
    check(version, start)
    if not contacts(version.template.programme, now).filter(pk=start.contact.pk).exists():
        raise NoContact
    round = _Starting(version, start, by=by, now=now).round
    RoundOrigin.objects.create(round=round, version=version, token=token)
    place_interests(version.template.programme, start.institutions, round=round, by=by, now=now)
    trail.record(events.ROUND_STARTED, about=round, by=by, now=now)
    return round


class _Starting:
    """A round as it is made, by the actions of the rooms that it stands in."""

    def __init__(self, version: TemplateVersion, start: Start, *, by: User, now: datetime) -> None:
        self.version = version
        self.start = start
        self.act: dict[str, Any] = {"by": by, "now": now}
        self.round = cohorts.add_round(
            version.template.programme,
            name=start.name,
            preparation_starts_on=start.preparation_starts_on,
            preparation_ends_on=start.preparation_ends_on,
            ends_on=start.ends_on,
            needs_top_management=version.needs_top_management,
            **self.act,
        )
        self.functions = self._functions()
        for reminder in version.reminders.order_by("-days_before"):
            cohorts.add_reminder_rule(self.round, days_before=reminder.days_before, **self.act)
        self._engage_contact(localdate(now))
        meetings_planned = list(
            version.meetings.prefetch_related("sessions__audience").order_by("number", "kind")
        )
        assignments_planned = list(
            version.assignments.prefetch_related("questions").order_by("position")
        )
        for group in start.groups:
            self._group(group, meetings_planned, assignments_planned)

    def _functions(self) -> dict[str, Function]:
        return {
            plan.code: cohorts.add_function(
                self.round,
                code=plan.code,
                role=plan.role,
                name_sv=plan.name_sv,
                name_en=plan.name_en,
                is_required=plan.is_required,
                **self.act,
            )
            for plan in self.version.functions.order_by("position")
        }

    def _engage_contact(self, today: date) -> None:
        cohorts.engage(
            self.start.contact,
            role=Engagement.Role.CONTACT_PERSON,
            scope=cohorts.scope_of(self.round),
            from_on=today,
            **self.act,
        )

    def _group(
        self, group: Group, meeting_plans: list[MeetingPlan], tasks: list[AssignmentPlan]
    ) -> None:
        cohort = cohorts.add_cohort(self.round, name=group.name, **self.act)
        for institution in group.institutions:
            is_anchor = institution == group.anchor
            role = Participation.Role.ANCHOR if is_anchor else Participation.Role.MEMBER
            cohorts.admit(cohort, institution=institution, role=role, **self.act)
        made = {plan.pk: self._meeting(cohort, plan, group) for plan in meeting_plans}
        for task in tasks:
            self._assignment(cohort, task, made.get(task.meeting_id or 0))

    def _meeting(self, cohort: Cohort, plan: MeetingPlan, group: Group) -> Meeting:
        meeting = meetings.plan_meeting(
            cohort,
            kind=plan.kind,
            number=plan.number,
            theme_sv=plan.theme_sv,
            theme_en=plan.theme_en,
            held_on=None if plan.is_for_coordinators else group.dates.get(plan.number),
            **self.act,
        )
        for session in sorted(plan.sessions.all(), key=lambda one: one.starts_at):
            meetings.add_session(
                meeting,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                audience=[self.functions[one.code] for one in session.audience.all()],
                **self.act,
            )
        return meeting

    def _assignment(
        self, cohort: Cohort, plan: AssignmentPlan, meeting: Meeting | None
    ) -> Assignment:
        set_assignment = partial(
            meetings.set_assignment,
            cohort,
            phase=plan.phase,
            title_sv=plan.title_sv,
            title_en=plan.title_en,
            instructions_sv=plan.instructions_sv,
            instructions_en=plan.instructions_en,
            minutes=plan.minutes,
            sharing=plan.sharing,
            questions=_questions(plan),
            **self.act,
        )
        if meeting is None:
            opens_on, due_on = in_preparation(plan, self.start)
            return set_assignment(opens_on=opens_on, due_on=due_on)
        return set_assignment(
            meeting=meeting,
            opens_days_before=plan.opens_days_before,
            due_days_before=plan.due_days_before,
        )


def in_preparation(plan: AssignmentPlan, start: Start) -> tuple[date, date]:
    """When something that hangs on no meeting opens and is due; within the preparation."""
    first, last = start.preparation_starts_on, start.preparation_ends_on
    due_on = max(first, last - timedelta(days=plan.due_days_before))
    if plan.opens_days_before is None:
        return first, due_on
    return max(first, last - timedelta(days=plan.opens_days_before)), due_on


def _questions(plan: AssignmentPlan) -> list[meetings.QuestionText]:
    return [
        meetings.QuestionText(
            prompt_sv=one.prompt_sv,
            prompt_en=one.prompt_en,
            hint_sv=one.hint_sv,
            hint_en=one.hint_en,
            is_required=one.is_required,
        )
        for one in sorted(plan.questions.all(), key=lambda one: one.number)
    ]
