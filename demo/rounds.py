"""The rounds: started from a template, their groups manned, their meetings given dates."""

from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from cohorts import actions as cohorts
from cohorts.models import Cohort, Engagement, Institution, Programme, Round, Seat, User
from demo import facts
from demo.building import Build
from demo.codes import SECRET
from demo.facts import GroupFact, RoundFact
from demo.holders import JIHU_HOLDERS, JIM_HOLDERS, LEFT
from demo.people import EMPLOYEES, Employee, Holder
from meetings import actions as meetings
from meetings.models import Meeting
from programmes import actions as programmes
from programmes.models import TemplateVersion

STAFFED = facts.JIM.begun_on - 10  # the day from which someone can start rounds
MANNED = facts.JIM.begun_on + 5  # the day from which JiM+ has its process leaders


def add_staff(building: Build) -> None:
    """The agency and its people. Work with a group begins when there is one."""
    host = _add_institution(building, facts.HOST, Institution.Kind.AGENCY, STAFFED)
    now = building.at(STAFFED, 8)
    for employee in EMPLOYEES:
        user = cohorts.invite(host, email=employee.email, name=employee.name, by=None, now=now)
        building.staff[employee.name] = user
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, SECRET)
        if not employee.groups:
            _engage(building, employee, STAFFED)


def run_jim(building: Build) -> Round:
    """Gun starts it, Cleo and Pia take over; people are invited when the preparation begins."""
    round = _start(building, facts.JIM)
    for employee in EMPLOYEES:
        if employee.groups:
            _engage(building, employee, MANNED)
    _hand_over(building, round)
    for group in facts.JIM.groups:
        _arrange(building, group, day=MANNED)
    for holder in JIM_HOLDERS:
        _seat(building, holder, by=None, day=facts.JIM.preparation[0])
    return round


def prepare_jihu(building: Build) -> Round:
    """Disa starts it; the coordinators fill the other seats at home."""
    round = _start(building, facts.JIHU)
    leader = building.staff[facts.JIHU.begun_by]
    for holder in JIHU_HOLDERS:
        is_coordinator = holder.function == "coordinator"
        coordinator = building.holders.get((holder.institution, "coordinator"))
        by, day = (leader, -6) if is_coordinator else (coordinator, -4)
        _seat(building, holder, by=by, day=day)
    for group in facts.JIHU.groups:
        _arrange(building, group, day=-3)
    return round


def go_on(building: Build) -> None:
    """What has happened to JiM+ lately: a coordinator has left, meetings have got their dates."""
    for short_name, day in LEFT.items():
        seat = _seat_of(building, short_name, "coordinator")
        holding = seat.holdings.get(user=building.holders[short_name, "coordinator"])
        until_on, now = building.day(day), building.at(day, 9)
        cohorts.end_holding(holding, until_on=until_on, by=building.staff["Pia Dahl"], now=now)
    for name, number, day in facts.NEW_DATES:
        meeting = building.cohorts[name].meetings.get(kind=Meeting.Kind.THEMED, number=number)
        _date(building, meeting, day, by=building.staff["Cleo Berg"], told=-2)


def _start(building: Build, fact: RoundFact) -> Round:
    by, now = building.staff[fact.begun_by], building.at(fact.begun_on, 10)
    version = TemplateVersion.objects.select_related("template__programme").get(
        template__programme__slug=fact.programme, label=fact.template
    )
    for group in fact.groups:
        for names in group.institutions:
            _add_institution(building, names, fact.kind, fact.begun_on)
    start = programmes.Start(
        name=fact.name,
        preparation_starts_on=building.day(fact.preparation[0]),
        preparation_ends_on=building.day(fact.preparation[1]),
        ends_on=building.day(fact.ends_on),
        contact=by,
        groups=[_group(building, group) for group in fact.groups],
    )
    round = programmes.start_round(version, start=start, token=uuid4(), by=by, now=now)
    for cohort in Cohort.objects.filter(round=round):
        building.cohorts[cohort.name] = cohort
    return round


def _group(building: Build, fact: GroupFact) -> programmes.Group:
    anchor, *others = (building.institutions[short] for _name, _english, short in fact.institutions)
    dates = {
        number: building.working_day(day, other=2 if day > 0 else -2)
        for number, day in fact.meetings.items()
    }
    return programmes.Group(name=fact.name, anchor=anchor, others=others, dates=dates)


def _add_institution(
    building: Build, names: facts.Names, kind: Institution.Kind, day: int
) -> Institution:
    name, name_en, short_name = names
    institution = cohorts.add_institution(
        name=name,
        name_en=name_en,
        short_name=short_name,
        kind=kind,
        by=building.staff.get("Gun Ek"),
        now=building.at(day, 9),
    )
    building.institutions[short_name] = institution
    return institution


def _engage(building: Build, employee: Employee, day: int) -> None:
    scopes = [cohorts.scope_of(building.cohorts[name]) for name in employee.groups]
    if employee.programme:
        programme = Programme.objects.get(slug=employee.programme)
        scopes.append(cohorts.scope_of(programme))
    for role in employee.roles:
        for scope in scopes or [cohorts.portal_scope()]:
            cohorts.engage(
                building.staff[employee.name],
                role=role,
                scope=scope,
                from_on=building.day(day),
                by=None,
                now=building.at(day, 8),
            )


def _hand_over(building: Build, round: Round) -> None:
    """Each group has a contact person of its own: whoever started the round is asked no longer."""
    first = Engagement.objects.get(scope__round=round, role=Engagement.Role.CONTACT_PERSON)
    until_on, now = building.day(MANNED), building.at(MANNED, 9)
    cohorts.end_engagement(first, until_on=until_on, by=first.user, now=now)


def _seat(building: Build, holder: Holder, *, by: User | None, day: int) -> None:
    holding = cohorts.invite_to_seat(
        _seat_of(building, holder.institution, holder.function),
        name=holder.name,
        email=holder.email,
        from_on=building.day(day),
        is_top_management=holder.function == "head",
        by=by,
        now=building.at(day, 10),
    )
    building.holders[holder.institution, holder.function] = holding.user


def _seat_of(building: Build, short_name: str, function: str) -> Seat:
    return Seat.objects.select_related("participation__institution").get(
        participation__institution=building.institutions[short_name], function__code=function
    )


def _arrange(building: Build, group: GroupFact, *, day: int) -> None:
    """The coordinators' meetings get their dates, and all that have one a place and a link."""
    by = building.staff[group.process_leader]
    planned = building.cohorts[group.name].meetings
    for number, held in group.coordinators.items():
        meeting = planned.get(kind=Meeting.Kind.COORDINATORS, number=number)
        _date(building, meeting, held, by=by, told=day)
    for meeting in planned.exclude(held_on=None):
        link = f"{facts.LINK}{meeting.kind}-{meeting.cohort_id}-{meeting.number}"
        act: dict[str, Any] = {"by": by, "now": building.at(day, 11)}
        meetings.change_meeting(meeting, place=facts.PLACE, link=link, **act)


def _date(building: Build, meeting: Meeting, held: int, *, by: User, told: int) -> None:
    programmes.set_date(
        meeting,
        held_on=building.working_day(held, other=-2),
        version=meeting.date_version,
        by=by,
        now=building.at(told, 11),
    )
