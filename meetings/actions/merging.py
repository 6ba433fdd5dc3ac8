"""Answers of two accounts that are one person's."""

from django.db import transaction

from cohorts.models import User
from meetings.models import Attendance


@transaction.atomic
def merge_answers(kept: User, gone: User) -> None:
    """Where both have answered about the same session the latest answer counts."""
    for answer in Attendance.objects.filter(user=gone):
        same = Attendance.objects.filter(user=kept, session=answer.session_id).first()
        if same is not None and same.answered_at >= answer.answered_at:
            answer.delete()
            continue
        if same is not None:
            same.delete()
        answer.user = kept
        answer.save(update_fields=["user"])
