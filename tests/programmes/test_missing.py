"""Who is missing, whom there is to write to today, and the way there."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from cohorts.models import Cohort, ContactNote, User, rights_of
from exchange_portal.outbox.models import Notice
from meetings import actions as meetings
from meetings import events as meeting_events
from meetings.models import Assignment, Meeting, SubmittedVersion
from selfassessment.models import Assessment
from tests.personas import World, login
from tests.programmes.test_contacts import contacts
from tests.programmes.test_home import hand_in, page, words
from tests.programmes.test_staff_board import assignment_of, board
from tests.selfassessment.conftest import MANAGEMENT, open_for, ship


def at_assignment(world: World) -> str:
    return reverse("missing_assignment", args=[assignment_of(world).key])


def at_meeting(world: World) -> str:
    return reverse("missing_answers", args=[kickoff(world).key])


def at_assessment(world: World, group: str = "Grupp 2") -> str:
    return reverse("missing_assessment", args=[world.cohorts[group].key, MANAGEMENT])


def kickoff(world: World) -> Meeting:
    return Meeting.objects.get(cohort=world.group2, number=1)


def choices(client: Client, url: str) -> dict[str, str]:
    """By name: what is said of each who can be written to, and whether they are chosen."""
    form = client.get(url).context["form"]
    first = set(form["chosen"].value())
    return {
        str(label): ("✓ " if value in first else "") + label.hint
        for value, label in form.fields["chosen"].choices
    }


def filled_in(client: Client, url: str, **other: Any) -> dict[str, Any]:
    """As the page comes, with what is changed in it."""
    form = client.get(url).context["form"]
    names = ("chosen", "text_sv", "text_en", "form_key")
    return {name: form[name].value() for name in names} | {"gor": "skicka"} | other


# --- Who ----------------------------------------------------------------------------------------


def test_coordinators_of_those_who_have_not_handed_in(client: Client, begun: World) -> None:
    hand_in(begun, begun.dan, "Forte", assignment_of(begun))
    login(client, begun.cleo)

    text = words(client.get(at_assignment(begun)).text)

    assert choices(client, at_assignment(begun)) == {"Vetenskapsrådet": "✓ Ada Lind"}
    assert "Formas. Ingen samordnare att skriva till." in text
    assert "Vinnova. Ingen samordnare att skriva till." in text


def test_what_was_returned_is_missing_again(client: Client, begun: World) -> None:
    hand_in(begun, begun.dan, "Forte", assignment_of(begun))
    version = SubmittedVersion.objects.get()
    meetings.return_for_completion(version, comment="Mer.", by=begun.cleo, now=begun.now)
    login(client, begun.cleo)

    assert list(choices(client, at_assignment(begun))) == ["Forte", "Vetenskapsrådet"]


def test_those_who_have_not_answered_an_invitation(client: Client, begun: World) -> None:
    session = kickoff(begun).sessions.get()
    meetings.answer_invitation(
        session,
        holding=begun.dan.holdings.get(),
        is_coming=False,
        answered_for=session.meeting.held_on,
        version=0,
        by=begun.dan,
        now=begun.now,
    )
    login(client, begun.cleo)

    called = ("Ada Lind", "Ben Åkesson", "Hedda Öberg")
    assert choices(client, at_meeting(begun)) == dict.fromkeys(called, "✓ Vetenskapsrådet")


def test_a_self_assessment_asks_coordinators_never_leaders(client: Client, begun: World) -> None:
    """And what leaders have answered changes nothing on the page."""
    ship()
    assessment = open_for(begun, "VR", MANAGEMENT)
    open_for(begun, "KV", MANAGEMENT)
    login(client, begun.cleo)
    before = client.get(at_assessment(begun))
    Assessment.objects.filter(pk=assessment.pk).update(closed_at=begun.now, closed_by=begun.ada)

    assert choices(client, at_assessment(begun)) == {"Vetenskapsrådet": "✓ Ada Lind"}
    assert words(before.text) == words(client.get(at_assessment(begun)).text)
    assert client.get(at_assessment(begun, "Grupp 1")).status_code == 404


def test_nobody_when_it_is_not_time(client: Client, begun: World) -> None:
    Assignment.objects.update(opens_on=begun.days(1))
    login(client, begun.cleo)

    assert "Ingen saknas nu" in words(client.get(at_assignment(begun)).text)
    second = Meeting.objects.get(cohort=begun.group2, number=2)
    undated = reverse("missing_answers", args=[second.key])
    assert "Ingen saknas nu" in words(client.get(undated).text)


def test_only_those_who_run_the_group(client: Client, begun: World) -> None:
    ship()
    for url in (at_assignment(begun), at_meeting(begun), at_assessment(begun)):
        for who, status in (("ada", 403), ("eve", 404), ("paul", 404), ("gun", 200)):
            response = login(Client(), begun.people[who]).get(url)
            assert response.status_code == status, (who, url)


def test_who_runs_a_group_is_one_answer_however_it_is_asked(world: World) -> None:
    """Of the database, and of what is at hand."""
    for person in world.people.values():
        run = set(Cohort.objects.run_by(person, world.now))
        rights = rights_of(person, world.now)
        at_hand = {one for one in world.cohorts.values() if rights.runs_this(one)}
        assert at_hand == run, person


# --- Today --------------------------------------------------------------------------------------


def remind(world: World, person: User, **data: int) -> None:
    """As the portal itself does."""
    Notice.objects.create(
        kind=meeting_events.REMINDER,
        once=f"prov:{person.pk}:{data}",
        recipient=person,
        data=data,
        due_at=world.now,
        created_at=world.now,
    )


def test_whom_the_portal_reminded_today_is_said_and_not_chosen(
    client: Client, begun: World
) -> None:
    vr, forte = (begun.participations[name].pk for name in ("VR", "Forte"))
    remind(begun, begun.ada, assignment=assignment_of(begun).pk, participation=vr)
    remind(begun, begun.dan, assignment=0, participation=forte)  # of something else
    login(client, begun.cleo)

    told = choices(client, at_assignment(begun))

    assert re.fullmatch(
        r"Ada Lind\. Påmindes av portalen i dag kl\. \d\d\.\d\d", told["Vetenskapsrådet"]
    )
    assert told["Forte"] == "✓ Dan Ek"


def test_whom_somebody_wrote_to_today_waits_until_tomorrow(client: Client, begun: World) -> None:
    login(client, begun.cleo)
    vr = str(begun.participations["VR"].pk)
    client.post(at_assignment(begun), filled_in(client, at_assignment(begun), chosen=[vr]))

    assert choices(client, at_assignment(begun)) == {"Forte": "✓ Dan Ek"}
    text = words(client.get(at_assignment(begun)).text)
    assert "Vetenskapsrådet. Fick ett mejl härifrån i dag kl." in text


def test_it_counts_as_a_contact_and_leaves_the_flag(client: Client, begun: World) -> None:
    cohorts.note_contact(
        begun.participations["VR"],
        form_key=uuid4(),
        made_on=begun.days(-3),
        kind="phone",
        text="Tungt läge.",
        needs_support=True,
        by=begun.cleo,
        now=begun.now,
    )
    login(client, begun.cleo)
    client.post(at_assignment(begun), filled_in(client, at_assignment(begun)))

    told = contacts(board(client, begun.cleo))
    assert ", mejl Behöver stöd Tungt läge." in told["Vetenskapsrådet"]
    assert told["Forte"].endswith(", mejl")
    note = ContactNote.objects.get(participation=begun.participations["Forte"])
    assert (note.with_whom, note.text) == ("samordnaren", "Påminnelse om Beskriv ert läge")
    assert note.written_by == begun.cleo


# --- The way there ------------------------------------------------------------------------------


def test_one_click_from_where_it_shows(client: Client, begun: World) -> None:
    Assignment.objects.filter(cohort=begun.group2).update(due_on=begun.days(-3))
    url = at_assignment(begun)

    assert url in page(client, begun.cleo)
    assert url in board(client, begun.cleo).text
    listed = {"uppgift": str(assignment_of(begun).key)}
    assert url in client.get(reverse("staff_submissions"), listed).text
    meeting = reverse("meeting", args=[kickoff(begun).key])
    assert at_meeting(begun) in client.get(meeting).text
    assert at_meeting(begun) not in login(Client(), begun.ada).get(meeting).text


def test_a_step_that_all_have_done_asks_for_nothing(client: Client, begun: World) -> None:
    for place in ("VR", "Forte", "Formas", "Vinnova"):
        hand_in(begun, begun.gun, place, assignment_of(begun))

    assert at_assignment(begun) not in board(client, begun.cleo).text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client: Client, begun: World, rows: int) -> None:
    ship()
    for place in ("VR", "Forte", "Formas")[:rows]:
        open_for(begun, place, MANAGEMENT)
    login(client, begun.cleo)
    if rows == 3:
        vr = str(begun.participations["VR"].pk)
        client.post(at_assignment(begun), filled_in(client, at_assignment(begun), chosen=[vr]))
        remind(begun, begun.ada, assignment=assignment_of(begun).pk)
    asked = [
        (at_assignment(begun), 9, 10),
        (at_assessment(begun), 9, 9),
        (at_meeting(begun), 10, 10),
    ]
    for url, shown, previewed in asked:
        told = filled_in(client, url)
        with assertNumQueries(shown):
            client.get(url)
        with assertNumQueries(previewed):
            client.post(url, told | {"gor": "granska"})
