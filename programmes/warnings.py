"""What is missing among an institution's people, told in time: somebody from top management, and
the head at the meetings that the head is called to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation, User
from cohorts.words import uncapped
from exchange_portal.ui.texts import day_of_month, local
from meetings.queries import heads
from meetings.queries.heads import HeadMissed
from meetings.queries.words import meeting_name
from programmes.queries import without_top_management


@dataclass(frozen=True, kw_only=True)
class Warned:
    """One thing, and where it is mended."""

    text: str
    about: str
    url: str
    action: str
    seat: UUID | None = None  # that is vacant
    participation: int


def for_coordinator(
    places: Iterable[Participation],
    now: datetime,
    *,
    lacking: Collection[int],
    with_head: Collection[int],
) -> list[Warned]:
    """Of participations in rounds under way that the reader coordinates; those `lacking` anybody
    from top management, and those `with_head` whose head may be missed, by their ids."""
    own = list(places)
    missed = heads.missed_at(with_head, now) if with_head else []
    found = [_head(one, is_own=True) for one in missed]
    return found + [
        _top(place, is_own=True) for place in own if place.pk in lacking and _asks(place)
    ]


def for_agency(user: User, now: datetime, *, among: Iterable[int] | None) -> list[Warned]:
    """The same in the cohorts that the user runs (or `among` these)."""
    found = [_head(one, is_own=False) for one in heads.missed_by(user, now, among=among)]
    lacking = without_top_management(now, run_by=user, among=among)
    return found + [_top(place, is_own=False) for place in lacking]


def _asks(place: Participation) -> bool:
    round = place.cohort.round
    return bool(round and round.needs_top_management)


def _head(one: HeadMissed, *, is_own: bool) -> Warned:
    words = {
        "meeting": uncapped(meeting_name(one.meeting)),
        "day": day_of_month(one.meeting.held_on) if one.meeting.held_on else "",
        "name": one.absent,
        "function": uncapped(local(one, "function")),
    }
    about = "" if is_own else f"{one.institution}, {one.cohort}"
    if one.absent:
        text = _("%(name)s kommer inte till %(meeting)s %(day)s, och ingen ersättare är namngiven")
        return Warned(
            text=text % words,
            about=about,
            url=reverse("stand_in_at_meeting", args=[one.seat, one.meeting.key]),
            action=_("Namnge ersättare"),
            participation=one.participation,
        )
    url = reverse("admin:cohorts_participation_change", args=[one.participation])
    return Warned(
        text=_("Ingen är %(function)s den dag som %(meeting)s hålls, %(day)s") % words,
        about=about,
        url=reverse("invite_colleague", args=[one.seat]) if is_own else url,
        action=_("Bjud in någon"),
        seat=one.seat,
        participation=one.participation,
    )


def _top(place: Participation, *, is_own: bool) -> Warned:
    if is_own:
        url = reverse("own_seats", args=[place.key])
        text = _("Ingen av er sitter i högsta ledningen. Minst en ska göra det")
        action = _("Se era platser")
        return Warned(text=text, about="", url=url, action=action, participation=place.pk)
    words = {"institution": place.institution.name}
    return Warned(
        text=_("%(institution)s saknar någon från högsta ledningen") % words,
        about=place.cohort.name,
        url=reverse("admin:cohorts_participation_change", args=[place.pk]),
        action=_("Se platserna"),
        participation=place.pk,
    )
