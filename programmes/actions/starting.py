"""Starting a round from a published version of a template."""

from datetime import date, datetime
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
    Participation,
    Programme,
    Round,
    User,
)
from exchange_portal.audit import trail
from meetings import actions as meetings
from meetings.models import Assignment, Meeting
from programmes import events
from programmes.actions.choosing import Group, Start, check
from programmes.actions.interest import place_interests
from programmes.actions.planned_days import days_of_assessment, in_preparation
from programmes.actions.refusals import NoContact
from programmes.models import (
    AssessmentPlan,
    AssignmentOrigin,
    AssignmentPlan,
    MeetingPlan,
    RoundOrigin,
    TemplateVersion,
)
from programmes.queries import contacts
from selfassessment import actions as assessments
from selfassessment.queries.for_staff import published


@transaction.atomic
def start_round(
    version: TemplateVersion, *, start: Start, token: UUID, by: User, now: datetime
) -> Round:
    """The whole round: functions, reminders, groups with their seats, meetings, sessions,
    assignments and self-assessments, as copies of its own. `token` is the pressed button's; pressed
    again, it leads to the round that is there."""
    Programme.objects.select_for_update().get(pk=version.template.programme_id)
    begun = RoundOrigin.objects.filter(token=token).select_related("round").first()
    if begun is not None:
        return begun.round
    version = TemplateVersion.objects.select_related("template__programme", "retirement").get(
        pk=version.pk
    )
    check(version, start)
    if not contacts(version.template.programme, now).filter(pk=start.contact.pk).exists():
        raise NoContact
    round = _Starting(version, start, by=by, now=now).round
    RoundOrigin.objects.create(round=round, version=version, token=token, started_at=now)
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
        self.origins: list[AssignmentOrigin] = []
        for group in start.groups:
            self._group(group, meetings_planned, assignments_planned)
        AssignmentOrigin.objects.bulk_create(self.origins)
        for asked in version.assessments.order_by("position"):
            self._ask(asked)

    def _functions(self) -> dict[str, Function]:
        return {
            plan.code: cohorts.add_function(
                self.round,
                code=plan.code,
                role=plan.role,
                name_sv=plan.name_sv,
                name_en=plan.name_en,
                is_required=plan.is_required,
                seat_count=plan.seat_count,
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
            assignment = self._assignment(cohort, task, made.get(task.meeting_id or 0))
            self.origins.append(AssignmentOrigin(assignment=assignment, code=task.code))

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

    def _ask(self, plan: AssessmentPlan) -> None:
        opens_on, due_on = days_of_assessment(plan, self.round)
        assessments.open_for_all(
            Participation.objects.filter(cohort__round=self.round).order_by("pk"),
            version=published().get(instrument=plan.instrument_id),
            opens_on=opens_on,
            due_on=due_on,
            **self.act,
        )


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
