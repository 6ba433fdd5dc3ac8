"""An institution over the years: where it has taken part, who had its seats, and what it handed in.
Each reader is told what they may see of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Holding, Institution, Participation, User, rights_of
from cohorts.occasions import Occasion, occasions_with
from cohorts.rules import coordinates, is_under_way, runs_cohort
from exchange_portal.ui.texts import full_day, marked
from meetings.models import SubmittedVersion
from programmes.mentors import Link, links
from programmes.phases import phases_of
from programmes.way import Phase
from selfassessment.models import SubmittedAssessment


@dataclass(frozen=True, kw_only=True)
class Person:
    name: str
    function: str
    when: str  # «från 3 mars 2026», «3 mars 2026 – 1 juni 2026»
    is_stand_in: bool
    occasion: Occasion | None  # the one meeting that a stand-in came to


@dataclass(frozen=True, kw_only=True)
class Done:
    title: str  # with its language, when it is in another than the page
    at: datetime
    url: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """The institution in one cohort."""

    participation: Any
    role: str  # "" for those who only take part
    people: list[Person]
    done: list[Done]  # the latest first
    phase: Phase | None  # while the round is not over


@dataclass(frozen=True, kw_only=True)
class History:
    """Every taking part that the reader may see, the latest round first; and whom the institution
    has learnt from and helped, the earliest round first. `may_arrange`: as the rule
    `may_arrange_units`, of what is at hand."""

    parts: list[Part]
    chain: list[Link]
    may_arrange: bool


def history(institution: Institution, user: User, now: datetime) -> History:
    neighbours = list(_neighbours(institution, user, now))
    places = [place for place in neighbours if place.institution_id == institution.pk]
    ids = [place.pk for place in places]
    people, done = _people(ids, user, now), handed_in(ids, user, now)
    phases = phases_of((place.cohort for place in places if not is_over(place, now)), now)
    parts = [
        Part(
            participation=place,
            role="" if place.role == Participation.Role.MEMBER else place.get_role_display(),
            people=people.get(place.pk, []),
            done=done.get(place.pk, []),
            phase=phases.get(place.cohort_id),
        )
        for place in places
    ]
    may_arrange = any(
        is_under_way(one.cohort.round, now)
        and (coordinates(user, one, now) or runs_cohort(user, one.cohort, now))
        for one in places
    )
    chain = links(neighbours, institution=institution)
    return History(parts=parts, chain=chain, may_arrange=may_arrange)


def is_over(place: Participation, now: datetime) -> bool:
    round = place.cohort.round
    return round is not None and round.ends_on < localdate(now)


def _neighbours(institution: Institution, user: User, now: datetime) -> QuerySet[Any]:
    """Its participations, and all others in its groups; outside rounds its own alone, for a network
    may hold hundreds."""
    own = Participation.objects.visible_to(user, now).filter(institution=institution)
    in_its_groups = Q(cohort__in=own.values("cohort"), cohort__round__isnull=False)
    return (
        Participation.objects.filter(Q(pk__in=own.values("pk")) | in_its_groups)
        .select_related("institution", "cohort__round__programme")
        .order_by(F("cohort__round__ends_on").desc(nulls_last=True), "-pk")
    )


def _people(places: list[int], user: User, now: datetime) -> dict[int, list[Person]]:
    """Those who have, had or will have a seat, or stand in; not those who never did."""
    held = (
        Holding.objects.visible_to(user, now)
        .filter(seat__participation__in=places)
        .exclude(until_on=F("from_on"))
        .select_related("user", "seat__function", "seat__sub_unit")
        .order_by("seat__function__position", "seat__number", "from_on", "pk")
    )
    found: dict[int, list[Person]] = {}
    occasions = occasions_with({one.meeting_scope_id for one in held if one.meeting_scope_id})
    for one in held:
        person = Person(
            name=one.user.name,
            function=marked(one.seat, "name"),
            when=_when(one),
            is_stand_in=one.is_stand_in,
            occasion=occasions.get(one.meeting_scope_id or 0),
        )
        found.setdefault(one.seat.participation_id, []).append(person)
    return found


def _when(holding: Holding) -> str:
    if holding.last_on is None:
        return _("från %(day)s") % {"day": full_day(holding.from_on)}
    words = {"first": full_day(holding.from_on), "last": full_day(holding.last_on)}
    return _("%(first)s – %(last)s") % words


def handed_in(places: list[int], user: User, now: datetime) -> dict[int, list[Done]]:
    """By the participation (its id), the latest first, as far as the reader may see."""
    found: dict[int, list[Done]] = {}
    for place, one in [*_handed_in(places, user, now), *_assessed(places, user, now)]:
        found.setdefault(place, []).append(one)
    return {place: sorted(those, key=_latest_first) for place, those in found.items()}


def _handed_in(places: list[int], user: User, now: datetime) -> Iterator[tuple[int, Done]]:
    cohorts = {place.cohort_id for place in rights_of(user, now).participations()}
    versions = SubmittedVersion.objects.visible_to(user, now).newest()
    for one in versions.filter(submission__participation__in=places).defer("content"):
        takes_part = one.submission.assignment.cohort_id in cohorts
        page = "submitted" if takes_part else "staff_submitted"
        title, url = marked(one.submission.assignment, "title"), reverse(page, args=[one.key])
        yield one.submission.participation_id, Done(title=title, at=one.submitted_at, url=url)


def _assessed(places: list[int], user: User, now: datetime) -> Iterator[tuple[int, Done]]:
    copies = SubmittedAssessment.objects.visible_to(user, now)
    for one in copies.filter(assessment__participation__in=places).defer("content"):
        title = marked(one.assessment.instrument_version.instrument, "title")
        url = reverse("submitted_assessment", args=[one.key])
        yield one.assessment.participation_id, Done(title=title, at=one.submitted_at, url=url)


def _latest_first(done: Done) -> float:
    return -done.at.timestamp()
