"""The outbox in the admin: for administrators, to look at and act upon."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exchange_portal.outbox.models import Job, Message
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import CHORE
from tests.personas import World, login

pytestmark = pytest.mark.django_db

LIST = "admin:outbox_message_changelist"
JOBS = "admin:outbox_job_changelist"


@pytest.fixture
def client(client: Client, world: World) -> Client:
    return login(client, world.gun)


def choose(client: Client, address: str, act: str, *things: Any) -> str:
    data = {"action": act, "_selected_action": [thing.pk for thing in things]}
    response = client.post(reverse(address), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["cleo", "ada"])
@pytest.mark.parametrize("address", [LIST, JOBS])
def test_is_closed_to_others(client: Client, world: World, name: str, address: str) -> None:
    assert login(client, world.people[name]).get(reverse(address)).status_code == 403


def test_an_unclear_mail_is_sent_again_or_settled(
    client: Client, make_message: Callable[..., Message]
) -> None:
    one = make_message(state="unclear", claim=uuid.uuid4())
    other = make_message(state="unclear", claim=uuid.uuid4())
    first = choose(client, LIST, "send_again", one)
    choose(client, LIST, "settle", other)
    one.refresh_from_db()
    other.refresh_from_db()

    assert "Klart: 1 rad." in first
    assert (one.state, other.state) == ("waiting", "sent")


def test_what_is_not_possible_is_said(client: Client, make_message: Callable[..., Message]) -> None:
    sent, waiting = make_message(state="sent", sent_at=NOW), make_message()
    page = choose(client, LIST, "discard", sent, waiting)
    waiting.refresh_from_db()

    assert "Klart: 1 rad." in page
    assert "Det gick inte för 1 rad, så som läget är nu." in page
    assert waiting.state == "discarded"


def test_a_mail_is_read_and_cannot_be_edited(
    client: Client, make_message: Callable[..., Message]
) -> None:
    message = make_message(subject="Ämne <b>", text="Rad ett\nRad två")
    address = reverse("admin:outbox_message_change", args=[message.pk])
    page = client.get(address).content.decode()

    assert "Rad ett<br>Rad två" in page
    assert "Ämne &lt;b&gt;" in page
    assert client.post(address, {"subject": "Annat"}).status_code == 403


def test_only_jobs_that_went_wrong_are_shown(client: Client) -> None:
    wrong = Job.objects.create(
        kind=CHORE, once="1", state="failed", error="no paper", not_before=NOW, created_at=NOW
    )
    Job.objects.create(kind="test.quiet", once="2", not_before=NOW, created_at=NOW)
    page = client.get(reverse(JOBS)).content.decode()
    choose(client, JOBS, "restart", wrong)
    wrong.refresh_from_db()

    assert "no paper" in page
    assert "test.quiet" not in page
    assert wrong.state == "waiting"


def test_the_list_costs_the_same_for_any_number(
    client: Client, make_message: Callable[..., Message]
) -> None:
    costs = []
    for _ in range(3):
        make_message()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        costs.append(len(queries))

    assert costs[1] == costs[2] <= 10


def test_pages_are_headed_by_what_a_reader_knows_the_thing_by(
    client: Client, make_message: Callable[..., Message]
) -> None:
    sent = make_message(subject="Välkommen till grupp 2", state="sent", sent_at=NOW)
    job = Job.objects.create(
        kind="meetings.submission_pdf",
        once="1",
        state="failed",
        error="x",
        not_before=NOW,
        created_at=NOW,
    )
    mail = client.get(reverse("admin:outbox_message_change", args=[sent.pk])).content.decode()

    assert "<h1>Välkommen till grupp 2</h1>" in mail
    assert "Försök" not in mail
    page = client.get(reverse("admin:outbox_job_change", args=[job.pk])).content.decode()
    assert "<h1>PDF av en inlämning</h1>" in page
    assert str(sent) == f"message {sent.pk}"
