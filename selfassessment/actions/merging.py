"""A leader's own answers, given from two accounts."""

from django.db import transaction

from cohorts.models import User
from selfassessment.models import Finish, Rating


@transaction.atomic
def merge_answers(kept: User, gone: User) -> None:
    """Statement by statement the latest choice counts. That there are any is told to nobody: not
    in the trail, and not to whoever merges."""
    for rating in Rating.objects.filter(respondent=gone):
        same = Rating.objects.filter(
            respondent=kept, assessment=rating.assessment_id, statement=rating.statement_id
        ).first()
        if same is not None and same.saved_at >= rating.saved_at:
            rating.delete()
            continue
        if same is not None:
            same.delete()
        rating.respondent = kept
        rating.save(update_fields=["respondent"])
    done = Finish.objects.filter(respondent=kept).values("assessment")
    Finish.objects.filter(respondent=gone, assessment__in=done).delete()
    Finish.objects.filter(respondent=gone).update(respondent=kept)
