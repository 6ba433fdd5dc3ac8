"""Writing templates: a draft is begun, changed, thrown away or published. Only drafts change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Programme, User
from exchange_portal.audit import trail
from programmes import events
from programmes.actions.refusals import Refused
from programmes.models import (
    ProgrammeTemplate,
    Retirement,
    TemplateDraft,
    TemplateVersion,
)
from programmes.parts import Document, ordered
from programmes.shipped.loading import publish
from programmes.template_file import hindrances, read, written
from selfassessment.queries.for_staff import published


class DraftChanged(Refused):
    """Somebody has changed the draft since the page was made."""

    def __init__(self, last: User, by: User) -> None:
        words = _(
            "%(name)s har ändrat utkastet sedan du öppnade sidan. Det du gjorde är inte sparat. "
            "Läs igenom, och gör det igen om det ska gälla."
        )
        if last == by:
            words = _(
                "Du har ändrat utkastet i en annan flik sedan du öppnade sidan. Det du gjorde nu "
                "är inte sparat. Läs igenom, och gör det igen om det ska gälla."
            )
        super().__init__(words % {"name": last.name})


class DraftClosed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Utkastet är redan publicerat eller slängt. Inget är ändrat."))


class NotReady(Refused):
    def __init__(self) -> None:
        super().__init__(_("Något saknas i mallen. Rätta det och publicera sedan."))


class LabelTaken(Refused):
    field = "label"

    def __init__(self, label: str) -> None:
        words = _("Det finns redan en version som heter %(label)s. Byt namn på den här.")
        super().__init__(words % {"label": label})


@transaction.atomic
def begin_draft(
    programme: Programme,
    *,
    document: Document,
    based_on: TemplateVersion | None = None,
    form_key: UUID,
    by: User,
    now: datetime,
) -> TemplateDraft:
    """A draft of that content. A form that is sent twice begins one."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    begun = TemplateDraft.objects.filter(form_key=form_key).select_related("template").first()
    if begun is not None:
        if begun.template.programme_id != programme.pk:
            raise DraftClosed
        return begun
    draft = TemplateDraft.objects.create(
        template=ProgrammeTemplate.objects.get_or_create(programme=programme)[0],
        based_on=based_on,
        content=_checked(document | {"programme": programme.slug}),
        changed_at=now,
        changed_by=by,
        form_key=form_key,
        last_form_key=form_key,
    )
    trail.record(events.DRAFT_BEGUN, about=draft, by=by, now=now)
    return draft


@transaction.atomic
def revise_draft(
    draft: TemplateDraft,
    *,
    document: Document,
    revision: int,
    form_key: UUID,
    by: User,
    now: datetime,
) -> TemplateDraft:
    """The draft with another content. `revision` is what the page was made from: nobody overwrites
    what they have not seen. A form that is sent twice changes it once. `BadFile` says what in the
    document does not agree."""
    draft = _locked(draft)
    if draft.last_form_key == form_key:
        return draft
    _check_open(draft, revision, by)
    document = _checked(document | {"programme": draft.template.programme.slug})
    changed = [name for name in document if document[name] != draft.content[name]]
    if changed:
        draft.content, draft.revision = document, draft.revision + 1
        draft.changed_at, draft.changed_by, draft.last_form_key = now, by, form_key
        draft.save(
            update_fields=["content", "revision", "changed_at", "changed_by", "last_form_key"]
        )
        trail.record(events.DRAFT_CHANGED, about=draft, by=by, now=now, fields=changed)
    return draft


@transaction.atomic
def discard_draft(draft: TemplateDraft, *, revision: int, by: User, now: datetime) -> None:
    """Thrown away twice, it is thrown away once."""
    draft = _locked(draft)
    if draft.closed_at is not None and draft.version_id is None:
        return
    _check_open(draft, revision, by)
    draft.closed_at = now
    draft.save(update_fields=["closed_at"])
    trail.record(events.DRAFT_DISCARDED, about=draft, by=by, now=now)


@transaction.atomic
def publish_draft(
    draft: TemplateDraft, *, revision: int, by: User, now: datetime
) -> TemplateVersion:
    """The version that rounds can be started from, as it was shown. Pressed again, it leads to the
    same version."""
    ProgrammeTemplate.objects.select_for_update().get(pk=draft.template_id)
    draft = _locked(draft)
    if draft.version is not None:
        return draft.version
    _check_open(draft, revision, by)
    if hindrances(draft.content):
        raise NotReady
    if draft.template.versions.filter(label=draft.label).exists():
        raise LabelTaken(draft.label)
    version: TemplateVersion = publish(apps, draft.template, draft.content, published_at=now)
    draft.version, draft.closed_at = version, now
    draft.save(update_fields=["version", "closed_at"])
    trail.record(events.TEMPLATE_PUBLISHED, about=version, by=by, now=now)
    return version


@transaction.atomic
def retire_template(version: TemplateVersion, *, by: User, now: datetime) -> None:
    """No new round is started from it; those that were keep it. Said twice, it is done once."""
    ProgrammeTemplate.objects.select_for_update().get(pk=version.template_id)
    told = {"retired_at": now, "retired_by": by}
    _retired, is_new = Retirement.objects.get_or_create(version=version, defaults=told)
    if is_new:
        trail.record(events.TEMPLATE_RETIRED, about=version, by=by, now=now)


@transaction.atomic
def offer_template_again(version: TemplateVersion, *, by: User, now: datetime) -> None:
    ProgrammeTemplate.objects.select_for_update().get(pk=version.template_id)
    count, _by_model = Retirement.objects.filter(version=version).delete()
    if count:
        trail.record(events.TEMPLATE_OFFERED_AGAIN, about=version, by=by, now=now)


def _locked(draft: TemplateDraft) -> TemplateDraft:
    rows = TemplateDraft.objects.select_for_update(of=("self",))
    return rows.select_related("template__programme", "changed_by", "version").get(pk=draft.pk)


def _check_open(draft: TemplateDraft, revision: int, by: User) -> None:
    if draft.closed_at is not None:
        raise DraftClosed
    if draft.revision != revision:
        raise DraftChanged(draft.changed_by, by)


def _checked(document: dict[str, Any]) -> Document:
    """As a file of it would be read: one reader guards every way in."""
    return ordered(read(written(document), instruments()))


def instruments() -> set[str]:
    """Keys of the self-assessments that can be asked."""
    return set(published().values_list("instrument__key", flat=True))
