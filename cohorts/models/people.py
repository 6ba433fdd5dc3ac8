"""Persons, and the addresses they log in with."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Engagement, Holding
from cohorts.models.institutions import Institution, Participation
from cohorts.models.rights import EVERYTHING, NOTHING, Rights, rights_of
from exchange_portal.access import Reach, VisibleQuerySet, one_of


class UserQuerySet(VisibleQuerySet["User"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Oneself, and those whose seats or engagements one sees; of the institutions in cohorts
        one runs also those who have no seat yet; all for administrators."""
        everyone, rights = User.objects.all(), rights_of(user, now)
        run = Participation.objects.filter(rights.runs("cohort__"))
        invited = WorkAddress.objects.filter(institution__in=run.values("institution"))
        seated = Holding.objects.visible_to(user, now)
        engaged = Engagement.objects.visible_to(user, now)
        return self.filter(
            pk__in=one_of(
                everyone.filter(pk=user.pk),
                everyone.filter(pk__in=seated.values("user")),
                everyone.filter(pk__in=engaged.values("user")),
                everyone.filter(holdings=None, pk__in=invited.values("user"))
                if rights.for_agency
                else everyone.none(),
                everyone.filter(EVERYTHING if rights.is_administrator else NOTHING),
            )
        )


class User(AbstractBaseUser):
    """A person. Rights come from seats and engagements, never from the person: `is_staff` only
    opens the admin."""

    class Language(models.TextChoices):
        SWEDISH = "sv", "Svenska"
        ENGLISH = "en", "English"

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("namn"), max_length=120)
    email = models.EmailField(
        _("e-postadress"), unique=True
    )  # where mail goes; WorkAddress says which may log in
    language = models.CharField(
        _("språk"), max_length=2, choices=Language, default=Language.SWEDISH
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Then `name` is what they are and not what they are called: see `protected`.
    is_protected = models.BooleanField(_("skyddad identitet"), default=False)
    created_at = models.DateTimeField()
    # The same person, whose account this one has been made a part of: nobody logs in with it.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = BaseUserManager.from_queryset(UserQuerySet)()

    rights_at: dict[datetime, Rights] | None = None  # what the user of a request remembers

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("personer")
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_active=False), name="user_merged_is_not_active"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["sv", "en"]), name="user_has_known_language"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_email(self) -> str:
        """The address, for pages where others read it; empty when it is protected."""
        return "" if self.is_protected else self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's permissions are not used: the rules of each app are."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class WorkAddressQuerySet(VisibleQuerySet["WorkAddress"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        if rights_of(user, now).is_administrator:
            return self.all()
        return self.filter(user=user.pk)


class WorkAddress(models.Model):
    """An address at an institution. It opens the door only while its owner has a task there."""

    reach = Reach.DIRECTORY

    user = models.ForeignKey(User, models.PROTECT, related_name="work_addresses")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    email = models.EmailField(unique=True)

    objects = WorkAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="work_address_is_lower"),
        ]

    def __str__(self) -> str:
        return f"work address {self.pk}"
