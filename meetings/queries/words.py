"""How things stand, in the same words everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from cohorts.models import Function, User
from exchange_portal.ui.texts import clock, day
from meetings.models import Assignment, DraftAnswer, Meeting, Session
from meetings.queries.drafts import Answer

SOON = 7  # days before a due date from which it is worth a warm colour


@dataclass(frozen=True)
class Standing:
    """A word, and the colour that helps it: done, now, late or quiet."""

    label: str
    status: str


class Version(Protocol):
    """Whatever was handed in last."""

    @property
    def returned_at(self) -> datetime | None: ...


class Timed(Protocol):
    """Something with a due date."""

    def days_left(self, now: datetime) -> int | None: ...


def standing(assignment: Timed, latest: Version | None, now: datetime) -> Standing:
    """Where an institution is with an assignment. Whether it has begun makes no difference."""
    if latest is not None and latest.returned_at is not None:
        return Standing(_("Kompletteras"), "now")
    if latest is not None:
        return Standing(_("Inlämnad"), "done")
    left = assignment.days_left(now)
    if left is not None and left < 0:
        return Standing(_late(-left), "late")
    return Standing(_("Inte inlämnad"), "quiet")


def time_left(assignment: Timed, now: datetime) -> Standing:
    """What the institution itself is told: how long there is, or how late it is."""
    left = assignment.days_left(now)
    if left is None:
        return Standing(_("Inte inlämnad"), "quiet")
    if left < 0:
        return Standing(_late(-left), "late")
    if left == 0:
        return Standing(_("Sista dagen i dag"), "now")
    label = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", left) % {"days": left}
    return Standing(label, "now" if left <= SOON else "quiet")


class Reply(Protocol):
    """An answer to the invitation to a session."""

    @property
    def is_coming(self) -> bool: ...

    @property
    def answered_for(self) -> date: ...


def reply(given: Reply | None, meeting: Meeting, *, is_over: bool = False) -> Standing:
    """What somebody has answered for the day that the meeting is held on. Afterwards: what they
    had said, which is not whether they came."""
    if given is None or given.answered_for != meeting.held_on:
        return Standing(_("Inget svar") if is_over else _("Inte svarat"), "quiet")
    if is_over:
        return Standing(_("Svarade ja") if given.is_coming else _("Svarade nej"), "quiet")
    return Standing(_("Kommer"), "done") if given.is_coming else Standing(_("Kommer inte"), "now")


def own_reply(given: Reply | None, meeting: Meeting, *, is_over: bool = False) -> Standing:
    """The same, told to whoever has answered."""
    if is_over and (given is None or given.answered_for != meeting.held_on):
        return Standing(_("Passet är över"), "quiet")
    if given is None:
        return Standing(_("Du har inte svarat"), "now")
    if given.answered_for != meeting.held_on:
        return Standing(_("Flyttad, svara igen"), "now")
    if is_over:
        return Standing(_("Du svarade ja") if given.is_coming else _("Du svarade nej"), "quiet")
    if given.is_coming:
        return Standing(_("Du kommer"), "done")
    return Standing(_("Du kommer inte"), "quiet")


def belonging(assignment: Assignment) -> str:
    """«Inför träff 2», «Efter träff 2» or «Förberedelse»."""
    meeting = assignment.meeting
    if meeting is None:
        return belonging_to(assignment.phase)
    return belonging_to(assignment.phase, meeting.kind, meeting.number)


def belonging_to(phase: str, kind: str | None = None, meeting: int | None = None) -> str:
    """The same of an assignment's phase, and of the kind and number of its meeting."""
    if meeting is None:
        return _("Förberedelse")
    number = {"number": meeting}
    if kind == Meeting.Kind.COORDINATORS:
        if phase == Assignment.Phase.AFTER:
            return _("Efter samordnarträff %(number)s") % number
        return _("Inför samordnarträff %(number)s") % number
    if phase == Assignment.Phase.AFTER:
        return _("Efter träff %(number)s") % number
    return _("Inför träff %(number)s") % number


def meeting_name(meeting: Meeting) -> str:
    return meeting.name


def duration(minutes: int) -> str:
    """«45 minuter», «en timme», «en och en halv timme», «3 timmar»: honest, not exact."""
    halves = round(minutes / 30)
    if minutes < 60 or halves < 2:
        return ngettext("%(count)s minut", "%(count)s minuter", minutes) % {"count": minutes}
    if halves == 2:
        return _("en timme")
    if halves == 3:
        return _("en och en halv timme")
    count = number_format(halves / 2, decimal_pos=halves % 2)
    return _("%(count)s timmar") % {"count": count}


def saved(answer: Answer | DraftAnswer, reader: User, now: datetime) -> str:
    """«Sparat 10.42», «Sparat 10.42 av Ben Åkesson» or «Sparat i går kl. 10.42 av …»."""
    if answer.saved_at is None or answer.saved_by is None:
        return ""
    when = clock(answer.saved_at)
    if localdate(answer.saved_at) != localdate(now):
        saved_on = near_day(localdate(answer.saved_at), localdate(now))
        when = _("%(day)s kl. %(time)s") % {"day": saved_on, "time": when}
    if answer.saved_by.pk == reader.pk:
        return _("Sparat %(when)s") % {"when": when}
    return _("Sparat %(when)s av %(name)s") % {"when": when, "name": answer.saved_by.name}


def saved_by(name: str, at: datetime, now: datetime) -> str:
    """«Utkast sparat av Ben Åkesson i går»; without a name it was the reader."""
    when = near_day(localdate(at), localdate(now))
    if not name:
        return _("Utkast sparat av dig %(when)s") % {"when": when}
    return _("Utkast sparat av %(name)s %(when)s") % {"name": name, "when": when}


def near_day(day_of: date, today: date) -> str:
    ago = (today - day_of).days
    if ago == 0:
        return _("i dag")
    if ago == 1:
        return _("i går")
    return day(day_of)


def hours(session: Session) -> str:
    """«9–12» or «9.30–12»."""
    return f"{_hour(session.starts_at)}–{_hour(session.ends_at)}"


def when(meeting: Meeting, sessions: Iterable[Session]) -> str:
    """«tisdag 1 december kl. 9–12 och 13–15»; empty while there is no date."""
    if meeting.held_on is None:
        return ""
    times = _(" och ").join(hours(session) for session in sessions)
    words = {"day": day(meeting.held_on), "time": times}
    return _("%(day)s kl. %(time)s") % words if times else words["day"]


def for_whom(called: Iterable[Function]) -> str:
    """«för samordnare och ledningsfunktioner»."""
    words = {
        Function.Role.COORDINATOR: pgettext("flera", "samordnare"),
        Function.Role.HEAD: _("högsta chefer"),
        Function.Role.MANAGEMENT: _("ledningsfunktioner"),
        Function.Role.MEMBER: pgettext("flera", "medarbetare"),
    }
    roles = {function.role for function in called}
    named = [word for role, word in words.items() if role in roles]
    return _("för %(roles)s") % {"roles": get_text_list(named, _("och"))}


def is_on_screen(meeting: Meeting) -> bool:
    """Whether one needs a link to take part: the place is digital, or there is none."""
    return not meeting.place or "digital" in meeting.place.lower()


def _hour(at: time) -> str:
    separator = ":" if get_language() == "en" else "."
    return f"{at.hour}{separator}{at.minute:02}" if at.minute else f"{at.hour}"


def _late(days: int) -> str:
    return ngettext("Försenad %(days)s dag", "Försenad %(days)s dagar", days) % {"days": days}
