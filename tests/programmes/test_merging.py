"""The same person twice: found, shown side by side, and made one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from cohorts import actions as people
from cohorts.models import Holding, PersonalLink, User, WorkAddress
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from meetings import actions as meetings
from meetings.models import Attendance, SubmittedVersion
from preparation.models import Completion
from programmes import actions
from programmes.actions import MeetInSeats, MergedBefore, NotOneself
from programmes.merging import ROWS, fields_to_users
from programmes.models import Namesakes
from selfassessment.models import Finish, Rating
from tests.access.assessments import assess
from tests.access.things import _assignment, _work
from tests.personas import World, login

type Browser = Callable[[str], Client]


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


@pytest.fixture
def twin(world: World) -> User:
    """Hedda again: with a seat of her own at Forte."""
    return people.invite_to_seat(
        world.seat("Forte", "head"),
        name="Öberg Hedda",
        email="hedda@forte.example",
        from_on=world.today,
        by=None,
        now=world.now,
    ).user


def address(kept: User, gone: User) -> str:
    return reverse("merge_people", args=[kept.key, gone.key])


def pairs_of(one: User, other: User) -> list[tuple[Any, Any]]:
    return [(one.key, other.key), (other.key, one.key)]


def address_of(one: Any, other: Any) -> str:
    return reverse("merge_people", args=[one, other])


def by(world: World) -> dict[str, Any]:
    return {"by": world.gun, "now": world.now}


def test_every_foreign_key_to_a_user_has_a_decision() -> None:
    assert set(ROWS) == set(fields_to_users())


def test_who_may_be_the_same_is_proposed(world: World, twin: User, browser: Browser) -> None:
    people.invite(
        world.institutions["VR"], email="b.en@vr.example", name="B Å", by=None, now=world.now
    )

    page = browser("gun").get(reverse("duplicates"))

    assert [(pair.one.name, pair.other.name, pair.why) for pair in page.context["page"]] == [
        ("Ben Åkesson", "B Å", "Nästan samma adress"),
        ("Hedda Öberg", "Öberg Hedda", "Samma namn på olika institutioner"),
    ]
    assert address(world.hedda, twin) in page.text
    assert browser("cleo").get(reverse("duplicates")).status_code == 403


def test_two_people_are_told_apart(world: World, twin: User, browser: Browser) -> None:
    """The pair is proposed no more, whoever stands first; who said it stands there, and in the
    trail; and it can be taken back."""
    gun = browser("gun")
    apart = {pair: reverse("tell_apart", args=pair) for pair in pairs_of(world.hedda, twin)}
    for address in apart.values():
        assert browser("cleo").post(address).status_code in (403, 404)
        assert gun.post(address).status_code == 302
        assert gun.get(address).status_code == 405

    page = gun.get(reverse("duplicates"))
    assert list(page.context["page"]) == []
    assert "Gun Hall sade det" in page.text
    assert "Föreslå paret igen" in gun.get(address_of(*pairs_of(world.hedda, twin)[0])).text
    told = TrailEntry.objects.filter(event="programmes.told_apart").order_by("about_id")
    assert [(one.about_id, one.actor_id) for one in told] == [
        (person.pk, world.gun.pk) for person in sorted((world.hedda, twin), key=lambda u: u.pk)
    ]

    for _ in range(2):
        gun.post(next(iter(apart.values())), {"gor": "igen"})
    page = gun.get(reverse("duplicates"))
    assert [pair.one.name for pair in page.context["page"]] == ["Hedda Öberg"]
    assert "sade det" not in page.text
    assert TrailEntry.objects.filter(event="programmes.proposed_again").count() == 2


def test_what_was_said_of_the_one_is_said_of_the_other(world: World, twin: User) -> None:
    for one, other in ((world.hedda, twin), (twin, world.ben), (world.ben, world.hedda)):
        actions.tell_apart(one, other, **by(world))
    actions.tell_apart(twin, world.nils, **by(world))

    actions.merge(world.hedda, twin, **by(world))

    left = {frozenset((one.one, one.other)) for one in Namesakes.objects.all()}
    assert left == {frozenset((world.hedda, world.ben)), frozenset((world.hedda, world.nils))}


def test_nothing_more_is_said_of_an_account_that_is_merged(world: World, twin: User) -> None:
    """Somebody else has merged them while the page stood open."""
    actions.merge(world.hedda, twin, **by(world))

    for other in (world.hedda, world.ben):
        with pytest.raises(MergedBefore):
            actions.tell_apart(twin, other, **by(world))

    assert not Namesakes.objects.exists()


def test_everything_of_the_one_becomes_the_others(
    world: World, twin: User, browser: Browser
) -> None:
    gun, gone = browser("gun"), login(Client(), twin)
    assert gone.get(reverse("home")).status_code == 200
    page = gun.get(address(world.hedda, twin))
    assert "hedda@forte.example, Forte" in page.text
    assert "Generaldirektör, Forte, Grupp 2" in page.text

    for _ in range(2):
        assert gun.post(address(world.hedda, twin)).status_code == 302

    held = Holding.objects.filter(user=world.hedda).order_by("pk")
    assert [str(one.seat.participation.institution) for one in held] == ["Vetenskapsrådet", "Forte"]
    addresses = WorkAddress.objects.filter(user=world.hedda).order_by("pk")
    assert [one.email for one in addresses] == ["hedda@vr.example", "hedda@forte.example"]
    known = EmailAddress.objects.filter(user=world.hedda).order_by("pk")
    assert [(one.email, one.primary) for one in known] == [
        ("hedda@vr.example", True),
        ("hedda@forte.example", False),
    ]
    assert Notice.objects.filter(recipient=twin).count() == 0
    gone_now = User.objects.get(pk=twin.pk)
    assert (gone_now.merged_into, gone_now.is_active) == (world.hedda, False)
    assert not gone_now.has_usable_password()
    assert gone.get(reverse("home")).status_code == 302  # the way to login
    merged = TrailEntry.objects.filter(event="cohorts.merged").order_by("pk")
    assert [(one.about_id, one.actor_id) for one in merged] == [
        (world.hedda.pk, world.gun.pk),
        (twin.pk, world.gun.pk),
    ]
    assert "Öberg Hedda" not in gun.get(reverse("admin:cohorts_user_changelist")).text


def test_the_same_seat_at_the_same_time_is_ended_first(world: World) -> None:
    """One of them may also never have been."""
    by_gun = by(world)
    twin = people.invite(world.institutions["VR"], email="ben2@vr.example", name="Ben Å", **by_gun)
    (first,) = world.ben.holdings.all()
    people.end_holding(first, until_on=world.today, **by_gun)
    second = people.fill_seat(first.seat, user=twin, from_on=world.today, **by_gun)
    Holding.objects.filter(pk=first.pk).update(until_on=world.today + timedelta(days=5))

    with pytest.raises(MeetInSeats):
        actions.merge(world.ben, twin, **by_gun)
    assert second.user == twin
    Holding.objects.filter(pk=second.pk).update(until_on=second.from_on)

    actions.merge(world.ben, twin, **by_gun)
    assert set(Holding.objects.filter(seat=first.seat).values_list("user", flat=True)) == {
        world.ben.pk
    }


def test_what_both_have_said_of_the_course_is_said_once(world: World, twin: User) -> None:
    """Each round once; a proof goes before none, and a personal link ends with its account."""
    said = {"said_at": world.now, "kind": Completion.Kind.KNOWN}
    for user, round in (
        (world.hedda, world.round),
        (twin, world.round),
        (twin, world.recent_round),
    ):
        Completion.objects.create(user=user, said_by=user, round=round, **said)
    PersonalLink.objects.create(user=twin, purpose="svara", thing=uuid4(), until_on=world.days(3))

    actions.merge(world.hedda, twin, **by(world))

    told = Completion.objects.order_by("round").values_list("user", "said_by", "round")
    assert sorted(told) == sorted(
        (world.hedda.pk, world.hedda.pk, one.pk) for one in (world.round, world.recent_round)
    )
    assert not PersonalLink.objects.exists()


def test_nobody_merges_themselves(world: World) -> None:
    for kept, gone in ((world.gun, world.nils), (world.nils, world.gun)):
        with pytest.raises(NotOneself):
            actions.merge(kept, gone, **by(world))


def test_the_latest_answer_counts(world: World, twin: User) -> None:
    meeting = _assignment(world, "own").meeting
    assert meeting is not None
    session = meeting.sessions.get()
    for user, is_coming, hours in ((world.hedda, True, 0), (twin, False, 1)):
        meetings.answer_invitation(
            session,
            holding=user.holdings.get(),
            is_coming=is_coming,
            comment="",
            answered_for=meeting.held_on,
            version=0,
            by=user,
            now=world.now + timedelta(hours=hours),
        )

    actions.merge(world.hedda, twin, **by(world))

    (answer,) = Attendance.objects.all()
    assert (answer.user, answer.is_coming) == (world.hedda, False)


def test_a_leaders_choices_become_one_without_a_word(world: World, twin: User) -> None:
    assessment = assess(world, "VR", "management", "draft", text="", by=world.ada)
    (older,) = Rating.objects.all()
    newer = Rating.objects.create(
        assessment=assessment,
        statement=older.statement,
        respondent=twin,
        saved_at=older.saved_at + timedelta(hours=1),
    )
    for user in (world.hedda, twin):
        Finish.objects.create(assessment=assessment, respondent=user)
    before = TrailEntry.objects.count()

    actions.merge(world.hedda, twin, **by(world))

    assert [(one.pk, one.respondent) for one in Rating.objects.all()] == [(newer.pk, world.hedda)]
    assert [one.respondent for one in Finish.objects.all()] == [world.hedda]
    assert TrailEntry.objects.count() == before + 2


def test_what_was_handed_in_stays_and_protection_counts_for_both(
    world: World, browser: Browser
) -> None:
    _work(world, _assignment(world, "own"), "VR", "own", "handed in")
    actions.merge(world.hedda, world.ada, **by(world))
    version = SubmittedVersion.objects.get()
    assert version.submitted_by == world.ada

    actions.protect(world.hedda, **by(world))

    page = browser("ben").get(reverse("submitted", args=[version.key])).text
    assert "Hedda Öberg" not in page
    assert "Ada Lind" not in page
