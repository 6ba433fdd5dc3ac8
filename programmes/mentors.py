"""Who has completed a round and may help in the next, and who has mentored whom, round after
round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Function, Holding, Institution, Participation, User, rights_of
from exchange_portal.collation import sort_key, swedish
from programmes.models import MentorOffer

ANSWERING = (Function.Role.COORDINATOR, Function.Role.HEAD)
HELPING = (Participation.Role.MENTOR, Participation.Role.ANCHOR)


def those_who_answer(institution: Institution, now: datetime) -> list[User]:
    """The institution's coordinators and heads, of any round that is under way or may be read."""
    held = Holding.objects.current(now).filter(
        seat__participation__institution=institution, seat__function__role__in=ANSWERING
    )
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return [one for one in people if answers_for(one, institution, now)]


def answers_for(user: User, institution: Institution, now: datetime) -> bool:
    """Coordinates the institution or heads it, somewhere that counts today."""
    rights = rights_of(user, now)
    places = (place for role in ANSWERING for place in rights.participations(role))
    return institution.pk in {place.institution_id for place in places}


def completed(user: User, now: datetime) -> QuerySet[Participation]:
    """Participations in rounds that are over, of programmes whose rounds the user starts; the
    latest round first. Each with the `offer` (its state) if there is one."""
    rights = rights_of(user, now)
    ended = Participation.objects.filter(cohort__round__ends_on__lt=localdate(now))
    if not rights.is_administrator:
        ended = ended.filter(cohort__round__programme__in=rights.programmes_led)
    offers = MentorOffer.objects.filter(participation=OuterRef("pk"))
    return (
        ended.annotate(offer=Subquery(offers.values("state")[:1]))
        .select_related("institution", "cohort__round__programme")
        .order_by("-cohort__round__ends_on", swedish("institution__name"), "pk")
    )


def waiting(user: User, now: datetime) -> QuerySet[MentorOffer]:
    """Those that have said yes and have no group yet."""
    offers = MentorOffer.objects.visible_to(user, now).filter(
        state=MentorOffer.State.ACCEPTED, placed=None
    )
    return offers.order_by("answered_at", "pk")


def groups_for(offers: Iterable[MentorOffer], now: datetime) -> dict[int, list[Cohort]]:
    """The groups of the programme that are not over, by the id of the programme."""
    rounds = [one.participation.cohort.round for one in offers]
    programmes = {one.programme_id for one in rounds if one is not None}
    groups = Cohort.objects.filter(
        round__programme__in=programmes, round__ends_on__gte=localdate(now)
    ).select_related("round")
    found: dict[int, list[Cohort]] = {}
    for one in groups.order_by("-round__ends_on", swedish("name"), "pk"):
        if one.round is not None:
            found.setdefault(one.round.programme_id, []).append(one)
    return found


# --- The chain ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Link:
    """One round's: who helped whom in a group."""

    cohort: Cohort
    mentors: list[Institution]
    mentees: list[Institution]


def taking_part(cohorts: Iterable[Cohort]) -> QuerySet[Participation]:
    """All in groups that their reader sees, for `links`."""
    places = Participation.objects.filter(cohort__in=list(cohorts), cohort__round__isnull=False)
    return places.select_related("institution", "cohort__round")


def links(places: Iterable[Participation], *, institution: Institution | None = None) -> list[Link]:
    """Of groups those with someone who helped there, the earliest round first. `places` are all
    that take part in them. With an institution: if it was a mentor itself and all whom it helped,
    otherwise itself as the one that was helped."""
    groups: dict[Cohort, tuple[list[Institution], list[Institution]]] = {}
    for one in sorted(places, key=lambda place: sort_key(place.institution.name)):
        mentors, mentees = groups.setdefault(one.cohort, ([], []))
        (mentors if one.role in HELPING else mentees).append(one.institution)
    found = [_link(cohort, *both, institution) for cohort, both in groups.items()]
    return sorted((one for one in found if one is not None), key=_earliest_first)


def _earliest_first(link: Link) -> tuple[Any, ...]:
    round = link.cohort.round
    return (round.ends_on if round else date.min, sort_key(link.cohort.name), link.cohort.pk)


def _link(
    cohort: Cohort,
    mentors: list[Institution],
    mentees: list[Institution],
    institution: Institution | None,
) -> Link | None:
    if institution is not None and institution in mentors:
        mentors = [institution]
    elif institution is not None:
        mentees = [one for one in mentees if one == institution]
    if not mentors or not mentees:
        return None
    return Link(cohort=cohort, mentors=mentors, mentees=mentees)


def in_words(link: Link, institution: Institution) -> str:
    """«Mentor för Forte och Formas» or «Lärde av Vetenskapsrådet»."""
    helped = institution in link.mentors
    names = [one.name for one in (link.mentees if helped else link.mentors)]
    text = get_text_list(names, _("och"))
    if helped:
        return _("Hjälpte %(names)s") % {"names": text}
    return _("Lärde av %(names)s") % {"names": text}
