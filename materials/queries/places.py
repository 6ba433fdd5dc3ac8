"""Where a material may stand, in words: its name there, and who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cohorts.models import (
    Cohort,
    Institution,
    Participation,
    Programme,
    Round,
    Scope,
    User,
    rights_of,
)
from cohorts.rules import is_under_way, runs_cohort
from cohorts.words import cohort_in_sentence
from materials import rules
from materials.occasions import Occasion, occasions_of

type Target = Cohort | Institution | Occasion | Programme | Round | None  # None: the whole portal


@dataclass(frozen=True, kw_only=True)
class Place:
    value: str  # in the form
    label: str
    readers: str
    target: Target
    institution: Institution | None = None  # for whom it is shared; None: the agency


def places_for(cohort: Cohort, user: User, now: datetime) -> list[Place]:
    """Where the user may share from the cohort's page, the usual place first."""
    own = [one.institution for one in _own_in(cohort, user, now)]
    if runs_cohort(user, cohort, now):
        group, *wider = _run(cohort, user, now)
        meetings = [_meeting(one, cohort) for one in occasions_of(cohort)]
        return [group, *meetings, *wider, *map(_own, own)]
    return [*(_group(cohort, one) for one in own[:1]), *map(_own, own)]


def guest_place(occasion: Occasion, institution: Institution, cohort: Cohort) -> Place:
    """Where a guest of the cohort's meeting shares: there."""
    return replace(_meeting(occasion, cohort), institution=institution)


def is_writable(cohort: Cohort, user: User, now: datetime) -> bool:
    """Participants share as long as the round is under way; the agency's people also after."""
    return is_under_way(cohort.round, now) or runs_cohort(user, cohort, now)


def place_of(scope: Scope, cohort: Cohort | None, occasions: Iterable[Occasion]) -> Place:
    """The place that a scope is. `cohort` is the one whose occasions are given, if any."""
    if scope.kind == Scope.Kind.MEETING and cohort is not None:
        found = next((one for one in occasions if one.scope == scope.pk), None)
        return _meeting(found, cohort) if found else _group(cohort, None)
    if scope.cohort is not None:
        return _group(scope.cohort, None)
    if scope.round is not None:
        return _round(scope.round)
    if scope.programme is not None:
        return _programme(scope.programme)
    return _own(scope.institution) if scope.institution is not None else _portal()


def label_of(kind: str, institution: str | None) -> str:
    """What a scope of the kind is called; `institution` keeps it for itself, if any does."""
    labels = {
        Scope.Kind.ROUND: _("Hela omgången"),
        Scope.Kind.PROGRAMME: _("Hela programmet"),
        Scope.Kind.PORTAL: _("Hela portalen"),
        Scope.Kind.INSTITUTION: _("Bara %(institution)s") % {"institution": institution},
    }
    return labels.get(Scope.Kind(kind), _("Hela gruppen"))


def _own_in(cohort: Cohort, user: User, now: datetime) -> list[Participation]:
    places = rights_of(user, now).participations()
    return [place for place in places if place.cohort_id == cohort.pk]


def _run(cohort: Cohort, user: User, now: datetime) -> list[Place]:
    places, round = [_group(cohort, None)], cohort.round
    if round is not None and rules.runs_round(user, round, now):
        places.append(_round(round))
    if round is not None and rules.runs_programme(user, round.programme, now):
        places.append(_programme(round.programme))
    return [*places, _portal()] if rules.runs_portal(user, now) else places


def _group(cohort: Cohort, institution: Institution | None) -> Place:
    return Place(
        value="grupp",
        label=_("Hela gruppen"),
        readers=_everyone_in(cohort),
        target=cohort,
        institution=institution,
    )


def _meeting(occasion: Occasion, cohort: Cohort) -> Place:
    words = {"cohort": cohort_in_sentence(cohort), "agency": settings.AGENCY}
    readers = _("Alla i %(cohort)s, träffens gäster om den har några, och %(agency)s.")
    return Place(
        value=str(occasion.key),
        label=str(occasion),
        readers=readers % words,
        target=occasion,
    )


def _round(round: Round) -> Place:
    readers = _("Alla grupper i %(round)s, och %(agency)s.")
    return Place(
        value="omgang",
        label=_("Hela omgången"),
        readers=readers % {"round": round, "agency": settings.AGENCY},
        target=round,
    )


def _programme(programme: Programme) -> Place:
    readers = _("Alla omgångar av %(programme)s, och %(agency)s.")
    return Place(
        value="program",
        label=_("Hela programmet"),
        readers=readers % {"programme": programme, "agency": settings.AGENCY},
        target=programme,
    )


def _portal() -> Place:
    return Place(
        value="portal",
        label=_("Hela portalen"),
        readers=_("Alla som är med i något program, och %(agency)s.") % {"agency": settings.AGENCY},
        target=None,
    )


def _own(institution: Institution) -> Place:
    readers = _("De som har en plats för %(institution)s. Ingen på %(agency)s ser det.")
    return Place(
        value=str(institution.key),
        label=_("Bara %(institution)s") % {"institution": institution},
        readers=readers % {"institution": institution, "agency": settings.AGENCY},
        target=institution,
        institution=institution,
    )


def _everyone_in(cohort: Cohort) -> str:
    words = {"cohort": cohort_in_sentence(cohort), "agency": settings.AGENCY}
    return _("Alla i %(cohort)s, och %(agency)s.") % words
