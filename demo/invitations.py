"""The first meeting of group 2: what it takes up, how one gets there, and who has answered."""

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from cohorts.models import Holding
from demo.people import address
from meetings import actions as meetings
from meetings.models import Meeting, Session

if TYPE_CHECKING:
    from demo.actions import Build

LINK = "https://mote.jamy.example/grupp-2-traff-1"
# starts at, minutes, Swedish, English
MORNING = (
    (time(9), 20, "Välkomna, och vilka vi är", "Welcome, and who we are"),
    (time(9, 20), 70, "Vad vi ser: problemen hos var och en", "What we see: everyone’s problems"),
    (time(10, 45), 60, "Vägen till en inriktning", "The way to a direction"),
    (time(11, 45), 15, "Vad vi tar med oss", "What we take with us"),
)
AFTERNOON = (
    (time(13), 60, "Så förankrar ni inriktningen hemma", "How to root the direction at home"),
    (time(14), 60, "Vi planerar träff 2", "We plan meeting 2"),
)
# name, institution, morning, afternoon (None: no answer), comment
ANSWERS = (
    ("Dan Falk", "Forte", True, True, ""),
    ("Stina Holt", "Forte", True, None, ""),
    ("Ulla Moberg", "Forte", False, None, "Bokslut den dagen. Peder tar med sig siffrorna."),
    ("Karin Ahl", "Forte", True, None, ""),
    ("Frida Lund", "Formas", True, None, ""),
    ("Vidar Nyman", "Vinnova", True, True, ""),
    ("Ben Sund", "VR", True, None, ""),
)
ANSWERED = timedelta(days=1, hours=3)  # ago


def invite(building: "Build") -> None:
    """The afternoon is for coordinators alone."""
    cohort = building.cohorts["Grupp 2"]
    meeting = Meeting.objects.get(cohort=cohort, kind=Meeting.Kind.KICKOFF)
    by: Any = {"by": None, "now": building.at_the_start}
    meetings.change_meeting(meeting, link=LINK, **by)
    morning, afternoon = meeting.sessions.order_by("starts_at")
    coordinator = building.functions["coordinator"]
    meetings.change_session(afternoon, ends_at=time(15), audience=[coordinator], **by)
    for session, items in ((morning, MORNING), (afternoon, AFTERNOON)):
        for starts_at, minutes, title_sv, title_en in items:
            meetings.add_agenda_item(
                session,
                starts_at=starts_at,
                minutes=minutes,
                title_sv=title_sv,
                title_en=title_en,
                **by,
            )
    for name, institution, *answers, comment in ANSWERS:
        for session, is_coming in zip((morning, afternoon), answers, strict=True):
            if is_coming is not None:
                _answer(building, session, address(name, institution), bool(is_coming), comment)


def _answer(
    building: "Build", session: Session, email: str, is_coming: bool, comment: object
) -> None:
    holding = Holding.objects.get(user__email=email)
    meetings.answer_invitation(
        session,
        holding=holding,
        is_coming=is_coming,
        comment=str(comment),
        answered_for=session.meeting.held_on,
        version=0,
        by=holding.user,
        now=building.now - ANSWERED,
    )
