"""What an institution has left to hand in, for someone at work there."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation, User
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Todo
from selfassessment.models import Assessment, SubmittedAssessment
from selfassessment.queries import words


def left_at(place: Participation, user: User, now: datetime) -> list[Todo]:
    copies = SubmittedAssessment.objects.filter(assessment=OuterRef("pk"))
    seen = Assessment.objects.visible_to(user, now).opened(now)
    left = seen.filter(~Exists(copies), participation=place, withdrawn_at=None)
    return [_todo(one, now) for one in sorted(left, key=_day)]


def _todo(one: Assessment, now: datetime) -> Todo:
    how = words.time_left(one, now)
    return Todo(
        title=marked(one.instrument_version.instrument, "title"),
        url=reverse("assessment", args=[one.key]),
        action=_("Öppna"),
        due_on=one.due_on,
        about=_("Självskattning"),
        tag=how.label,
        status=how.status,
    )


def _day(one: Assessment) -> date:
    return one.due_on or date.max
