"""What meetings and assignments ask of a person now."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Holding, Participation, User
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Todo
from meetings.models import Assignment, DraftAnswer, Meeting, Session, SubmittedVersion
from meetings.queries import words

AHEAD = timedelta(days=30)  # meetings that are worth preparing for now

type Own = tuple[int, int]  # ids of an assignment and of the participation that answers it


def todo(user: User, now: datetime) -> list[Todo]:
    """Assignments to hand in, and the meetings of the coming month. Someone who takes part in
    several places is told whose each thing is."""
    participations = list(
        Participation.objects.held_by(user, now).select_related("institution", "cohort")
    )
    todos = _assignments(user, participations, now) + _meetings(user, participations, now)
    return sorted(todos, key=lambda one: one.due_on or date.max)


def _assignments(user: User, participations: list[Participation], now: datetime) -> list[Todo]:
    assignments = list(
        Assignment.objects.opened(now)
        .under_way(now)
        .filter(cohort__in={one.cohort_id for one in participations})
        .select_related("meeting")
    )
    latest = _latest_versions(assignments, participations)
    saved = _last_saved(assignments, participations)
    return [
        _assignment(
            user,
            assignment,
            latest.get(own),
            saved.get(own),
            now,
            whose=participation.institution.name if len(participations) > 1 else "",
        )
        for assignment in assignments
        for participation in participations
        if participation.cohort_id == assignment.cohort_id
        and _is_to_do(latest.get(own := (assignment.pk, participation.pk)))
    ]


def _is_to_do(latest: SubmittedVersion | None) -> bool:
    return latest is None or latest.returned_at is not None


def _assignment(
    user: User,
    assignment: Assignment,
    latest: SubmittedVersion | None,
    saved: DraftAnswer | None,
    now: datetime,
    *,
    whose: str,
) -> Todo:
    how = words.standing(assignment, latest, now) if latest else words.time_left(assignment, now)
    about = ", ".join(part for part in (words.belonging(assignment), whose) if part)
    if saved is not None and saved.saved_at is not None:
        about = f"{about}. {words.saved_by(saved.saved_by, saved.saved_at, user, now)}."
    return Todo(
        title=marked(assignment, "title"),
        url=reverse("assignment", args=[assignment.key]),
        action=_("Fortsätt") if saved or latest else _("Börja"),
        due_on=assignment.due_on,
        about=about,
        tag=how.label,
        status=how.status,
        minutes=assignment.minutes,
    )


def _latest_versions(
    assignments: list[Assignment], participations: list[Participation]
) -> dict[Own, SubmittedVersion]:
    versions = (
        SubmittedVersion.objects.newest()
        .filter(
            submission__assignment__in=assignments, submission__participation__in=participations
        )
        .select_related("submission")
        .defer("content")
    )
    return {(v.submission.assignment_id, v.submission.participation_id): v for v in versions}


def _last_saved(
    assignments: list[Assignment], participations: list[Participation]
) -> dict[Own, DraftAnswer]:
    """The latest save of each of the institution's drafts."""
    answers = (
        DraftAnswer.objects.filter(
            submission__assignment__in=assignments,
            submission__participation__in=participations,
            saved_at__isnull=False,
        )
        .select_related("submission", "saved_by")
        .defer("text")
        .order_by("saved_at")
    )
    return {(a.submission.assignment_id, a.submission.participation_id): a for a in answers}


def sessions_for(user: User, now: datetime) -> list[Session]:
    """Sessions that one of the user's functions is called to, in order; today's and later ones."""
    called = Session.audience.through.objects.filter(session=OuterRef(OuterRef("pk")))
    seats = Holding.objects.of(user, now).filter(
        seat__participation__cohort=OuterRef("meeting__cohort"),
        seat__function__in=called.values("function"),
    )
    return list(
        Session.objects.filter(Exists(seats), meeting__held_on__gte=localdate(now))
        .select_related("meeting__cohort")
        .order_by("meeting__held_on", "starts_at", "pk")
    )


def _meetings(user: User, participations: list[Participation], now: datetime) -> list[Todo]:
    """Those of the coming month; of a cohort without one, the next that has a date."""
    if not participations:
        return []
    cohorts = {one.cohort_id: one.cohort for one in participations}
    sessions_of: dict[Meeting, list[Session]] = {}
    for session in sessions_for(user, now):
        if session.meeting.cohort_id in cohorts:
            sessions_of.setdefault(session.meeting, []).append(session)
    last = localdate(now) + AHEAD
    nearest = {meeting.cohort_id: meeting for meeting in reversed(sessions_of)}
    return [
        _meeting(meeting, sessions, cohorts[meeting.cohort_id].name if len(cohorts) > 1 else "")
        for meeting, sessions in sessions_of.items()
        if meeting == nearest[meeting.cohort_id] or (meeting.held_on and meeting.held_on <= last)
    ]


def _meeting(meeting: Meeting, sessions: list[Session], whose: str) -> Todo:
    times = _(" och ").join(words.hours(session) for session in sessions)
    about = ". ".join(part for part in (whose, times, meeting.place) if part)
    return Todo(
        title=format_html("{}: {}", words.meeting_name(meeting), marked(meeting, "theme")),
        url=reverse("session_calendar", args=[sessions[0].key]),
        action=_("Lägg i kalendern"),
        due_on=meeting.held_on,
        about=f"{about}.",
        minutes=sum(_minutes(session) for session in sessions),
    )


def _minutes(session: Session) -> int:
    begins, ends = session.starts_at, session.ends_at
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
