"""What people do again and again in the story. Each must succeed."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cohorts.models import Round
from exchange_portal.files.models import StoredFile
from meetings.models import Meeting
from tests.cohorts import listing
from tests.programmes.eighteen_months.browsing import press
from tests.programmes.eighteen_months.play import Play
from tests.programmes.filling_in import press_start, preview
from tests.programmes.starting import version_of
from tests.test_login.post import code_in, delivered


def done(answer: Any) -> str:
    """Where it leads."""
    said = re.findall(r'class="(?:error|alert)[^>]*>(.+)', getattr(answer, "text", ""))
    assert answer.status_code == HTTPStatus.FOUND, (answer.status_code, said)
    return str(answer.url)


def start_round(
    play: Play, label: str, *, groups: dict[str, tuple[str, ...]], meeting_1: str, **days: str
) -> Round:
    """Cleo fills in the form, looks at the preview and presses the button. The first of each group
    is its anchor; the first group has a day for its first meeting."""
    version = version_of("jim-plus", label)
    filled = {"antal": str(len(groups)), "contact": str(play.person("cleo").pk), **days}
    for number, (name, (anchor, *others)) in enumerate(groups.items(), start=1):
        prefix = f"grupp{number}-"
        filled |= {f"{prefix}group_name": name, f"{prefix}anchor": anchor}
        filled |= {f"{prefix}other_{row}": one for row, one in enumerate(others, start=1)}
    filled["grupp1-meeting_1"] = meeting_1
    cleo = play.browser("cleo")
    done(press_start(cleo, version, preview(cleo, version, filled)))
    return Round.objects.get(name=days["name"])


def follow(play: Play, round: Round, cohort: str, as_: str, mark: str = "") -> None:
    """Where the round is, its group, meetings and assignments; these as Min sida calls them:
    «describe 1» before a meeting, «try 1» after it. `mark` goes in place of the first number."""
    group = round.cohorts.get(name=cohort)
    play.keys[as_], play.keys["round"] = group.key, round.key
    for meeting in Meeting.objects.filter(cohort=group).order_by("pk"):
        number = mark if mark and meeting.number == 1 else str(meeting.number)
        kind = "coordinators" if meeting.kind == Meeting.Kind.COORDINATORS else "meeting"
        _known(play, f"{kind} {number}", "meeting", meeting.key)
        first = meeting.sessions.order_by("starts_at").first()
        assert first is not None
        if kind == "meeting":
            play.keys[f"session {number}"] = first.key
        for one in meeting.assignments.all():
            names = {"before": "describe", "after": "try", "preparation": "presentation"}
            name = f"{names[one.phase]} {number}".replace("presentation 1", "presentation")
            _known(play, name, "assignment", one.key)
    course = group.assignments.get(meeting=None)
    _known(play, f"course task {mark}".strip(), "assignment", course.key)


def _known(play: Play, name: str, route: str, key: UUID) -> None:
    play.keys[name] = key
    play.asked[reverse(route, args=[key])] = name


def come_in(play: Play, who: str) -> None:
    """By the code that is mailed, for the first time."""
    client, email = Client(), play.emails[who]
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": email})
    (message,) = delivered()
    code = {"code": code_in(message)}
    done(client.post(reverse("account_confirm_login_code"), code))
    play.keep(who, client)


def invite_from_file(play: Play, rows: Iterable[tuple[str, str, str]]) -> None:
    """Cleo has a list of (place, function, name)."""
    lines = [f"{place};{code};{name};{play.address(name, place)};;" for place, code, name in rows]
    cleo, to = play.browser("cleo"), play.url("invite_many", "round")
    shown = listing.upload(cleo, to, listing.HEADER, *lines)
    assert f"{len(lines)} har fått en plats" in listing.press(cleo, shown).text


def invite_colleague(play: Play, by: str, name: str, place: str, code: str) -> None:
    page = reverse("invite_colleague", args=[play.seat(place, code).key])
    top = {"is_top_management": "on"} if code == "head" else {}
    email = play.address(name, place)
    done(press(play.browser(by), page, name=name, address=email, **top))
    play.seated(name, place, code)


def move_meeting(play: Play, number: int, day: str) -> None:
    """Cleo looks at what the date does, and sets it."""
    page = play.url("meeting_date", f"meeting {number}")
    to = play.url("meeting_date", f"meeting {number}")
    done(press(play.browser("cleo"), f"{page}?datum={day}", to))


def write(play: Play, who: str, assignment: str, text: str) -> None:
    page, to = play.url("assignment", assignment), play.url("save_draft", assignment)
    done(press(play.browser(who), page, to, text=text, ta=""))


def hand_in(play: Play, who: str, assignment: str, as_: str) -> None:
    done(play.receipt(press(play.browser(who), play.url("submit", assignment)), as_))


def share(play: Play, who: str, place: str, title: str, as_: str) -> None:
    """A file, which the virus scan lets pass."""
    upload = SimpleUploadedFile("underlag.txt", b"Underlag", "text/plain")
    page = play.url("share_material", "group 2")
    sent = press(play.browser(who), page, place=place, title_sv=title, upload=upload)
    done(play.receipt(sent, as_))
    StoredFile.objects.update(state=StoredFile.State.CLEAN)
