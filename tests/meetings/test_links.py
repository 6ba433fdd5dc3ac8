"""A link from the mail of a meeting: one person, their sessions, yes or no, in one browser."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import Function, Holding, PersonalLink, User
from exchange_portal import links
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import delivery
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Message
from meetings import actions, events
from meetings.links import COME, way_to_answer
from meetings.models import Attendance, Meeting, Session
from tests.meetings.conftest import Stage
from tests.personas import login

ENDED = "Länken gäller inte längre"
LINK = re.compile(r"/lank/[^\s\"<]+")


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    found = Meeting.objects.get(pk=stage.meetings["Grupp 2"].pk)
    Meeting.objects.filter(pk=found.pk).update(link="https://video.example/rum")
    return found


@pytest.fixture
def session(meeting: Meeting) -> Session:
    return meeting.sessions.get()


@pytest.fixture
def hedda(stage: Stage) -> User:
    return stage.world.hedda


@pytest.fixture
def link(stage: Stage, meeting: Meeting, hedda: User) -> str:
    """As it leaves the portal."""
    return links.signed(way_to_answer(hedda, meeting, stage.now), hedda.email)


def page(meeting: Meeting) -> str:
    return reverse("invitation", args=[meeting.key])


def said(meeting: Meeting, session: Session, hedda: User, word: str = "ja") -> dict[str, str]:
    shown = {"version": "0", "answered_for": str(meeting.held_on), "pass": str(session.key)}
    return shown | {"is_coming": word, "vem": str(hedda.key)}


def is_at_login(response: object) -> bool:
    return urlsplit(getattr(response, "url", "")).path.startswith("/konto/login/")


def sent(kind: str, to: User) -> str:
    """The link in the mail, as a mail server gets it; in the text and in the HTML."""
    delivery.write_notices(timezone.now, limit=200)
    mail = on_the_wire(Message.objects.filter(kind=kind, recipient=to).latest("pk"))
    (in_text,), (in_html,) = (
        set(LINK.findall(str(part))) for part in (mail.body, mail.alternatives[0][0])
    )
    assert in_text == in_html
    return in_text


# --- In -----------------------------------------------------------------------------------------


def test_from_the_mail_to_an_answer(
    stage: Stage, meeting: Meeting, session: Session, hedda: User
) -> None:
    actions.change_meeting(meeting, held_on=stage.world.days(12), by=None, now=timezone.now())
    meeting.refresh_from_db()
    link, client = sent(events.MEETING_DATED, hedda), Client()
    assert "Hej Hedda Öberg!" in client.get(link).text
    assert not PersonalLink.objects.exists()  # a mail scanner has opened it
    assert is_at_login(client.get(page(meeting)))

    assert client.post(link).url == page(meeting)
    shown = client.get(page(meeting))
    assert "https://video.example/rum" in shown.text
    for _ in range(2):  # pressed twice
        answer = client.post(page(meeting), said(meeting, session, hedda), follow=True)
    assert "Tack, du kommer." in answer.text

    (given,) = Attendance.objects.all()
    assert (given.user, given.answered_by, given.is_coming, given.version) == (
        hedda,
        hedda,
        True,
        1,
    )
    calendar = client.get(reverse("invitation_calendar", args=[meeting.key]))
    assert calendar.text.count("BEGIN:VEVENT") == 1
    recorded = TrailEntry.objects.filter(event__in=["cohorts.link_opened"])
    assert [one.actor_id for one in recorded] == [hedda.pk]


def test_the_reminder_has_one_too(stage: Stage, meeting: Meeting, hedda: User) -> None:
    actions.ask_colleagues(meeting, people=[hedda.pk], by=stage.world.ada, now=timezone.now())
    client = Client()

    assert client.post(sent(events.INVITATION_ASKED, hedda)).url == page(meeting)


def test_whoever_is_logged_in_goes_straight_there(
    meeting: Meeting, session: Session, hedda: User, link: str
) -> None:
    client = login(Client(), hedda)

    assert client.post(link).url == page(meeting)
    assert client.post(page(meeting), said(meeting, session, hedda, "nej")).status_code == 302
    assert not PersonalLink.objects.exists()


# --- Not in -------------------------------------------------------------------------------------


def test_their_sessions_and_nothing_else(
    stage: Stage, meeting: Meeting, session: Session, hedda: User, link: str
) -> None:
    """No names, no comments, no session for others; and no other page of the meeting."""
    actions.answer_invitation(
        session,
        holding=stage.world.ada.holdings.get(),
        is_coming=False,
        comment="kanariefågel-tandläkaren",
        answered_for=meeting.held_on,
        version=0,
        by=stage.world.ada,
        now=stage.now,
    )
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    other = actions.add_session(
        meeting,
        starts_at="15:00",
        ends_at="16:00",
        audience=coordinators,
        by=None,
        now=stage.now,
    )
    client = Client()
    client.post(link)
    shown = client.get(page(meeting)).text

    for words in ("Ada Lind", "tandläkaren", "15–16", "Min sida", "Forte"):
        assert words not in shown, words
    sneaked = client.post(page(meeting), said(meeting, other, hedda))
    assert (sneaked.status_code, Attendance.objects.filter(session=other).exists()) == (409, False)
    for address in (
        reverse("meeting", args=[meeting.key]),
        reverse("answer", args=[session.key, hedda.holdings.get().key]),
        reverse("session_calendar", args=[session.key]),
        reverse("invitation", args=[stage.meetings["Grupp 1"].key]),
        reverse("cohort", args=[meeting.cohort.key]),
        reverse("home"),
    ):
        assert is_at_login(client.get(address)), address


def test_another_browser_is_kept_out(meeting: Meeting, link: str) -> None:
    Client().post(link)
    other = Client()

    assert other.post(link).status_code == 409
    assert is_at_login(other.get(page(meeting)))


def test_it_came_to_the_wrong_person(meeting: Meeting, link: str) -> None:
    inside = Client()
    inside.post(link)
    Client().post(link, {"inte": "1"})

    assert is_at_login(inside.get(page(meeting)))


def moved_to_yesterday(stage: Stage) -> None:
    Meeting.objects.update(held_on=stage.world.days(-1))


def called_no_longer(stage: Stage) -> None:
    for session in Session.objects.all():
        session.audience.remove(*Function.objects.filter(role="head"))


def replaced(stage: Stage) -> None:
    cohorts.name_stand_in(
        stage.world.seat("VR", "head"),
        user=stage.world.nils,
        from_on=stage.world.today,
        until_on=stage.world.days(40),
        by=stage.world.ada,
        now=stage.now,
    )


def left(stage: Stage) -> None:
    today = localdate(stage.now)
    Holding.objects.filter(user=stage.world.hedda).update(
        from_on=today - timedelta(days=9), until_on=today
    )


@pytest.mark.parametrize("change", [moved_to_yesterday, called_no_longer, replaced, left])
def test_it_ends(
    stage: Stage, meeting: Meeting, link: str, change: Callable[[Stage], None]
) -> None:
    """For whoever has not opened it; and whoever has says nothing more."""
    inside = Client()
    inside.post(link)
    change(stage)
    response = Client().post(link)

    assert (response.status_code, ENDED in response.text) == (404, True)
    sent = {"is_coming": "ja", "version": "0", "pass": str(meeting.sessions.get().key)}
    assert inside.post(page(meeting), sent).status_code in {302, 403, 422}
    assert not Attendance.objects.exists()


def test_those_who_get_none(stage: Stage, meeting: Meeting) -> None:
    """Staff, guests, and of a meeting without a date everyone."""
    world, now = stage.world, stage.now
    assert [way_to_answer(who, meeting, now) for who in (world.cleo, world.irma)] == ["", ""]
    assert login(Client(), world.cleo).get(page(meeting)).status_code == 403
    meeting.held_on = None
    assert way_to_answer(world.hedda, meeting, now) == ""


def test_until_the_day_of_the_meeting(stage: Stage, meeting: Meeting, hedda: User) -> None:
    now: datetime = stage.now
    path = way_to_answer(hedda, meeting, now)

    assert path == links.path_of(COME, meeting.key, person=hedda.key, until_on=str(meeting.held_on))
    meeting.held_on = stage.world.days(300)
    assert str(stage.world.days(60)) in way_to_answer(hedda, meeting, now)
