"""A cohort's meetings as a reader meets them: what, when, for whom, where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cohorts.models import Function
from exchange_portal.ui.texts import local_with_language
from meetings.models import Meeting, Session
from meetings.queries.words import for_whom, hours, meeting_name


@dataclass(frozen=True, kw_only=True)
class Line:
    """`theme_lang` is set when the theme is in another language than the page."""

    key: UUID
    name: str
    theme: str
    theme_lang: str
    held_on: date | None
    note: str  # «9–12 för alla, 13–15 för samordnare. Digitalt.»
    is_past: bool  # on an earlier day


def lines(
    meetings: Iterable[Meeting],
    audiences: Mapping[Session, list[Function]],
    *,
    today: date = date.min,
) -> list[Line]:
    """In the order given; `audiences` holds their sessions in order of time. Plans have no past,
    and need no `today`."""
    everyone = {function for called in audiences.values() for function in called}
    words = {one: _audience(set(called), everyone) for one, called in audiences.items()}
    return [_line(meeting, words, today) for meeting in meetings]


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """By their dates, as they come. One without a date stands before the next by number, a
    coordinators' meeting before the one that it prepares."""
    everything = list(meetings)
    placed = [one for one in everything if one.held_on]
    undated = (one for one in everything if not one.held_on)
    for one in sorted(undated, key=_turn):
        later = (at for at, other in enumerate(placed) if _turn(other) > _turn(one))
        placed.insert(next(later, len(placed)), one)
    return placed


def _turn(meeting: Meeting) -> tuple[int, bool]:
    return meeting.number, meeting.kind != Meeting.Kind.COORDINATORS


def _line(meeting: Meeting, audiences: Mapping[Session, str], today: date) -> Line:
    theme, language = local_with_language(meeting, "theme")
    parts = [part for part in (_times(meeting, audiences), meeting.place) if part]
    return Line(
        key=meeting.key,
        name=meeting_name(meeting),
        theme=theme,
        theme_lang=language,
        held_on=meeting.held_on,
        note=" ".join(f"{part}." for part in parts),
        is_past=meeting.held_on is not None and meeting.held_on < today,
    )


def _times(meeting: Meeting, audiences: Mapping[Session, str]) -> str:
    """«9–12 och 13–16 för alla»: sessions for the same people are told together."""
    times: dict[str, list[str]] = {}
    for session, words in audiences.items():
        if session.meeting_id == meeting.pk:
            times.setdefault(words, []).append(hours(session))
    return ", ".join(f"{get_text_list(those, _('och'))} {words}" for words, those in times.items())


def _audience(called: set[Function], everyone: set[Function]) -> str:
    if called == everyone:
        return _("för alla")
    return for_whom(called)
