"""What a round asks of its institutions in the preparation, besides assignments."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Round
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.year import in_our_time

if TYPE_CHECKING:
    from cohorts.models import User


def https_only(link: str) -> None:
    if not link.startswith("https://"):
        raise ValidationError(_("Länken ska börja med https://."))


class PreparationQuerySet(VisibleQuerySet["Preparation"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(round__in=Round.objects.visible_to(user, now).values("pk"))


class Preparation(models.Model):
    """Of a round: what its heads confirm, and the web course that its people take. A round without
    one asks for neither; without a name there is no course."""

    reach = Reach.COHORT

    round = models.OneToOneField(Round, models.PROTECT, related_name="preparation")
    confirm_by = models.DateField(_("sista dag för bekräftelsen"), validators=[in_our_time])
    # What a person with a seat sets aside, in whole hours.
    preparation_hours = models.PositiveSmallIntegerField(_("timmar i förberedelsen"))
    meeting_hours = models.PositiveSmallIntegerField(_("timmar för träffarna"))
    course_name_sv = models.CharField(_("webbutbildningens namn"), max_length=160, blank=True)
    course_name_en = models.CharField(
        _("webbutbildningens namn på engelska"), max_length=160, blank=True
    )
    course_link = models.URLField(
        _("länk till webbutbildningen"), max_length=500, blank=True, validators=[https_only]
    )
    course_minutes = models.PositiveSmallIntegerField(_("minuter"), default=0)
    course_due_on = models.DateField(
        _("sista dag för webbutbildningen"), null=True, blank=True, validators=[in_our_time]
    )

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("förberedelse"), _("förberedelser")
        constraints = [
            models.CheckConstraint(
                condition=Q(course_link="") | Q(course_link__startswith="https://"),
                name="preparation_course_link_is_https",
            ),
            models.CheckConstraint(
                condition=Q(course_name_sv="", course_name_en="", course_link="", course_minutes=0)
                & Q(course_due_on=None)
                | ~Q(course_name_sv="")
                & Q(course_minutes__gt=0, course_due_on__isnull=False)
                & ~Q(course_link=""),
                name="preparation_course_is_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"preparation {self.pk}"

    @property
    def has_course(self) -> bool:
        return bool(self.course_name_sv)
