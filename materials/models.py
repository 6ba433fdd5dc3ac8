"""What is shared in a round: a material, and the versions of its file."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Programme, Round, Scope, rights_of
from cohorts.models.rights import NOTHING, covered
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.files.models import StoredFile

if TYPE_CHECKING:
    from cohorts.models import User

INSTITUTIONS_OWN = Q(scope__kind=Scope.Kind.INSTITUTION)


def reaching(user: "User", now: datetime, scope: str = "") -> Q:
    """What is shared with a cohort that one sees, with its round and its programme, or with all;
    what is shared with a meeting that one visits as a guest; and what one's own institution keeps
    for itself, which nobody else sees. `scope` leads to the scope of the material: "scope__" from
    the material, "" from the scope itself."""
    rights = rights_of(user, now)
    own = {place.institution_id for place in rights.participations()}
    is_here = bool(rights.holdings or rights.for_agency)
    institutions_own = Q(**{f"{scope}kind": Scope.Kind.INSTITUTION})
    shared = (
        rights.sees(f"{scope}cohort__")
        | Q(**{f"{scope}round__in": Round.objects.seen_by(user, now)})
        | Q(**{f"{scope}programme__in": Programme.objects.seen_by(user, now)})
        | (Q(**{f"{scope}kind": Scope.Kind.PORTAL}) if is_here else NOTHING)
        | rights.visits(f"{scope}pk")
    )
    return ~institutions_own & shared | institutions_own & Q(**{f"{scope}institution__in": own})


class MaterialQuerySet(VisibleQuerySet["Material"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """What is shared with one, as long as one may read some version of it."""
        readable = MaterialVersion.objects.readable_by([user.pk]).filter(material=OuterRef("pk"))
        return self.filter(
            reaching(user, now, "scope__"), Exists(readable), withdrawn_at=None
        ).select_related(
            "scope__cohort__round", "scope__round", "scope__programme", "institution", "sharer"
        )

    def run_by(self, user: "User", now: datetime) -> Self:
        """Shared with what the user runs for the agency: a programme, its rounds, their cohorts
        and meetings. Never what an institution keeps for itself."""
        rights = rights_of(user, now)
        run = [one.scope for one in rights.for_agency]
        return self.filter(
            ~INSTITUTIONS_OWN
            & (
                rights.runs("scope__cohort__")
                | covered(run, programme="scope__round__programme", round="scope__round")
                | covered(run, programme="scope__programme")
            )
        )


class Material(models.Model):
    """Something to read, under one title: a file that may come in newer versions."""

    # The narrowest of what its scope may be: see docs/adr/0301.
    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    # For whom it was shared; null: the agency. Colleagues there look after it together.
    institution = models.ForeignKey(
        "cohorts.Institution", models.PROTECT, null=True, related_name="+"
    )
    title_sv = models.CharField(_("titel"), max_length=160)
    title_en = models.CharField(_("titel på engelska"), max_length=160, blank=True)
    description = models.TextField(_("beskrivning"), blank=True)
    edition = models.PositiveIntegerField(default=0)  # counts changes of title and description
    created_at = models.DateTimeField()
    sharer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_sv=""), name="material_has_title"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="material_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"material {self.pk}"


class MaterialVersionQuerySet(VisibleQuerySet["MaterialVersion"]):
    def readable_by(self, reader: Iterable[int]) -> Self:
        """A file that was stopped by the virus scan is there for the one who sent it alone.
        `reader` is the id of a User."""
        return self.filter(~Q(file__state=StoredFile.State.REFUSED) | Q(uploaded_by__in=reader))

    def visible_to(self, user: "User", now: datetime) -> Self:
        return (
            self.readable_by([user.pk])
            .filter(reaching(user, now, "material__scope__"), material__withdrawn_at=None)
            .select_related("file", "uploaded_by", "material__scope", "material__institution")
        )

    def leading(self, reader: Iterable[int]) -> Self:
        """Of each material the newest that the reader (the id of a User) may read."""
        newer = MaterialVersion.objects.readable_by(reader).filter(
            material=OuterRef("material"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))


class MaterialVersion(models.Model):
    """A file of a material. The highest number leads; the others stay to be read."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    material = models.ForeignKey(Material, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField(_("vad som är nytt"), max_length=300, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Of the form that it came with: sent twice, it is added once.
    form_key = models.UUIDField(editable=False)

    objects = MaterialVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "number"], name="material_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["uploaded_by", "form_key"], name="material_version_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="material_version_number_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"material version {self.pk}"
