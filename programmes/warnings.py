"""What is missing among an institution's people, told in time: somebody from top management, and
the head at the meetings that the head is called to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation
from cohorts.words import uncapped
from exchange_portal.ui.texts import day_of_month, local
from meetings.queries import heads
from meetings.queries.heads import HeadMissed
from meetings.queries.words import meeting_name
from programmes.queries import Wanting


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
    return found + [_top(place) for place in own if place.pk in lacking and _asks(place)]


def for_agency(missed: Iterable[HeadMissed], lacking: Iterable[Wanting]) -> list[Warned]:
    """The same to those who run cohorts."""
    found = [_head(one, is_own=False) for one in missed]
    return found + [_top_elsewhere(one) for one in lacking]


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


def _top(place: Participation) -> Warned:
    url = reverse("own_seats", args=[place.key])
    text = _("Ingen av er sitter i högsta ledningen. Minst en ska göra det")
    action = _("Se era platser")
    return Warned(text=text, about="", url=url, action=action, participation=place.pk)


def _top_elsewhere(place: Wanting) -> Warned:
    words = {"institution": place.institution}
    return Warned(
        text=_("%(institution)s saknar någon från högsta ledningen") % words,
        about=place.cohort,
        url=reverse("admin:cohorts_participation_change", args=[place.participation]),
        action=_("Se platserna"),
        participation=place.participation,
    )
