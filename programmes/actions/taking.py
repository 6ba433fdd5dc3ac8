"""Changes of a template that a running round may take in, one by one: taken or declined, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Round, User
from exchange_portal.audit import trail
from meetings.models import Meeting
from programmes import events
from programmes.actions.offer_steps import steps_of
from programmes.actions.refusals import Refused
from programmes.actions.standing import Standing, Step
from programmes.differences import Difference, differences
from programmes.models import ChangeDecision, RoundOrigin, TemplateVersion
from programmes.recorded import document_of


class NoSuchChange(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Ändringen gäller inte längre: omgången eller mallen är ändrad. Inget är gjort.")
        )


class NotPossible(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ändringen går inte att ta in. Skälet står vid den. Inget är gjort."))


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A change, and what taking it in would do in each group."""

    change: Difference
    steps: Sequence[Step]

    @property
    def is_possible(self) -> bool:
        return any(step.is_possible for step in self.steps)


def newer_version(round: Round, now: datetime) -> TemplateVersion | None:
    """The newest of its template that was published after the round was started; none for one that
    is over."""
    if round.ends_on < localdate(now):
        return None
    began = "template__versions__origins__"
    later = TemplateVersion.objects.filter(
        Q(**{f"{began}started_at": None}) | Q(published_at__gte=F(f"{began}started_at")),
        state=TemplateVersion.State.PUBLISHED,
        published_at__isnull=False,
        retirement=None,
        pk__gt=F(f"{began}version"),
        **{f"{began}round": round},
    )
    return later.select_related("template__programme").order_by("-pk").first()


def offers_of(round: Round, version: TemplateVersion, now: datetime) -> list[Offer]:
    """What the version has that the round has not, and that nothing has been decided of; what can
    be taken in first."""
    standing = Standing(round, now)
    offers = [Offer(change=one, steps=steps_of(one, standing)) for one in undecided(round, version)]
    return sorted((one for one in offers if one.steps), key=lambda one: not one.is_possible)


def undecided(round: Round, version: TemplateVersion) -> list[Difference]:
    """What differs from the version that the round came from, and has been neither taken in nor
    declined."""
    origin = RoundOrigin.objects.select_related("version__template__programme").get(round=round)
    decided = set(ChangeDecision.objects.filter(round=round).values_list("change", flat=True))
    changes = differences(document_of(origin.version), document_of(version))
    return [one for one in changes if one.key not in decided and one.kind != "basics"]


def news_for(round: Round, now: datetime) -> TemplateVersion | None:
    """The newer version, as long as something of it has not been decided."""
    version = newer_version(round, now)
    return version if version and undecided(round, version) else None


@transaction.atomic
def take_change(round: Round, *, change: str, by: User, now: datetime) -> None:
    """By the rooms' own actions: wherever it can be done, or nowhere. Pressed twice, it is done
    once."""
    offer, version = _offered(round, change, now)
    if offer is None:
        return
    if not offer.is_possible:
        raise NotPossible
    for step in offer.steps:
        if step.deed is not None:
            step.deed(by=by, now=now)
    _decide(round, version, change, is_taken=True, by=by, now=now)


@transaction.atomic
def decline_change(round: Round, *, change: str, by: User, now: datetime) -> None:
    """Not offered again. Pressed twice, it is declined once."""
    offer, version = _offered(round, change, now)
    if offer is not None:
        _decide(round, version, change, is_taken=False, by=by, now=now)


def _offered(round: Round, change: str, now: datetime) -> tuple[Offer | None, Any]:
    """The offer, with the round locked; None when it has been decided."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    # Dates stand still while it is decided what has opened.
    list(Meeting.objects.select_for_update().filter(cohort__round=round).order_by("pk"))
    decided = ChangeDecision.objects.filter(round=round).values_list("change", flat=True)
    if change in set(decided):  # the text may be one that no database can be asked for
        return None, None
    version = newer_version(round, now)
    offers = offers_of(round, version, now) if version else []
    offer = next((one for one in offers if one.change.key == change), None)
    if offer is None:
        raise NoSuchChange
    return offer, version


def _decide(
    round: Round, version: TemplateVersion, change: str, *, is_taken: bool, by: User, now: datetime
) -> None:
    made = ChangeDecision.objects.create(
        round=round,
        version=version,
        change=change,
        is_taken=is_taken,
        decided_at=now,
        decided_by=by,
    )
    event = events.CHANGE_TAKEN if is_taken else events.CHANGE_DECLINED
    trail.record(event, about=made, by=by, now=now)
