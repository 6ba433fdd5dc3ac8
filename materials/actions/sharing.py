"""Sharing, newer versions, words and withdrawal.

Whoever sends a file is locked first, then the material: so one form makes one version however
often it is sent, and versions that come at the same moment get numbers one after the other.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from cohorts.actions import portal_scope, scope_of
from cohorts.models import Guest, Institution, Participation, Scope, User
from cohorts.rules import is_under_way
from exchange_portal.audit import trail
from exchange_portal.characters import one_line, plain
from exchange_portal.files import actions as files
from exchange_portal.files.storing import checksum
from materials import events
from materials.actions.refusals import ChangedMeanwhile, RoundOver, SentBefore, Withdrawn
from materials.models import Material, MaterialVersion
from materials.occasions import Occasion
from materials.queries.places import Target

type Upload = UploadedFile[Any]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a material is called, and what it says of itself."""

    title_sv: str
    title_en: str = ""
    description: str = ""

    def tidied(self) -> dict[str, str]:
        return {
            "title_sv": one_line(self.title_sv),
            "title_en": one_line(self.title_en),
            "description": plain(self.description).strip(),
        }


@transaction.atomic
def share_material(
    target: Target,
    *,
    institution: Institution | None,
    words: Words,
    upload: "Upload",
    form_key: UUID,
    by: User,
    now: datetime,
) -> Material:
    """Share a file with everyone whom the target reaches. `institution` is the one that it is
    shared for, None for the agency. A form that is sent twice shares once."""
    _lock(by)
    scope = _scope(target)
    known = _sent(form_key, by)
    if known is not None:
        if known.material.scope_id != scope.pk or not _is_same(known, upload):
            raise SentBefore
        return known.material
    _check_under_way(institution, scope, now)
    material = Material.objects.create(
        scope=scope, institution=institution, **words.tidied(), created_at=now, sharer=by
    )
    _add(material, 1, upload=upload, note="", form_key=form_key, by=by, now=now)
    trail.record(events.SHARED, about=material, by=by, now=now)
    return material


@transaction.atomic
def add_version(
    material: Material, *, upload: "Upload", note: str, form_key: UUID, by: User, now: datetime
) -> MaterialVersion:
    """A newer file takes the lead; those before it stay. A form that is sent twice adds once."""
    _lock(by)
    known = _sent(form_key, by)
    if known is not None:
        if known.material_id != material.pk or not _is_same(known, upload):
            raise SentBefore
        return known
    material = _open(material, now)
    last = material.versions.aggregate(last=Max("number"))["last"] or 0
    note = one_line(note)
    version = _add(material, last + 1, upload=upload, note=note, form_key=form_key, by=by, now=now)
    trail.record(events.VERSION_ADDED, about=version, by=by, now=now)
    return version


@transaction.atomic
def describe_material(
    material: Material, *, words: Words, edition: int, by: User, now: datetime
) -> Material:
    """New title and description, written from `edition`. The same words are acknowledged again."""
    material = _open(material, now)
    wanted = words.tidied()
    changed = [name for name, text in wanted.items() if getattr(material, name) != text]
    if not changed:
        return material
    if material.edition != edition:
        raise ChangedMeanwhile(material)
    for name in changed:
        setattr(material, name, wanted[name])
    material.edition += 1
    material.save(update_fields=[*changed, "edition"])
    trail.record(events.DESCRIBED, about=material, by=by, now=now, fields=changed)
    return material


@transaction.atomic
def withdraw_material(material: Material, *, by: User, now: datetime) -> Material:
    """Gone for every reader, also when the round has ended. The rows and files stay."""
    material = _locked(material)
    if material.withdrawn_at is not None:
        return material
    material.withdrawn_at, material.withdrawn_by = now, by
    material.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record(events.WITHDRAWN, about=material, by=by, now=now)
    return material


def _add(
    material: Material,
    number: int,
    *,
    upload: "Upload",
    note: str,
    form_key: UUID,
    by: User,
    now: datetime,
) -> MaterialVersion:
    return MaterialVersion.objects.create(
        material=material,
        number=number,
        file=files.receive(upload, by=by, now=now),
        note=note,
        uploaded_at=now,
        uploaded_by=by,
        form_key=form_key,
    )


def _scope(target: Target) -> Scope:
    if target is None:
        return portal_scope()
    if isinstance(target, Occasion):
        return Scope.objects.get(pk=target.scope)
    return scope_of(target)


def _lock(sender: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=sender.pk)


def _sent(form_key: UUID, by: User) -> MaterialVersion | None:
    sent = MaterialVersion.objects.filter(form_key=form_key, uploaded_by=by)
    return sent.select_related("material", "file").first()


def _is_same(version: MaterialVersion, upload: "Upload") -> bool:
    return version.file.sha256 == checksum(upload)


def _open(material: Material, now: datetime) -> Material:
    """Locked for this transaction and open for change; else a refusal."""
    material = _locked(material)
    if material.withdrawn_at is not None:
        raise Withdrawn(material)
    _check_under_way(material.institution, material.scope, now)
    return material


def _locked(material: Material) -> Material:
    locked = Material.objects.select_for_update(of=["self"])
    return locked.select_related("scope", "institution").get(pk=material.pk)


def _check_under_way(institution: Institution | None, scope: Scope, now: datetime) -> None:
    """Institutions share while a round that it concerns is under way, guests for as long as they
    see their meeting; the agency always."""
    if institution is None or _is_guest(institution, scope, now):
        return
    places = Participation.objects.filter(institution=institution).select_related("cohort__round")
    if scope.cohort_id is not None:
        places = places.filter(cohort=scope.cohort_id)
    if not any(is_under_way(place.cohort.round, now) for place in places):
        raise RoundOver


def _is_guest(institution: Institution, scope: Scope, now: datetime) -> bool:
    guests = Guest.objects.lasting(now)
    return guests.filter(scope=scope, institution=institution).exists()
