"""Sessions that a person is called to, what they have answered, and what that asks of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Holding, Participation, User, rights_of
from cohorts.rules import is_under_way
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from meetings.models import Meeting, Session
from meetings.queries import words
from meetings.queries.words import Standing

AHEAD = timedelta(days=30)  # meetings that are worth preparing for now


@dataclass(frozen=True)
class Called:
    """A session that someone is called to, and their answer; both None while there is none."""

    session: Session
    is_coming: bool | None
    answered_for: date | None

    @property
    def is_answered(self) -> bool:
        return self.is_coming is not None and not self.is_moved

    @property
    def is_moved(self) -> bool:
        """Whether the answer was given for another day."""
        held_on = self.session.meeting.held_on
        return self.answered_for is not None and self.answered_for != held_on

    @property
    def minutes(self) -> int:
        """How long it takes whoever comes; nothing of those who do not."""
        if self.is_answered and not self.is_coming:
            return 0
        begins, ends = self.session.starts_at, self.session.ends_at
        return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The meetings of someone's cohorts, those with a date first, in order; and the sessions of
    today's and later ones that one of their functions is called to, in order."""

    meetings: list[Meeting]
    called: list[Called]


MEETING = (
    "pk",
    "key",
    "cohort_id",
    "scope_id",
    "kind",
    "number",
    "theme_sv",
    "theme_en",
    "held_on",
    "place",
)
SESSION = ("pk", "key", "starts_at", "ends_at", "zone")


def calendar_of(user: User, now: datetime) -> Calendar:
    """One query, whatever there is."""
    rights = rights_of(user, now)
    places = {_place(one) for one in rights.holdings}
    meetings: dict[int, Meeting] = {}
    called: dict[int, Called] = {}
    cohorts, functions = ({pair[one] for pair in places} for one in (0, 1))
    for row in ask(_rows, cohorts, functions, [user.pk]):
        told = dict(zip(MEETING, row, strict=False))
        meeting = meetings.setdefault(told["pk"], Meeting(**told))
        session, function, *answer = row[len(MEETING) : -3], *row[-3:]
        if (meeting.cohort_id, function) not in places or not _is_coming(meeting, now):
            continue
        coming = rights.called_to(meeting.scope_id, meeting.held_on)
        if (meeting.cohort_id, function) in map(_place, coming):
            own = Session(meeting=meeting, **dict(zip(SESSION, session, strict=True)))
            called[own.pk] = Called(own, *answer)
    return Calendar(meetings=list(meetings.values()), called=sorted(called.values(), key=_when))


def _rows(
    cohorts: list[int], functions: list[int], user: list[int]
) -> QuerySet[Meeting, tuple[Any, ...]]:
    """One for each session and each function of the user's that it is for; one at least for each
    meeting."""
    own = Q(sessions__audience__in=functions)
    mine = Q(sessions__attendances__user__in=user)
    return (
        Meeting.objects.filter(cohort__in=cohorts)
        .annotate(
            own=FilteredRelation("sessions__audience", condition=own),
            mine=FilteredRelation("sessions__attendances", condition=mine),
        )
        .order_by(F("held_on").asc(nulls_last=True), "number", "kind")
        .values_list(
            *MEETING,
            *(f"sessions__{name}" for name in SESSION),
            "own__pk",
            "mine__is_coming",
            "mine__answered_for",
        )
    )


def _place(holding: Holding) -> tuple[int, int]:
    return holding.seat.participation.cohort_id, holding.seat.function_id


def _is_coming(meeting: Meeting, now: datetime) -> bool:
    return meeting.held_on is not None and meeting.held_on >= localdate(now)


def called_to(user: User, now: datetime) -> list[Called]:
    """Sessions that one of the user's functions is called to, in order; today's and later ones."""
    return calendar_of(user, now).called


def not_answered(meeting: Meeting, user: User, now: datetime) -> list[Session]:
    """Sessions of the meeting that wait for the user's answer, in order."""
    return [
        one.session
        for one in called_to(user, now)
        if one.session.meeting_id == meeting.pk
        and not one.is_answered
        and not one.session.is_over(now)
    ]


def _when(called: Called) -> tuple[object, ...]:
    session = called.session
    return (session.meeting.held_on, session.starts_at, session.pk)


def to_meetings(
    called: list[Called], participations: list[Participation], now: datetime
) -> list[Due]:
    """Meetings of the coming month; of a cohort without one, the next that has a date. `called` as
    in `Calendar`."""
    cohorts = {one.cohort_id: one.cohort for one in participations}
    called_of: dict[Meeting, list[Called]] = {}
    for one in called:
        called_of.setdefault(one.session.meeting, []).append(one)
    last = localdate(now) + AHEAD
    nearest = {meeting.cohort_id: meeting for meeting in reversed(called_of)}
    return [
        Due(
            due_on=meeting.held_on,
            minutes=sum(one.minutes for one in those),
            told=partial(_told, those, cohorts[meeting.cohort_id], now, is_one=len(cohorts) == 1),
        )
        for meeting, those in called_of.items()
        if meeting == nearest[meeting.cohort_id] or (meeting.held_on and meeting.held_on <= last)
    ]


def _told(called: list[Called], cohort: Cohort, now: datetime, *, is_one: bool) -> Todo:
    """A meeting, whose group it is unless the reader has but one, and the answer to it."""
    meeting = called[0].session.meeting
    times = _(" och ").join(words.hours(one.session) for one in called)
    about = ". ".join(
        part for part in ("" if is_one else cohort.name, times, meeting.place) if part
    )
    waits = is_under_way(cohort.round, now) and any(
        not one.is_answered and not one.session.is_over(now) for one in called
    )
    is_over = all(one.session.is_over(now) for one in called)
    how = Standing("", "quiet") if is_over else _answer(called)
    return Todo(
        title=format_html("{}: {}", words.meeting_name(meeting), marked(meeting, "theme")),
        url=reverse("meeting", args=[meeting.key]),
        action=_("Svara") if waits else _("Se träffen"),
        due_on=meeting.held_on,
        about=f"{about}.",
        tag=how.label,
        status=how.status,
        is_quiet=not waits,
    )


def _answer(called: list[Called]) -> Standing:
    """In a word what has been answered to all the sessions of a meeting."""
    if any(one.is_moved for one in called):
        return Standing(_("Flyttad, svara igen"), "now")
    coming = [one.session for one in called if one.is_coming]
    if len(coming) == len(called):
        return Standing(_("Du kommer"), "done")
    if coming:
        hours = _(" och ").join(words.hours(session) for session in coming)
        return Standing(_("Du kommer %(hours)s") % {"hours": hours}, "done")
    if all(one.is_answered for one in called):
        return Standing(_("Du kommer inte"), "quiet")
    return Standing("", "quiet")
