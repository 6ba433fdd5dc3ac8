"""A day of another year is said with it: on pages and in mails, in both languages."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Message
from meetings import actions, events
from meetings.models import Assignment, Meeting
from tests.personas import World, login
from tests.programmes.conftest import plan
from tests.programmes.test_home import page, words


@pytest.fixture
def third(begun: World) -> Meeting:
    """Ada's third meeting: on the second of March, in the year after next."""
    day = date(begun.today.year + 2, 3, 2)
    return plan(begun, begun.group2, 3, days=(day - begun.today).days)


def test_the_way_of_the_round(client: Client, begun: World, third: Meeting) -> None:
    assert third.held_on
    text = words(page(client, begun.ada))

    assert f"Träff 3 2 mars {third.held_on.year} Efteråt" in text
    begins = begun.round.preparation_starts_on
    assert (str(begins.year) in text) == (begins.year != begun.today.year)


def test_what_there_is_to_do(client: Client, begun: World, third: Meeting) -> None:
    actions.change_assignment(
        Assignment.objects.get(cohort=begun.group2), due_on=third.held_on, by=None, now=begun.now
    )
    assert third.held_on

    assert f"2 mars {third.held_on.year} Beskriv ert läge" in words(page(client, begun.ada))
    client.cookies["language"] = "en"
    assert f"2 March {third.held_on.year} Beskriv" in words(page(client, begun.ada))


def test_a_meeting_and_its_group(client: Client, begun: World, third: Meeting) -> None:
    assert third.held_on
    login(client, begun.ada)
    said = f"2 mars {third.held_on.year}"

    for route, key in (("meeting", third.key), ("cohort", begun.group2.key)):
        assert said in words(client.get(reverse(route, args=[key])).content.decode())


def test_staff_read_it_on_their_boards(client: Client, begun: World, third: Meeting) -> None:
    assert third.held_on
    Meeting.objects.exclude(pk=third.pk).update(held_on=None)
    Assignment.objects.update(due_on=third.held_on)
    year = third.held_on.year

    text = words(page(client, begun.cleo))
    assert f"Sista dag 2 mar {year}." in text
    assert re.search(rf"Träff 3, \w+dag 2 mars {year}", text)
    assert f"Sista dag 2 mar {year}" in words(client.get(reverse("staff_board")).content.decode())


def test_the_subject_of_a_mail(begun: World, third: Meeting) -> None:
    assert third.held_on
    moved = date(third.held_on.year, 3, 3)
    actions.change_meeting(third, held_on=moved, by=begun.cleo, now=begun.now)
    delivery.write_notices(lambda: begun.now, limit=50)

    said = Message.objects.filter(kind=events.MEETING_DATED)
    subjects = set(said.values_list("subject", flat=True))
    assert len(subjects) == 1
    assert subjects.pop().endswith(f" 3 mars {moved.year}")


def test_a_day_of_this_year_is_said_without_it(client: Client, begun: World) -> None:
    meeting = begun.group2.meetings.get(number=1)
    meeting = actions.change_meeting(
        meeting, held_on=date(begun.today.year, 7, 2), by=None, now=begun.now
    )
    login(client, begun.ada)

    text = words(client.get(reverse("meeting", args=[meeting.key])).content.decode())
    assert re.search(r"\w+dag 2 juli kl. 9–12", text)
