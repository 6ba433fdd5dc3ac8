"""What needs those who run cohorts, here and on the board, and where each group is: Min sida."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Charge
from cohorts.words import uncapped
from exchange_portal.ui.texts import day, day_of_month, local, marked, short_day
from meetings.models import Meeting
from meetings.queries import heads
from meetings.queries.words import belonging, belonging_to, meeting_name, standing
from programmes import queries
from programmes.late import ASSESSMENT, Late, late
from programmes.warnings import Warned, for_agency
from programmes.wording import in_words

MOST = 4  # of each kind; the rest is a click away
REASON = 80  # letters of why somebody needs support


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing that needs somebody, and where it is dealt with."""

    text: str  # a title in it says its language, when it is in another than the page
    url: str
    about: str
    tag: str
    status: str
    missing_url: str = ""  # where all who have not done it are written to


@dataclass(frozen=True, kw_only=True)
class Line:
    """A cohort: the assignment that is nearest, and the seats that nobody has."""

    cohort: Any
    handed_in: str
    handed_in_url: str
    vacancies: str
    vacancies_url: str
    next_meeting: str  # «Samordnarträff 2, tisdag 1 december»
    next_meeting_url: str


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What is late, then who needs support, then who is missed at a meeting or from top management,
    then which seats nobody has."""

    heading: str
    things: list[Need]
    more: int  # of which nothing is said here
    vacancies: dict[int, int]  # how many, by the id of the participation


def needs_of(charge: Charge, now: datetime) -> Needs:
    """In the cohorts of the charge, narrowed to what is under way."""
    some, all_late = late(charge, now, most=MOST)
    wanting = queries.wanting(charge, now)
    flagged = sorted((one for one in wanting if one.is_flagged), key=lambda one: one.cohort_id)
    lacking = [one for one in wanting if one.lacks_top]
    warned = for_agency(heads.missed_in(charge, now), lacking)
    vacant = queries.vacant(charge, now)
    told = {one.participation for one in warned if one.seat}
    vacancies = [one for one in vacant.values() if one.count > 1 or one.participation not in told]
    things = [_late(one, now) for one in some]
    things += [_flagged(one) for one in flagged[:MOST]]
    things += [_warned(one) for one in warned[:MOST]]
    things += [_vacant(one) for one in vacancies[:MOST]]
    count = all_late + len(flagged) + len(warned) + len(vacancies)
    return Needs(
        heading=_heading(count),
        things=things,
        more=count - len(things),
        vacancies={one.participation: one.count for one in vacant.values()},
    )


def _heading(count: int) -> str:
    if count == 0:
        return _("Inget behöver dig just nu")
    words = ngettext("En sak behöver dig", "%(count)s saker behöver dig", count)
    return words % {"count": in_words(count).capitalize()}


def _late(one: Late, now: datetime) -> Need:
    is_assessment = one.kind == ASSESSMENT
    belonging = belonging_to(one.phase, one.meeting_kind, one.meeting_number)
    what = _small(_("Självskattning") if is_assessment else belonging)
    words = {"cohort": one.group, "what": what, "day": day_of_month(one.due_on)}
    how = standing(one, None, now)
    who = _("%(institution)s har inte lämnat in") % {"institution": one.institution}
    return Need(
        text=format_html("{}: {}", who, marked(one, "title")),
        url=_assessments(one) if is_assessment else _submissions(one.group_key, one.key),
        about=_("%(cohort)s, %(what)s. Sista dag var %(day)s.") % words,
        tag=how.label,
        status=how.status,
        missing_url=_missing(one),
    )


def _missing(one: Late) -> str:
    if one.kind == ASSESSMENT:
        return reverse("missing_assessment", args=[one.group_key, one.code])
    return reverse("missing_assignment", args=[one.key])


def _flagged(place: queries.Wanting) -> Need:
    return Need(
        text=_("%(institution)s behöver stöd") % {"institution": place.institution},
        url=reverse("contact_notes", args=[place.key]),
        about=f"{place.cohort}. {Truncator(place.why or '').chars(REASON)}",
        tag=_("Behöver stöd"),
        status="late",
    )


def _warned(one: Warned) -> Need:
    return Need(text=one.text, url=one.url, about=one.about, tag=one.action, status="now")


def _vacant(place: queries.Vacancies) -> Need:
    words = {"institution": place.institution, "function": uncapped(local(place, "first"))}
    text = _("%(institution)s saknar %(function)s") % words
    if place.count > 1:
        text = _("%(institution)s saknar %(function)s med flera") % words
    return Need(
        text=text,
        url=reverse("admin:cohorts_participation_change", args=[place.participation]),
        about=place.cohort,
        tag=vacancies_in_words(place.count),
        status="now",
    )


def lines_of(cohorts: Iterable[Any], now: datetime) -> list[Line]:
    """`cohorts` are some of those that `queries.cohorts_in` gives."""
    shown = list(cohorts)
    nearest = queries.nearest(shown)
    return [_line(one, nearest.get(one.nearest), now) for one in shown]


def _line(cohort: Any, assignment: Any, now: datetime) -> Line:
    handed_in = ""
    if assignment:
        words = {
            "what": belonging(assignment),
            "count": assignment.handed_in,
            "all": cohort.institution_count,
            "day": short_day(assignment.due_on),
        }
        handed_in = _("%(what)s: %(count)s av %(all)s har lämnat in. Sista dag %(day)s.") % words
    is_over = cohort.round is not None and cohort.round.ends_on < localdate(now)
    vacancies = 0 if is_over else cohort.vacancies
    places = reverse("admin:cohorts_participation_changelist")
    return Line(
        cohort=cohort,
        handed_in=handed_in,
        handed_in_url=_submissions(cohort.key, assignment.key) if assignment else "",
        vacancies=vacancies_in_words(vacancies) if vacancies else "",
        vacancies_url=f"{places}?{urlencode({'grupp': cohort.key})}",
        **_next_meeting(cohort.next_meeting),
    )


def _next_meeting(told: dict[str, Any] | None) -> dict[str, str]:
    """`told` as the database has it: the key and the day are texts."""
    if told is None:
        return {"next_meeting": "", "next_meeting_url": ""}
    meeting = Meeting(kind=told["kind"], number=told["number"])
    on = date.fromisoformat(told["held_on"])
    return {
        "next_meeting": f"{meeting_name(meeting)}, {day(on)}",
        "next_meeting_url": reverse("meeting", args=[UUID(told["key"])]),
    }


def vacancies_in_words(count: int) -> str:
    words = ngettext("En ledig plats", "%(count)s lediga platser", count)
    return words % {"count": in_words(count).capitalize()}


def _submissions(group: UUID, assignment: UUID) -> str:
    asked = {"grupp": group, "uppgift": assignment}
    return f"{reverse('staff_submissions')}?{urlencode(asked)}"


def _assessments(one: Late) -> str:
    return f"{reverse('staff_assessments')}?{urlencode({'grupp': one.group_key})}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
