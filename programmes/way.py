"""The way of the round: preparation, meetings, afterwards. Where we are, what has no date yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Round
from cohorts.words import uncapped
from exchange_portal.ui.texts import day_of_month
from exchange_portal.ui.way import Stop
from meetings.models import Meeting

type State = Literal["past", "here", "ahead"]


@dataclass(frozen=True, kw_only=True)
class Phase:
    """Where a group is, and what is next: the same for its institutions, for itself, and for those
    who look over a programme's rounds."""

    way: list[Stop]

    @property
    def here(self) -> Stop:
        return next((stop for stop in self.way if stop.state == "here"), self.way[-1])

    @property
    def next(self) -> Stop | None:
        after = self.way[self.way.index(self.here) + 1 :]
        return after[0] if after else None

    def __str__(self) -> str:
        """«Nu: träff 2 (om 9 dagar). Sedan: träff 3 (datum kommer).»"""
        now = _("Nu: %(stop)s.") % {"stop": _told(self.here)}
        if self.next is None:
            return now
        then = _("Sedan: %(stop)s.") % {"stop": _told(self.next)}
        return f"{now} {then}"


def phase(round: Round, meetings: Iterable[Meeting], today: date) -> Phase:
    """`meetings` as for `stops`."""
    return Phase(way=stops(round, meetings, today))


def _told(stop: Stop) -> str:
    label = uncapped(stop.label)
    return f"{label} ({stop.note})" if stop.note else label


def stops(round: Round, meetings: Iterable[Meeting], today: date) -> list[Stop]:
    """The stops in order. `meetings` are one cohort's; those of the coordinators are left out."""
    shown = sorted(
        (meeting for meeting in meetings if meeting.kind != Meeting.Kind.COORDINATORS),
        key=lambda meeting: meeting.number,
    )
    here = _here(round, shown, today)
    way = [_preparation(round, here, today)]
    way += [
        Stop(
            label=_("Träff %(number)s") % {"number": meeting.number},
            note=_when(meeting.held_on, today, index, here),
            state=_state(index, here),
        )
        for index, meeting in enumerate(shown, start=1)
    ]
    last = len(shown) + 1
    return [*way, Stop(label=_("Efteråt"), note=_("mål och effekter"), state=_state(last, here))]


def _here(round: Round, meetings: list[Meeting], today: date) -> int:
    """The number of the stop we stand at: after what is over, before what is not."""
    if today <= round.preparation_ends_on:
        return 0
    over = [n for n, m in enumerate(meetings, start=1) if m.held_on and m.held_on < today]
    return len(meetings) + 1 if today > round.ends_on else max(over, default=0) + 1


def _preparation(round: Round, here: int, today: date) -> Stop:
    if today < round.preparation_starts_on:
        note = _("börjar %(day)s") % {"day": day_of_month(round.preparation_starts_on)}
    elif here == 0:
        note = _("till %(day)s") % {"day": day_of_month(round.preparation_ends_on)}
    else:
        note = _("klar %(day)s") % {"day": day_of_month(round.preparation_ends_on)}
    return Stop(label=_("Förberedelse"), note=note, state=_state(0, here))


def _state(index: int, here: int) -> State:
    if index == here:
        return "here"
    return "past" if index < here else "ahead"


def _when(held_on: date | None, today: date, index: int, here: int) -> str:
    if held_on is None:
        return _("datum kommer") if index >= here else ""
    days = (held_on - today).days
    if index != here or days < 0:
        return day_of_month(held_on)
    if days <= 1:
        return _("i morgon") if days else _("i dag")
    return ngettext("om %(days)s dag", "om %(days)s dagar", days) % {"days": days}
