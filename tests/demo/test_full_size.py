"""A portal of full size, in small: what is filled in is what people would have left."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from cohorts.models import Cohort, Holding, User
from demo.full_size import facts, fill
from exchange_portal.outbox.models import Job, Message, Notice
from meetings.models import SubmittedVersion
from selfassessment.models import AgreedAnswer, Rating, SubmittedAssessment
from tests.personas import login

SMALL = {
    "GROUPS": 2,
    "INSTITUTIONS": 2 * facts.GROUP,
    "SUBMISSIONS": 70,
    "ANSWERS": 2_400,
    "FILES": 180,
    "MAILS": 40,
    "BATCH": 50,
}


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Filled once for all tests here; what a test does to it is undone after the test."""
    now = timezone.now()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        for name, number in SMALL.items():
            patch.setattr(facts, name, number)
        fill(now=now)
        yield now
        transaction.set_rollback(True)


@pytest.fixture
def filled(full: datetime, db: None) -> datetime:
    return full


def test_there_is_as_much_as_it_says(filled: datetime) -> None:
    of_round = {"seat__participation__cohort__round__name": facts.ROUND}

    assert Cohort.objects.filter(round__name=facts.ROUND).count() == 2
    assert Holding.objects.filter(**of_round).count() == 8 * 5 * facts.HOLDERS
    assert Holding.objects.current(filled).filter(**of_round).count() == 8 * 5
    assert SubmittedVersion.objects.count() == 70
    assert AgreedAnswer.objects.count() + Rating.objects.count() == 2_400
    assert Message.objects.filter(state=Message.State.SENT).count() == 40
    assert not Message.objects.filter(text__contains="bjud").exists()


def test_a_second_time_changes_nothing(filled: datetime) -> None:
    before = User.objects.count(), Notice.objects.count(), Job.objects.count()
    fill(now=filled)

    assert (User.objects.count(), Notice.objects.count(), Job.objects.count()) == before


def test_everybody_finds_their_pages(client: Client, filled: datetime) -> None:
    seats = Holding.objects.current(filled).filter(seat__function__role="coordinator")
    of_round = {"seat__participation__cohort__round__name": facts.ROUND}
    holding = seats.filter(**of_round).select_related("user").order_by("pk")[3]
    coordinator, leader = holding.user, User.objects.get(name="Full Storlek")
    version = SubmittedVersion.objects.filter(submitted_by=coordinator).first()
    copy = SubmittedAssessment.objects.filter(submitted_by=coordinator).first()
    assert version
    assert copy

    for user, address in [
        (coordinator, reverse("home")),
        (coordinator, reverse("submitted", args=[version.key])),
        (coordinator, reverse("submitted_assessment", args=[copy.key])),
        (leader, reverse("home")),
        (leader, reverse("staff_board")),
    ]:
        assert login(client, user).get(address).status_code == 200, address
