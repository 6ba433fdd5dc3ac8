"""In which order the institutions present themselves at a meeting, and for how long."""

from django.db import models
from django.db.models import Q

from cohorts.models import Participation
from exchange_portal.access import Reach
from meetings.models.meetings import Meeting

MINUTES = 10  # until somebody says otherwise


class Presentation(models.Model):
    """An institution's turn. Until staff arrange the meeting there are no rows, and the
    institutions come by name; whoever joins later comes last."""

    reach = Reach.COHORT

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presentations")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()  # counted from one
    minutes = models.PositiveSmallIntegerField(default=MINUTES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participation"], name="presentation_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, minutes__gte=1), name="presentation_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"presentation {self.pk}"
