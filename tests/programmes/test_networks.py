"""Reference groups and networks: cohorts outside rounds, with seats, meetings and material."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Cohort, Function, Participation, Seat
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox import tasks as outbox
from exchange_portal.outbox.models import Message
from meetings import actions as meetings
from meetings.models import Attendance, Meeting
from tests.personas import World, login
from tests.programmes.filling_in import filled, preview
from tests.programmes.starting import leader_of, version_of


def _by(world: World) -> dict[str, Any]:
    return {"by": world.gun, "now": world.now}


def start(client: Client, world: World, **changes: Any) -> Any:
    fields = {
        "name": "Lärosätesnätverket",
        "kind": "network",
        "contact": str(world.gun.pk),
        "names": "VR\r\nForte\r\n",
        **changes,
    }
    return client.post(reverse("start_network"), fields)


@pytest.fixture
def network(client: Client, world: World) -> Cohort:
    """Ada is the Research Council's contact there, Dan has a seat for Forte."""
    login(client, world.gun)
    start(client, world)
    cohort = Cohort.objects.get(kind="network")
    for user, short_name, code in (
        (world.ada, "VR", "coordinator"),
        (world.dan, "Forte", "member"),
    ):
        seat = Seat.objects.get(
            participation__cohort=cohort,
            participation__institution__short_name=short_name,
            function__code=code,
        )
        cohorts.fill_seat(seat, user=user, from_on=world.today, **_by(world))
    return cohort


def plan(client: Client, cohort: Cohort, world: World, **changes: str) -> Any:
    fields = {
        "theme": "Resurser",
        "held_on": world.days(20).isoformat(),
        "starts_at": "9:00",
        "ends_at": "12:00",
        "place": "Digitalt",
        "link": "https://mote.example/natverk",
        **changes,
    }
    return client.post(reverse("plan_network_meeting", args=[cohort.key]), fields)


def test_started_once_with_institutions_and_seats(client: Client, world: World) -> None:
    for name in ("Lunds universitet", "Konstfack"):
        cohorts.add_institution(name=name, short_name=name[:20], kind="university", **_by(world))
    login(client, world.gun)
    for _twice in range(2):
        answer = start(client, world, kinds=["university"], names="vr")
        assert answer.status_code == HTTPStatus.FOUND
    cohort = Cohort.objects.get(round=None)
    assert answer["Location"] == reverse("network", args=[cohort.key])

    names = set(cohort.participations.values_list("institution__name", flat=True))
    assert names == {"Lunds universitet", "Konstfack", "Vetenskapsrådet"}
    assert Seat.objects.filter(participation__cohort=cohort).count() == 6
    taken = start(client, world, names="Forte")
    assert "Det finns redan en grupp" in taken.text
    assert set(Function.objects.of(cohort)) == set(cohort.functions.all())
    assert set(Function.objects.of(world.group1)) == set(world.round.functions.all())


def test_who_leads_a_programme_starts_one_and_leads_it(client: Client, world: World) -> None:
    vera = leader_of(world, "jim-plus")
    login(client, vera)
    answer = start(client, world)  # Gun is its contact person
    assert client.get(answer["Location"]).status_code == HTTPStatus.OK

    login(client, leader_of(world, "jihu"))
    assert client.get(answer["Location"]).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"names": "Vetenskapsradet"}, "Ingen institution heter Vetenskapsradet"),
        ({"names": ""}, "minst en institution"),
        ({"name": ""}, "Skriv vad gruppen heter"),
        ({"kind": "group"}, "Välj vad det är"),
        ({"contact": "1e9"}, "Välj en kontaktperson"),
    ],
)
def test_what_is_wrong_is_said(
    client: Client, world: World, changes: dict[str, str], words: str
) -> None:
    login(client, world.gun)
    answer = start(client, world, **changes)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.text
    assert not Cohort.objects.filter(round=None).exists()


def test_nobody_who_is_protected_is_made_a_contact_person(client: Client, world: World) -> None:
    """Neither of a network nor of a round: institutions must be able to reach them by name."""
    cohorts.protect(world.gun, by=None, now=world.now)
    login(client, world.gun)

    refused = start(client, world)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Välj en kontaktperson i listan." in refused.text
    round = preview(client, version_of("jim-plus", "2021"), filled(world))
    assert round.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "contact" in round.context["sheet"].round.errors
    assert not Cohort.objects.filter(name="Lärosätesnätverket").exists()


