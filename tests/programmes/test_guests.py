"""Guest institutions: tied to a meeting in every group, they see that meeting and nothing else, for
as long as the day of the meeting says."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from cohorts.login import may_log_in
from cohorts.models import Engagement, Function, Guest, Institution, User
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox import tasks as outbox
from exchange_portal.outbox.models import Message
from materials.models import Material
from meetings import actions as meetings
from meetings.models import Attendance, Meeting
from programmes import actions
from tests.personas import World, login

SIRI = {"name": "Siri Falk", "address": "siri.falk@scb.example"}
COMMENT = "kanariefågel-tåget-går-sent"
DEED = "Ta bort gästen"


@pytest.fixture
def scb(world: World) -> World:
    """Meetings 1 and 2 in both groups: number 2 in nine days, for all and then for coordinators."""
    cohorts.add_institution(
        name="Statistikmyndigheten SCB", short_name="SCB", kind="agency", **_by(world)
    )
    for name, cohort in (("Grupp 1", world.group1), ("Grupp 2", world.group2)):
        for number, held_on in ((1, None), (2, world.days(9))):
            meeting = meetings.plan_meeting(
                cohort,
                kind=Meeting.Kind.THEMED,
                number=number,
                theme_sv=f"Tema {number} i {name}",
                held_on=held_on,
                link="https://mote.example/hemligt",
                **_by(world),
            )
            _sessions(world, meeting)
    return world


def _sessions(world: World, meeting: Meeting) -> None:
    everyone = Function.objects.filter(round=world.round)
    coordinators = everyone.filter(role="coordinator")
    for hour, audience in ((9, everyone), (13, coordinators)):
        hours = {"starts_at": time(hour), "ends_at": time(hour + 2)}
        meetings.add_session(meeting, audience=audience, **hours, **_by(world))


def _by(world: World) -> dict[str, Any]:
    return {"by": world.gun, "now": world.now}


def cohorts_scb() -> Institution:
    return Institution.objects.get(short_name="SCB")


def meeting_of(world: World, group: str = "Grupp 2", number: int = 2) -> Meeting:
    return Meeting.objects.get(cohort=world.cohorts[group], number=number)


def add(client: Client, world: World, meeting: str = "2", name: str = "SCB") -> Any:
    address = reverse("add_guest", args=[world.round.key])
    return client.post(address, {"institution": name, "meeting": meeting})


def invited(client: Client, world: World) -> User:
    """Gun ties SCB to meeting 2 and invites Siri."""
    login(client, world.gun)
    page = add(client, world)["Location"]
    assert client.post(page, SIRI)["Location"] == page
    return User.objects.get(email=SIRI["address"])


def at(world: World, days: int) -> datetime:
    return world.now + timedelta(days=days)


def test_tied_to_a_meeting_in_every_group(client: Client, scb: World) -> None:
    siri = invited(client, scb)

    page = client.get(reverse("round_guests", args=[scb.round.key])).text
    assert "Träff 2, Grupp 1" in page
    assert "Siri Falk" in page
    seen = Meeting.objects.visible_to(siri, scb.now)
    assert {(one.cohort.name, one.number) for one in seen} == {("Grupp 1", 2), ("Grupp 2", 2)}
    again = add(client, scb)
    assert again.status_code == HTTPStatus.FOUND
    assert Guest.objects.count() == 2
    refused = add(client, scb, name="Vetenskapsrådet")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Vetenskapsrådet är med i gruppen" in refused.text


def test_whoever_runs_one_group_invites_to_its_meeting_alone(client: Client, scb: World) -> None:
    actions.add_guests(
        [meeting_of(scb, "Grupp 1"), meeting_of(scb)],
        institution=cohorts_scb(),
        **_by(scb),
    )
    login(client, scb.cleo)
    assert add(client, scb).status_code == HTTPStatus.FORBIDDEN
    page = client.get(reverse("round_guests", args=[scb.round.key])).text
    assert "Träff 2, Grupp 2" in page
    assert "Grupp 1" not in page
    guest = Guest.objects.get(scope__cohort=scb.group2)
    assert client.post(reverse("guest", args=[guest.key]), SIRI).status_code == HTTPStatus.FOUND
    assert [one.scope.cohort for one in Engagement.objects.exclude(guest=None)] == [scb.group2]


def test_the_mail_says_what_when_and_where(client: Client, scb: World) -> None:
    invited(client, scb)
    outbox.drain()

    (mail,) = Message.objects.filter(to_address=SIRI["address"])
    assert "gäst" in mail.subject
    assert "Träff 2, grupp 1" in mail.text
    assert "Träff 2, grupp 2" in mail.text
    assert "14 dagar efter" in mail.text


def test_a_guest_sees_the_meeting_and_nothing_else(client: Client, scb: World) -> None:
    siri = invited(client, scb)
    login(client, siri)

    home = client.get(reverse("home")).text
    assert "Tema 2 i Grupp 2" in home
    assert "Tema 1" not in home
    assert "Siri Falk, gäst" in home
    page = client.get(reverse("meeting", args=[meeting_of(scb).key])).text
    assert "https://mote.example/hemligt" in page
    assert "Pass 9–11" in page
    assert "13–15" not in page  # for coordinators alone
    assert "Vetenskapsrådet" in page
    assert "Ada Lind" not in page
    for route, key in (
        ("cohort", scb.group2.key),
        ("materials", scb.group2.key),
        ("meeting", meeting_of(scb, number=1).key),
        ("institution", scb.institutions["VR"].key),
    ):
        assert client.get(reverse(route, args=[key])).status_code == HTTPStatus.NOT_FOUND
    summary = client.get(reverse("meeting_summary", args=[meeting_of(scb).key]))
    assert summary.status_code == HTTPStatus.FORBIDDEN


def test_a_guest_answers_and_who_reads_what(client: Client, scb: World) -> None:
    siri = invited(client, scb)
    meeting = meeting_of(scb)
    first, last = meeting.sessions.order_by("starts_at")
    sent = {"is_coming": "ja", "version": "0", "answered_for": f"{meeting.held_on:%Y-%m-%d}"}
    login(client, siri)
    for _twice in range(2):
        answer = client.post(
            reverse("answer_as_guest", args=[first.key]), sent | {"comment": COMMENT}
        )
        assert answer.status_code == HTTPStatus.FOUND
    late = client.post(reverse("answer_as_guest", args=[last.key]), sent)
    assert late.status_code == HTTPStatus.NOT_FOUND

    given = Attendance.objects.get()
    assert (given.user, given.seat, given.version, given.is_coming) == (siri, None, 1, True)
    page = reverse("meeting", args=[meeting.key])
    assert "Du kommer" in client.get(page).text
    assert COMMENT in login(client, scb.cleo).get(page).text
    told = login(client, scb.ada).get(page).text
    assert "Siri Falk" in told
    assert COMMENT not in told


def test_a_guest_shares_with_the_meeting(client: Client, scb: World) -> None:
    siri = invited(client, scb)
    meeting = meeting_of(scb)
    login(client, siri)
    upload = SimpleUploadedFile("statistik.txt", b"Statistik", "text/plain")
    fields = {"place": str(meeting.key), "title_sv": "Statistik om kön", "form_key": str(uuid4())}
    address = reverse("share_as_guest", args=[meeting.key])
    assert client.get(address).context["form"]["place"].value() == str(meeting.key)
    assert client.post(address, fields | {"upload": upload}).status_code == HTTPStatus.FOUND

    material = Material.objects.get()
    assert (material.institution.short_name, material.scope) == ("SCB", meeting.scope)
    StoredFile.objects.update(state=StoredFile.State.CLEAN)
    page = client.get(reverse("material", args=[material.key])).text
    assert reverse("meeting", args=[meeting.key]) in page
    assert reverse("materials", args=[scb.group2.key]) not in page
    shelf = reverse("materials", args=[scb.group2.key])
    assert "Statistik om kön" in login(client, scb.ada).get(shelf).text
    assert not Material.objects.visible_to(scb.eve, scb.now).exists()


def test_it_ends_by_itself_and_follows_the_meeting(client: Client, scb: World) -> None:
    siri, meeting = invited(client, scb), meeting_of(scb)
    sees: Callable[[int], bool] = lambda days: (  # noqa: E731
        Meeting.objects.visible_to(siri, at(scb, days)).filter(pk=meeting.pk).exists()
    )
    assert (sees(23), sees(24)) == (True, False)

    meetings.change_meeting(meeting, held_on=scb.days(30), **_by(scb))
    assert (sees(44), sees(45)) == (True, False)
    assert may_log_in(siri, siri.email, at(scb, 44))
    assert not may_log_in(siri, siri.email, at(scb, 45))
    outbox.drain()
    subjects = Message.objects.filter(recipient=siri).values_list("subject", flat=True)
    assert len(subjects) == 2  # the invitation, and the new day
    meetings.change_meeting(meeting, held_on=None, **_by(scb))
    assert Guest.objects.get(scope=meeting.scope).until_on == scb.round.ends_on + timedelta(days=1)


def test_whose_time_was_ended_does_not_come_back(client: Client, scb: World) -> None:
    siri = invited(client, scb)
    guest = Guest.objects.earliest("pk")
    client.post(reverse("end_guest", args=[guest.key]), {"person": "nobody"})
    assert Engagement.objects.visiting(siri, scb.now).count() == 2
    client.post(reverse("end_guest", args=[guest.key]), {"person": str(siri.key)})

    assert not Engagement.objects.visiting(siri, scb.now).exists()
    meetings.change_meeting(meeting_of(scb), held_on=scb.days(40), **_by(scb))
    assert not Engagement.objects.visiting(siri, scb.now).exists()


def test_a_guest_is_withdrawn_after_a_question(client: Client, scb: World) -> None:
    siri = invited(client, scb)
    address = reverse("withdraw_guest", args=[Guest.objects.earliest("pk").key])
    assert DEED in client.get(address).text
    assert Guest.objects.lasting(scb.now).count() == 2
    client.post(address)

    assert not Guest.objects.lasting(scb.now).exists()
    assert not Meeting.objects.visible_to(siri, scb.now).exists()
    assert add(client, scb).status_code == HTTPStatus.FOUND  # and may come again
    assert Guest.objects.lasting(scb.now).count() == 2


def test_someone_with_a_seat_elsewhere_is_told_on_min_sida(client: Client, scb: World) -> None:
    act = _by(scb)
    guests = actions.add_guests(
        [meeting_of(scb, "Grupp 1")], institution=scb.institutions["VR"], **act
    )
    actions.invite_guest(guests, name="Ada Lind", email=scb.ada.email, **act)

    assert "Du är gäst" in login(client, scb.ada).get(reverse("home")).text
    assert "Du är gäst" not in login(client, scb.ben).get(reverse("home")).text


def test_whoever_is_known_by_another_form_of_the_address_is_the_same(
    client: Client, scb: World
) -> None:
    siri = invited(client, scb)
    page = reverse("guest", args=[Guest.objects.first().key])  # type: ignore[union-attr]

    for address in ("siri.falk+moten@scb.example", "Siri.Falk@scb.example"):
        sent = client.post(page, {"name": "Siri Falk", "address": address})
        assert sent.status_code == HTTPStatus.FOUND

    assert [*User.objects.filter(email__startswith="siri.falk")] == [siri]


def test_more_guests_ask_no_more_of_the_database(client: Client, scb: World) -> None:
    invited(client, scb)
    login(client, scb.ada)
    page = reverse("meeting", args=[meeting_of(scb).key])
    client.get(page)
    with assertNumQueries(13):
        client.get(page)
    guests = list(Guest.objects.all())
    for name in ("Unn", "Vivi"):
        address = f"{name}@scb.example"
        actions.invite_guest(guests, name=f"{name} Ek", email=address, **_by(scb))
    with assertNumQueries(13):
        client.get(page)
