"""The same assignment in the other groups of its round, and the same file beside it."""

from datetime import datetime

from django.db.models import QuerySet

from cohorts.models import Cohort, User
from exchange_portal.collation import swedish
from meetings.models import Assignment, AssignmentFile


def same_in_other_groups(assignment: Assignment, user: User, now: datetime) -> QuerySet[Assignment]:
    """The assignment as the round gave it to its other groups, those that the user runs: with the
    same title, in the same phase, before or after the same meeting."""
    meeting = assignment.meeting
    same = Assignment.objects.filter(
        cohort__in=Cohort.objects.run_by(user, now).values("pk"),
        cohort__round__isnull=False,
        cohort__round=assignment.cohort.round_id,
        phase=assignment.phase,
        title_sv=assignment.title_sv,
        meeting__kind=meeting.kind if meeting else None,
        meeting__number=meeting.number if meeting else None,
    )
    others = same.exclude(cohort=assignment.cohort_id).select_related("cohort")
    return others.order_by(swedish("cohort__name"), "pk")


def same_beside_others(one: AssignmentFile, user: User, now: datetime) -> QuerySet[AssignmentFile]:
    """The very same file, beside assignments of other groups that the user runs."""
    same = AssignmentFile.objects.run_by(user, now).filter(file=one.file_id, withdrawn_at=None)
    others = same.exclude(pk=one.pk).select_related("assignment__cohort")
    return others.order_by(swedish("assignment__cohort__name"), "pk")