def test_more_institutions_later_none_twice(client: Client, world: World, network: Cohort) -> None:
    address = reverse("add_members", args=[network.key])
    assert client.post(address, {"names": "VR\nFormas"}).status_code == HTTPStatus.FOUND
    assert client.post(address, {"names": "VR\nFormas"}).status_code == HTTPStatus.FOUND

    assert Participation.objects.filter(cohort=network).count() == 3
    assert "Formas" in client.get(reverse("network", args=[network.key])).text


def test_a_meeting_that_everyone_is_called_to(
    client: Client, world: World, network: Cohort
) -> None:
    for _twice in range(2):
        assert plan(client, network, world).status_code == HTTPStatus.FOUND
    meeting = Meeting.objects.get(cohort=network)
    outbox.drain()
    mails = Message.objects.filter(subject__contains="Träff 1")
    assert {one.recipient for one in mails} == {world.ada, world.dan}

    login(client, world.dan)
    page = client.get(reverse("meeting", args=[meeting.key]))
    assert "https://mote.example/natverk" in page.text
    session = meeting.sessions.get()
    holding = world.dan.holdings.get(seat__participation__cohort=network)
    sent = {"is_coming": "ja", "version": "0", "answered_for": f"{meeting.held_on:%Y-%m-%d}"}
    answer = client.post(reverse("answer", args=[session.key, holding.key]), sent)
    assert answer.status_code == HTTPStatus.FOUND
    assert Attendance.objects.get().is_coming
    assert not Meeting.objects.visible_to(world.eve, world.now).filter(pk=meeting.pk).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": "8:00"}, "slutar innan den börjar"),
        ({"held_on": "2001-01-01"}, "Dagen har redan varit"),
        ({"held_on": "9999-99-99"}, "datum"),
        ({"link": "javascript:alert(1)"}, ""),
        ({"theme": "\u200b"}, "vad träffen handlar om"),
    ],
)
def test_a_meeting_with_something_wrong(
    client: Client, world: World, network: Cohort, changes: dict[str, str], words: str
) -> None:
    answer = plan(client, network, world, **changes)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.text
    assert not Meeting.objects.filter(cohort=network).exists()


def test_min_sida_the_group_and_its_material(client: Client, world: World, network: Cohort) -> None:
    """Beside a round, and for somebody who has nothing but the network."""
    plan(client, network, world, held_on=world.days(12).isoformat())
    seat = Seat.objects.get(
        participation__cohort=network,
        participation__institution__short_name="VR",
        function__code="member",
    )
    cohorts.fill_seat(seat, user=world.nils, from_on=world.today, **_by(world))
    for person in (world.ada, world.nils):
        login(client, person)
        assert "Resurser" in client.get(reverse("home")).text
        page = client.get(reverse("cohort", args=[network.key])).text
        assert "Lärosätesnätverket" in page
        assert "Efteråt" not in page  # no way of a round
    upload = SimpleUploadedFile("underlag.txt", b"Underlag", "text/plain")
    fields = {"place": "grupp", "title_sv": "Underlag om resurser", "form_key": str(uuid4())}
    address = reverse("share_material", args=[network.key])
    assert client.post(address, fields | {"upload": upload}).status_code == HTTPStatus.FOUND
    StoredFile.objects.update(state=StoredFile.State.CLEAN)
    shelf = reverse("materials", args=[network.key])
    assert "Underlag om resurser" in login(client, world.dan).get(shelf).text
    assert login(client, world.eve).get(shelf).status_code == HTTPStatus.NOT_FOUND


def test_a_function_of_another_cohort_is_not_called(world: World, network: Cohort) -> None:
    meeting = meetings.plan_meeting(network, kind="themed", number=9, theme_sv="Tema", **_by(world))
    hours: Any = {"starts_at": "09:00", "ends_at": "10:00"}
    for elsewhere in (world.round.functions.all(), _other(world).functions.all()):
        with pytest.raises(meetings.ElsewhereFunction):
            meetings.add_session(meeting, audience=elsewhere, **hours, **_by(world))


def _other(world: World) -> Cohort:
    other = cohorts.add_cohort(None, name="Referensgruppen", kind="reference", **_by(world))
    words = {"code": "member", "role": "member", "name_sv": "Ledamot"}
    cohorts.add_function(other, **words, **_by(world))
    return other


def test_lists_ask_no_more_with_more_rows(client: Client, world: World, network: Cohort) -> None:
    pages = [reverse("networks"), reverse("network", args=[network.key])]
    few = [_asked(client, page) for page in pages]
    _other(world)
    client.post(reverse("add_members", args=[network.key]), {"names": "Formas\nVinnova"})

    assert [_asked(client, page) for page in pages] == few


def _asked(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
