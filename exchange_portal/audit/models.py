"""The trail: what happened, when, by whom. Rows are added and never changed: triggers see to it."""

from django.db import models

from exchange_portal.reach import Reach


class TrailEntry(models.Model):
    """One thing that happened. Ids, the event and names of fields; never texts, people's names or
    health data.

    There are no foreign keys: the trail outlives what it speaks of.
    """

    reach = Reach.INTERNAL

    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=80)  # a constant of some events.py
    actor_id = models.BigIntegerField(null=True)  # null: the portal itself
    about_type = models.CharField(max_length=80)  # app_label.model
    about_id = models.BigIntegerField()
    fields = models.JSONField(default=list)  # names of what changed, or small facts without content

    class Meta:
        indexes = [models.Index(fields=["about_type", "about_id", "at"], name="trail_about")]

    def __str__(self) -> str:
        return f"{self.event} {self.about_type} {self.about_id}"
