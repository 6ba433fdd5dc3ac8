"""What taking in a change of a template would do to a round: step by step, and why not where it
cannot be done. Whether anyone has begun is decided by dates, never by drafts.
"""

from collections.abc import Callable, Iterator
from datetime import time
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from meetings import actions as meetings
from meetings.models import Meeting, Session
from programmes.actions.offer_assignments import assignment_steps
from programmes.actions.planned_days import PlannedDays, days_of_assessment
from programmes.actions.standing import Document, Standing, Step, by_hand
from programmes.differences import Difference
from selfassessment import actions as assessments
from selfassessment.queries.for_staff import published

FUNCTION = ("name_sv", "name_en", "is_required", "seat_count")
MEETING = ("kind", "theme_sv", "theme_en")


def steps_of(change: Difference, round: Standing) -> list[Step]:
    """None at all where the round is already so, or where the change does not concern rounds."""
    kinds: dict[str, Callable[[Difference, Standing], Iterator[Step]]] = {
        "reminders": _reminders,
        "function": _function,
        "meeting": _meeting,
        "sessions": _sessions,
        "assignment": assignment_steps,
        "assessment": _assessment,
    }
    return list(kinds[change.kind](change, round)) if change.kind in kinds else []


def _reminders(change: Difference, at: Standing) -> Iterator[Step]:
    if set(at.round.reminder_rules.values_list("days_before", flat=True)) != set(change.becomes):
        yield Step(deed=partial(cohorts.set_reminder_days, at.round, days=change.becomes))


def _function(change: Difference, at: Standing) -> Iterator[Step]:
    function, becomes = at.functions.get(change.identity), change.becomes
    if becomes is None:
        if function is not None:
            yield Step(words=_("Det som finns i omgången tas inte bort härifrån."))
    elif function is None:
        told = {name: becomes[name] for name in ("code", "role", *FUNCTION)}
        yield Step(deed=partial(cohorts.add_function, at.round, **told))
    elif function.role != becomes["role"]:
        yield Step(words=_("Rollen ger rättigheter åt dem som har platserna, och ändras inte här."))
    elif function.seat_count > becomes["seat_count"]:
        yield Step(words=_("Platser tas inte bort härifrån: någon kan ha dem."))
    elif any(getattr(function, name) != becomes[name] for name in FUNCTION):
        told = {name: becomes[name] for name in FUNCTION}
        words = by_hand(function, change.was, FUNCTION)
        yield Step(deed=partial(cohorts.change_function, function, **told), words=words)


def _meeting(change: Difference, at: Standing) -> Iterator[Step]:
    becomes = change.becomes
    for cohort in at.cohorts:
        meeting = at.meetings.get((cohort.pk, change.identity))
        if becomes is None:
            if meeting is not None:
                words = _("Det som finns i omgången tas inte bort härifrån.")
                yield Step(cohort=cohort, words=words)
        elif meeting is None:
            told = {name: becomes[name] for name in ("number", *MEETING)}
            deed = partial(meetings.plan_meeting, cohort, **told)
            yield Step(cohort=cohort, deed=deed, words=_("Träffen får inget datum än."))
        elif any(getattr(meeting, name) != becomes[name] for name in MEETING):
            if at.is_held(meeting):
                yield Step(cohort=cohort, words=_("Träffen har redan varit."))
                continue
            told = {name: becomes[name] for name in MEETING}
            words = by_hand(meeting, change.was, MEETING)
            deed = partial(meetings.change_meeting, meeting, **told)
            yield Step(cohort=cohort, deed=deed, words=words)


def _assessment(change: Difference, at: Standing) -> Iterator[Step]:
    """Only what is new: what has been asked is changed where it was asked."""
    becomes = change.becomes
    if change.was is not None:
        yield Step(words=_("Det som redan är frågat ändras under Självskattningar."))
        return
    version = published().get(instrument__key=becomes["instrument"])
    opens_on, due_on = days_of_assessment(PlannedDays(becomes), at.round)
    for cohort in at.cohorts:
        if due_on < at.today:
            yield Step(cohort=cohort, words=_("Sista dagen har redan passerat."))
            continue
        deed = partial(
            assessments.open_for_all,
            cohort.participations.order_by("pk"),
            version=version,
            opens_on=max(opens_on, at.today),
            due_on=due_on,
        )
        yield Step(cohort=cohort, deed=deed)


# --- Sessions -----------------------------------------------------------------------------------


def _sessions(change: Difference, at: Standing) -> Iterator[Step]:
    for cohort in at.cohorts:
        meeting = at.meetings.get((cohort.pk, change.identity))
        if meeting is None:
            yield Step(cohort=cohort, words=_("Ta in träffen först."))
            continue
        standing = at.sessions.get(meeting.pk, [])
        if [_as_planned(one) for one in standing] == [_comparable(one) for one in change.becomes]:
            continue
        yield Step(cohort=cohort, **_session_step(change, at, meeting, standing))


def _session_step(
    change: Difference, at: Standing, meeting: Meeting, standing: list[Session]
) -> dict[str, Any]:
    called = {code for one in change.becomes for code in one["audience"]}
    if at.is_held(meeting):
        return {"words": _("Träffen har redan varit.")}
    if called - set(at.functions):
        return {"words": _("Ta in funktionen som kallas först.")}
    if len(standing) > len(change.becomes):
        return {"words": _("Pass tas inte bort härifrån: någon kan ha svarat på inbjudan.")}
    words = ""
    if standing and meeting.held_on is not None:
        words = _("Träffen har datum. Ingen får mejl om ändringen, så berätta det för gruppen.")
    return {"deed": partial(_set_sessions, meeting, standing, change.becomes, at), "words": words}


def _set_sessions(
    meeting: Meeting, standing: list[Session], planned: list[Document], at: Standing, **act: Any
) -> None:
    """Those that are there get the hours and the audience of those in the same place."""
    for place, one in enumerate(planned):
        told: Document = {
            "starts_at": time.fromisoformat(one["starts_at"]),
            "ends_at": time.fromisoformat(one["ends_at"]),
            "audience": [at.functions[code] for code in one["audience"]],
        }
        if place < len(standing):
            meetings.change_session(standing[place], **told, **act)
        else:
            meetings.add_session(meeting, **told, **act)


def _as_planned(session: Session) -> tuple[str, str, frozenset[str]]:
    called = frozenset(one.code for one in session.audience.all())
    return f"{session.starts_at:%H:%M}", f"{session.ends_at:%H:%M}", called


def _comparable(planned: Document) -> tuple[str, str, frozenset[str]]:
    return planned["starts_at"], planned["ends_at"], frozenset(planned["audience"])
