"""Mentors: who has done a round is asked, says yes, gets a group in the next, and the chain of who
has helped whom is kept."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cohorts import actions as cohorts
from cohorts.models import Cohort, Participation, rights_of
from exchange_portal.outbox import tasks as outbox
from exchange_portal.outbox.models import Message
from meetings import actions as meetings
from meetings.queries.handed_in import expected, late
from meetings.queries.missing import not_handed_in
from meetings.queries.steps import steps
from meetings.queries.todos import todo
from meetings.reminders.assignments import due
from programmes import actions
from programmes.models import MentorOffer
from tests.personas import World, login


def _by(world: World) -> dict[str, Any]:
    return {"by": world.gun, "now": world.now}


@pytest.fixture
def group(world: World) -> Cohort:
    """The next round of the programme, with Forte and Formas in its first group. Dan is there for
    Forte; an assignment was due yesterday."""
    first = world.days(-30)
    round = cohorts.add_round(
        world.programme,
        name="JiM+ 2024–2025",
        preparation_starts_on=first,
        preparation_ends_on=first + timedelta(days=10),
        ends_on=world.days(300),
        **_by(world),
    )
    words: Any = {"code": "coordinator", "role": "coordinator", "name_sv": "Samordnare"}
    cohorts.add_function(round, **words, **_by(world))
    cohorts.add_reminder_rule(round, days_before=0, **_by(world))
    cohort = cohorts.add_cohort(round, name="Grupp A", **_by(world))
    for short_name in ("Forte", "Formas"):
        institution = world.institutions[short_name]
        cohorts.admit(cohort, institution=institution, **_by(world))
    return cohort


def ask_vinnova(client: Client, world: World) -> Any:
    login(client, world.gun)
    place = world.participations["Vinnova recent"]
    return client.post(reverse("offer_mentorship", args=[place.key]), {"mentor": "1"})


def test_asked_yes_and_a_group(client: Client, world: World, group: Cohort) -> None:
    assert "Vinnova" in login(client, world.gun).get(reverse("mentors")).text
    for _twice in range(2):
        assert ask_vinnova(client, world).status_code == HTTPStatus.FOUND
    outbox.drain()
    (mail,) = Message.objects.filter(subject__contains="mentor")
    assert (mail.recipient, "JiM+ 2019–2020" in mail.text) == (world.rut, True)

    offer = MentorOffer.objects.get()
    page = reverse("mentor_offer", args=[offer.key])
    login(client, world.rut)
    assert page in mail.text
    for _twice in range(2):
        sent = {"accepts": "ja", "comment": "Gärna!"}
        assert client.post(page, sent).status_code == HTTPStatus.FOUND
    assert "redan svarat något annat" in client.post(page, {"accepts": "nej"}).text

    login(client, world.gun)
    assert "Gärna!" in client.get(reverse("mentors")).text
    place = reverse("place_mentor", args=[offer.key])
    other = client.post(place, {"group": str(world.cohorts["past"].key)})
    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for _twice in range(2):
        client.post(place, {"group": str(group.key)})
    placed = Participation.objects.get(cohort=group, role="mentor")
    assert placed.institution == world.institutions["Vinnova"]
    assert MentorOffer.objects.get().placed == placed
    assert placed.seats.count() == 1


def test_who_is_not_asked(client: Client, world: World) -> None:
    with pytest.raises(actions.NotCompleted):
        actions.offer_mentorship(world.participations["VR"], role="mentor", **_by(world))
    silent = world.participations["Formas recent"]
    with pytest.raises(actions.NobodyAnswers):
        actions.offer_mentorship(silent, role="mentor", **_by(world))
    login(client, world.gun)
    address = reverse("offer_mentorship", args=[silent.key])
    assert "ingen samordnare" in client.post(address, {"mentor": "1"}).text


def test_only_coordinators_and_heads_answer(client: Client, world: World) -> None:
    """A colleague sees what was asked, and cannot say yes."""
    seat = world.participations["Vinnova recent"].seats.get()
    assert seat.function.role == "coordinator"
    words: Any = {"code": "member", "role": "member", "name_sv": "Medarbetare"}
    cohorts.add_function(world.recent_round, **words, **_by(world))
    other = world.participations["Vinnova recent"].seats.get(function__code="member")
    person = cohorts.invite(
        world.institutions["Vinnova"], email="tea@vinnova.example", name="Tea Ros", **_by(world)
    )
    cohorts.fill_seat(other, user=person, from_on=world.days(-5), **_by(world))
    place = world.participations["Vinnova recent"]
    offer = actions.offer_mentorship(place, role="mentor", **_by(world))
    outbox.drain()

    asked = Message.objects.filter(subject__contains="mentor")
    assert {one.recipient for one in asked} == {world.rut}
    answer = login(client, person).get(reverse("mentor_offer", args=[offer.key]))
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_a_group_only_after_a_yes_and_once_in_a_round(world: World, group: Cohort) -> None:
    place = world.participations["Vinnova recent"]
    offer = actions.offer_mentorship(place, role="anchor", **_by(world))
    with pytest.raises(actions.HasNotSaidYes):
        actions.place_mentor(offer, cohort=group, **_by(world))
    actions.answer_mentorship(offer, accepts=True, by=world.rut, now=world.now)
    with pytest.raises(actions.InRoundAlready):  # Vinnova is in group 2 of that round
        actions.place_mentor(offer, cohort=world.group1, **_by(world))
    with pytest.raises(actions.GroupOver):
        actions.place_mentor(offer, cohort=world.cohorts["recent"], **_by(world))


def test_a_mentor_owes_nothing_and_sees_the_group(
    client: Client, world: World, group: Cohort
) -> None:
    mentor = cohorts.admit(group, institution=world.institutions["VR"], role="mentor", **_by(world))
    forte = group.participations.get(institution__short_name="Forte")
    for place, user in ((mentor, world.ada), (forte, world.dan)):
        cohorts.fill_seat(place.seats.get(), user=user, from_on=world.today, **_by(world))
    asked = [
        meetings.set_assignment(
            group,
            phase="preparation",
            title_sv=f"Uppgift {days}",
            instructions_sv="Beskriv.",
            due_on=world.days(days),
            questions=[meetings.QuestionText(prompt_sv="Hur?")],
            **_by(world),
        )
        for days in (-1, 0)
    ]

    both = {"Uppgift -1", "Uppgift 0"}

    def told(user: Any) -> set[str]:
        return {str(one.told().title) for one in todo(user, world.now)} & both

    assert (told(world.ada), told(world.dan)) == (set(), both)
    assert {one.institution.short_name for one in not_handed_in(asked[0])} == {"Forte", "Formas"}
    noon = localtime(world.now).replace(hour=12)
    assert {one.recipient for one in due(noon) if one.data["assignment"] == asked[1].pk} == {
        world.dan
    }
    assert mentor.pk not in {one.participation for one in expected(world.gun, world.now)}
    assert mentor.pk not in {
        one.participation for one in late(rights_of(world.gun, world.now).charge, world.now)
    }
    (_, step), _ = steps([mentor.pk, forte.pk], world.now)
    assert not step.cells[mentor.pk].is_missing
    assert step.cells[forte.pk].is_missing
    page = login(client, world.ada).get(reverse("cohort", args=[group.key]))
    assert "Forte" in page.text


def test_the_chain_over_rounds(client: Client, world: World, group: Cohort) -> None:
    """Kriminalvården anchors group 1; the Research Council learnt there… and helps in the next."""
    cohorts.admit(group, institution=world.institutions["VR"], role="mentor", **_by(world))
    login(client, world.gun)
    page = client.get(reverse("institution", args=[world.institutions["VR"].key])).text
    assert "Hjälpte Formas och Forte" in page
    forte = client.get(reverse("institution", args=[world.institutions["Forte"].key])).text
    assert "Lärde av Vetenskapsrådet" in forte
    assert group.round is not None
    shown = client.get(reverse("round_meetings", args=[group.round.key])).text
    assert "Vem hjälper vem" in shown
    # Dan sees the chain of the group that he is in, and nothing of the other.
    seen = login(client, world.dan).get(reverse("institution", args=[world.institutions["VR"].key]))
    assert "JiM+ 2024–2025" not in seen.text
