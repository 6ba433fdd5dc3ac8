"""Who has taken the web course: each says it for themselves, or staff bring it in."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Participation, Round, User
from exchange_portal.audit import trail
from exchange_portal.files import actions as files
from exchange_portal.files.models import StoredFile
from preparation import events
from preparation.actions.refusals import NotAsked, Refused, plan_of
from preparation.models import Completion, Preparation


class NoCourse(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången har ingen webbutbildning."))


class NotYet(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dagen har inte varit än. Skriv dagen då du blev klar."))


class Imported(NamedTuple):
    """A line that staff bring in: who was done which day."""

    user: User
    taken_on: date


@transaction.atomic
def say_course(
    participation: Participation,
    *,
    kind: str,
    taken_on: date | None,
    upload: "UploadedFile[Any] | None",
    by: User,
    now: datetime,
) -> Completion:
    """One's own word, in the whole round. Said again it is as said last; a proof that no new one
    replaces stays, as long as one says that the course is taken."""
    plan, round = plan_of(participation, now)
    if not plan.has_course:
        raise NoCourse
    is_taken = kind == Completion.Kind.TAKEN
    if is_taken and (taken_on is None or taken_on > localdate(now)):
        raise NotYet
    User.objects.select_for_update().get(pk=by.pk)
    standing = Completion.objects.filter(round=round, user=by).select_related("proof").first()
    before = standing.proof if standing else None
    proof = before if is_taken else None
    if is_taken and upload is not None:
        proof = files.receive(upload, by=by, now=now)
    said: dict[str, Any] = {
        "kind": kind,
        "taken_on": taken_on if is_taken else None,
        "proof": proof,
    }
    said |= {"said_at": now, "said_by": by}
    made, _is_new = Completion.objects.update_or_create(round=round, user=by, defaults=said)
    trail.record(events.COURSE_SAID, about=made, by=by, now=now)
    _let_go(before, proof, by, now)
    return made


@transaction.atomic
def take_back(participation: Participation, *, by: User, now: datetime) -> None:
    """What one has said oneself was not so. A second time changes nothing."""
    _plan, round = plan_of(participation, now)
    standing = (
        Completion.objects.select_for_update(of=["self"])
        .filter(round=round, user=by)
        .select_related("proof")
        .first()
    )
    if standing is not None:
        proof = standing.proof
        trail.record(events.COURSE_TAKEN_BACK, about=standing, by=by, now=now)
        standing.delete()
        _let_go(proof, None, by, now)


@transaction.atomic
def import_completions(round: Round, *, lines: Iterable[Imported], by: User, now: datetime) -> int:
    """What the course itself tells of; whoever has said something already keeps that. How many are
    new."""
    plan = Preparation.objects.select_for_update().filter(round=round).first()
    if plan is None:
        raise NotAsked
    if not plan.has_course:
        raise NoCourse
    wanted = {one.user.pk: one for one in lines}
    known = Completion.objects.filter(round=round, user__in=wanted)
    new = wanted.keys() - set(known.values_list("user", flat=True))
    Completion.objects.bulk_create(
        Completion(
            round=round,
            user=wanted[pk].user,
            kind=Completion.Kind.TAKEN,
            taken_on=wanted[pk].taken_on,
            said_at=now,
            said_by=by,
        )
        for pk in sorted(new)
    )
    if new:
        trail.record(events.COURSES_IMPORTED, about=plan, by=by, now=now)
    return len(new)


@transaction.atomic
def merge_completions(kept: User, gone: User, *, by: User, now: datetime) -> None:
    """What somebody has said by two accounts, when these become one: in each round what has a
    proof, or else what the account that stays has said."""
    for one in Completion.objects.filter(user=gone).select_related("proof"):
        own = Completion.objects.filter(round=one.round_id, user=kept).select_related("proof")
        standing = own.first()
        if standing is not None:
            is_better = one.proof is not None and standing.proof is None
            less = standing if is_better else one
            less.delete()
            _let_go(less.proof, None, by, now)
        if standing is None or is_better:
            one.user = kept
            one.save(update_fields=["user"])


def _let_go(
    before: StoredFile | None, now_there: StoredFile | None, by: User, now: datetime
) -> None:
    if before is not None and before != now_there:
        files.remove(before, by=by, now=now)
