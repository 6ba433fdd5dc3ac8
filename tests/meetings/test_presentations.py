"""Who presents themselves when at a kick-off, with the slides that they have shared."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.models import StoredFile
from meetings import actions, events
from meetings.models import Assignment, Meeting, Presentation, Sharing, SubmittedVersion
from tests.meetings.conftest import PDF_BYTES
from tests.personas import World, login
from tests.programmes.conftest import plan
from tests.programmes.test_home import hand_in, words

pytestmark = pytest.mark.usefixtures("own_storage")

type Browser = Callable[[str], Client]


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


@pytest.fixture
def kickoff(world: World) -> Meeting:
    return plan(world, world.group2, 1, days=9)


def at(meeting: Meeting, name: str = "presentations") -> str:
    return reverse(name, args=[meeting.key])


def shown(client: Client, meeting: Meeting) -> list[tuple[str, int]]:
    found = client.get(at(meeting)).context["turns"]
    return [(one.institution, one.minutes) for one in found]


def place(client: Client, world: World, meeting: Meeting, name: str, position: Any) -> int:
    key = world.participations[name].key
    told = {"participation": key, "position": position}
    return client.post(at(meeting, "place_presentation"), told).status_code


def asked(world: World, meeting: Meeting, sharing: str = Sharing.COHORT) -> Assignment:
    return actions.set_assignment(
        world.group2,
        meeting=meeting,
        phase=Assignment.Phase.PREPARATION,
        title_sv="Presentera er",
        instructions_sv="Tio minuter.",
        sharing=sharing,
        questions=[actions.QuestionText(prompt_sv="Vilka är ni?")],
        by=None,
        now=world.now,
    )


def share(world: World, assignment: Assignment) -> SubmittedVersion:
    upload = SimpleUploadedFile("bilder.pdf", PDF_BYTES, "application/pdf")
    by: Any = {"by": world.dan, "now": world.now}
    actions.add_file(assignment, participation=world.participations["Forte"], upload=upload, **by)
    hand_in(world, world.dan, "Forte", assignment)
    StoredFile.objects.update(state="clean")
    return SubmittedVersion.objects.get()


def test_by_name_until_somebody_arranges_them(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    cleo = browser("cleo")
    assert shown(browser("ada"), kickoff) == [
        ("Formas", 10),
        ("Forte", 10),
        ("Vetenskapsrådet", 10),
        ("Vinnova", 10),
    ]
    for _ in range(2):  # pressed twice it is placed once
        assert place(cleo, world, kickoff, "VR", 2) == 302
    cleo.post(at(kickoff, "presentation_minutes"), {"minutes": "7"})
    place(cleo, world, kickoff, "Vinnova", 999)  # nowhere but last

    assert shown(browser("ada"), kickoff) == [
        ("Formas", 7),
        ("Vetenskapsrådet", 7),
        ("Forte", 7),
        ("Vinnova", 7),
    ]
    assert TrailEntry.objects.filter(event=events.PRESENTATIONS_ARRANGED).count() == 2


@pytest.mark.parametrize("minutes", ["", "0", "-1", "999999", "x"])
def test_minutes_within_reason(
    world: World, kickoff: Meeting, browser: Browser, minutes: str
) -> None:
    refused = browser("cleo").post(at(kickoff, "presentation_minutes"), {"minutes": minutes})
    assert refused.status_code == 422
    assert not Presentation.objects.exists()


@pytest.mark.parametrize("position", ["", "x", "0", "9" * 30])
def test_a_place_that_is_none_changes_nothing(
    world: World, kickoff: Meeting, browser: Browser, position: str
) -> None:
    assert place(browser("cleo"), world, kickoff, "VR", position) == 302
    assert place(browser("cleo"), world, kickoff, "KV", 1) == 302  # of another group
    assert not Presentation.objects.exists()


def test_those_who_take_part_arrange_nothing(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    assert place(browser("ada"), world, kickoff, "VR", 1) == 403
    assert place(browser("paul"), world, kickoff, "VR", 1) == 404
    assert "Senare" not in browser("ada").get(at(kickoff)).text
    assert "Senare" in browser("cleo").get(at(kickoff)).text


def test_the_slides_are_a_click_away(world: World, kickoff: Meeting, browser: Browser) -> None:
    version = share(world, asked(world, kickoff))
    url = reverse("submitted", args=[version.key])
    for who in ("ada", "dan", "cleo"):
        html = browser(who).get(at(kickoff)).text
        assert "bilder.pdf" in html
        assert url in html
        on_meeting = browser(who).get(reverse("meeting", args=[kickoff.key])).text
        assert url in on_meeting
        assert "10 minuter" in words(on_meeting)
    assert browser("eve").get(at(kickoff)).status_code == 404


def test_what_is_not_shared_with_the_group_is_not_there(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    share(world, asked(world, kickoff, Sharing.OWN))
    has_it = {who: "bilder.pdf" in browser(who).get(at(kickoff)).text for who in world.people}

    assert {who for who, has in has_it.items() if has} == {"dan", "cleo", "gun"}


def test_a_draft_or_a_returned_one_is_not_there(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    assignment = asked(world, kickoff)
    version = share(world, assignment)
    actions.return_for_completion(version, comment="Mer.", by=world.cleo, now=world.now)
    for who in ("ada", "cleo"):
        html = browser(who).get(at(kickoff)).text
        assert "bilder.pdf" not in html
        assert "Inget är delat än" in html


def test_only_those_who_are_called_see_the_order_on_the_meeting(
    world: World, kickoff: Meeting, browser: Browser
) -> None:
    session = kickoff.sessions.get()
    session.audience.set(session.audience.filter(role="coordinator"))
    page = reverse("meeting", args=[kickoff.key])

    seen = {who: bool(browser(who).get(page).context["turns"]) for who in ("ada", "ben", "cleo")}
    assert seen == {"ada": True, "ben": False, "cleo": True}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(world: World, kickoff: Meeting, browser: Browser, count: int) -> None:
    cleo, ada = browser("cleo"), browser("ada")
    for name in ("VR", "Forte", "Formas")[:count]:
        place(cleo, world, kickoff, name, 1)
    share(world, asked(world, kickoff))
    ada.get(at(kickoff))
    with assertNumQueries(8):
        ada.get(at(kickoff))
