"""Min sida, the cohort's home, and the board of those who run cohorts."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from cohorts.models import Cohort, Institution, Programme
from cohorts.rules import is_agency_staff
from cohorts.words import english_name
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_by, page_of
from meetings.queries.shared import shared_lately
from programmes import queries, way, wording
from programmes.board import lines_of, needs_of
from programmes.calendar import in_order, lines
from programmes.contacts import places
from programmes.guests import visited
from programmes.institution import history
from programmes.members import HOUSES, institutions, members
from programmes.mentors import in_words
from programmes.pages import asked_of, home_of, news_of, own_assistants
from programmes.phases import over_rounds
from programmes.rules import may_follow_programme
from programmes.steps import Group, choose, tables
from programmes.visitor import visitor_of

SHARED = 10


@gate()
def home(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    if visitor.participations:
        home = home_of(visitor, is_whole="alla" in request.GET)
        context = {
            "home": home,
            "visits": visited(visitor.user, visitor.now),
            "assists": visitor.rights.assists,
            "own_assistants": own_assistants(visitor),
        }
        return render(request, "programmes/home.html", context)
    if visitor.is_agency_staff:
        page = page_by(request, queries.cohorts_in(visitor.rights.charge, visitor.now))
        under_way = queries.rounds_under_way(visitor.now)
        context = {
            "page": page,
            "needs": needs_of(visitor.rights.charge.within(under_way=under_way), visitor.now),
            "lines": lines_of(page, visitor.now),
            "new_interests": queries.new_interests(visitor.user, visitor.now),
        }
        return render(request, "programmes/staff_home.html", context)
    visits = visited(visitor.user, visitor.now)
    assists = visitor.rights.assists
    context = {"visits": visits, "asked": asked_of(visitor)}
    return render(request, _without_seat(visits, assists), context)


def _without_seat(visits: Sequence[object], assists: Sequence[object]) -> str:
    """The page of someone who neither takes part nor runs anything."""
    if assists:
        return "programmes/assistant_home.html"
    return "programmes/guest_home.html" if visits else "programmes/nothing_yet.html"


@gate(Cohort)
def cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    visitor = visitor_of(request)
    user, now = visitor.user, visitor.now
    cohort = visitor.known(cohort)
    meetings = in_order(queries.meetings_of([cohort]))
    page = page_of(request, institutions(cohort, user, now), per_page=HOUSES)
    own = [place.pk for place in visitor.participations]
    context = {
        "cohort": cohort,
        "size": wording.institutions(page.paginator.count),
        "phase": way.phase(cohort.round, meetings, localdate(now)) if cohort.round else None,
        "page": page,
        "members": members(page, own, now),
        "meetings": lines(meetings, queries.audiences_of(meetings), today=localdate(now)),
        "news": [news_of(one, now) for one in shared_lately([cohort.pk], most=SHARED)],
        "person": visitor.contacts.get(cohort.pk),
    }
    return render(request, "programmes/cohort.html", context)


@gate(Institution)
def institution(request: HttpRequest, institution: Institution) -> HttpResponse:
    """Where it has taken part, as far as the reader may see."""
    visitor = visitor_of(request)
    known = history(institution, visitor.user, visitor.now)
    context = {
        "institution": institution,
        "english": english_name(institution.name, institution.name_en),
        "parts": known.parts,
        "chain": [(link, in_words(link, institution)) for link in known.chain],
        "may_arrange": known.may_arrange,
    }
    return render(request, "programmes/institution.html", context)


@gate(Programme, rule=may_follow_programme)
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Where every group is, round for round, and what is next."""
    visitor = visitor_of(request)
    groups = queries.groups_of_programme(programme, visitor.user, visitor.now)
    page = page_of(request, groups)
    context = {"programme": programme, "page": page, "rounds": over_rounds(page, visitor.now)}
    return render(request, "programmes/programme.html", context)


@gate(rule=is_agency_staff)
def staff_board(request: HttpRequest) -> HttpResponse:
    """Institution for institution, step for step: where a round's groups are."""
    visitor = visitor_of(request)
    now = visitor.now
    groups = [Group(*row) for row in queries.groups_in(visitor.rights.charge, now)]
    choice = choose(request.GET, groups, now)
    part = choice.part_of(visitor.rights.charge)
    fetch = places(part, now, flagged=choice.flagged)
    page = page_by(request, fetch, per_page=choice.per_page)
    needs = needs_of(part.within(under_way=choice.under_way(localdate(now))), now)
    shown = list(tables(page, choice, needs.vacancies, now))
    context = {"choice": choice, "page": page, "needs": needs, "tables": shown}
    return render(request, "programmes/staff_board.html", context)
