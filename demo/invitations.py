"""The first two meetings of JiM+: what they take up, and who has answered."""

from datetime import time
from typing import Any

from cohorts.models import Holding
from demo.building import Build
from demo.facts import JIM
from demo.holders import JIM_HOLDERS
from demo.people import address
from meetings import actions as meetings
from meetings.models import Meeting, Session

type Item = tuple[time, int, str, str]  # starts at, minutes, Swedish, English
type Agenda = tuple[tuple[Item, ...], ...]  # of the morning and the afternoon
type Answer = tuple[str, str, bool | None, bool | None, str]

AGENDAS: dict[int, Agenda] = {
    1: (
        (
            (time(9), 20, "Välkomna, och vilka vi är", "Welcome, and who we are"),
            (time(9, 20), 70, "Tio minuter var: er presentation", "Ten minutes each about you"),
            (time(10, 45), 60, "Vägen till en inriktning", "The way to a direction"),
            (time(11, 45), 15, "Vad vi tar med oss", "What we take with us"),
        ),
        (
            (time(13), 90, "Problem som vi känner igen", "Problems that we recognise"),
            (time(14, 45), 45, "Så förankrar ni hemma", "How to root it at home"),
            (time(15, 30), 30, "Vad ni prövar till nästa gång", "What you try until next time"),
        ),
    ),
    2: (
        (
            (time(9), 15, "Var är vi nu?", "Where are we now?"),
            (time(9, 15), 75, "Så gick det att pröva hemma", "How it went to try at home"),
            (time(10, 45), 75, "Från problem till mål", "From problem to goal"),
        ),
        (
            (time(13), 75, "Vi läser varandras mål, två och två", "Reading goals in pairs"),
            (time(14, 30), 60, "In i verksamhetsplanen", "Into the operational plan"),
            (time(15, 30), 30, "Inför träff 3", "Towards meeting 3"),
        ),
    ),
}
# Who has answered about meeting 1: everyone in these institutions, and who does not come.
ANSWERED = ("KV", "Polisen", "MIG", "VR", "Forte", "Formas")
AWAY = {"Tomas Hed": (False, False), "Hedda Ask": (True, False), "Klas Sten": (True, False)}
# About meeting 2, so far: the morning, the afternoon (None: no answer), a comment.
COMING: tuple[Answer, ...] = (
    ("Dan Falk", "Forte", True, True, ""),
    ("Stina Holt", "Forte", True, None, ""),
    ("Ulla Moberg", "Forte", False, False, "Bokslut den dagen. Peder tar med sig siffrorna."),
    ("Frida Lund", "Formas", True, True, ""),
    ("Anja Rydh", "Formas", True, None, ""),
    ("Vidar Nyman", "Vinnova", True, False, "Jag behöver gå vid lunch."),
    ("Ben Sund", "VR", True, True, ""),
    ("Sara Lindh", "Polisen", True, True, ""),
    ("Lena Kvist", "MIG", False, False, ""),
    ("Inga Sand", "FK", True, True, ""),
)


def invite(building: Build) -> None:
    for group in JIM.groups:
        for number, agenda in AGENDAS.items():
            _plan(building, group.name, group.process_leader, number, agenda)
    for holder in JIM_HOLDERS:
        if holder.institution in ANSWERED:
            came = AWAY.get(holder.name, (True, True))
            _answer(building, 1, (holder.name, holder.institution, *came, ""), day=-38)
    for answer in COMING:
        _answer(building, 2, answer, day=-2)


def _plan(building: Build, group: str, process_leader: str, number: int, agenda: Agenda) -> None:
    planned_on = {1: -45, 2: -16}[number]
    act: dict[str, Any] = {"by": building.staff[process_leader], "now": building.at(planned_on, 10)}
    sessions = _sessions(building.cohorts[group].pk, number)
    for session, items in zip(sessions, agenda, strict=True):
        for starts_at, minutes, title_sv, title_en in items:
            meetings.add_agenda_item(
                session,
                starts_at=starts_at,
                minutes=minutes,
                title_sv=title_sv,
                title_en=title_en,
                **act,
            )


def _sessions(cohort: int, number: int) -> list[Session]:
    found = Session.objects.filter(meeting__cohort=cohort, meeting__number=number)
    of_all = found.exclude(meeting__kind=Meeting.Kind.COORDINATORS)
    return list(of_all.select_related("meeting").order_by("starts_at"))


def _answer(building: Build, number: int, answer: Answer, *, day: int) -> None:
    name, institution, *comes, comment = answer
    holding = Holding.objects.select_related("user", "seat__participation").get(
        user__email=address(name, institution)
    )
    sessions = _sessions(holding.seat.participation.cohort_id, number)
    for session, is_coming in zip(sessions, comes, strict=True):
        if is_coming is not None:
            meetings.answer_invitation(
                session,
                holding=holding,
                is_coming=bool(is_coming),
                comment=str(comment),
                answered_for=session.meeting.held_on,
                version=0,
                by=holding.user,
                now=building.at(day, 13, 5),
            )
