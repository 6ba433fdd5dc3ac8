"""Questions that are phrased once: the same answers as the ORM gives, whatever is asked."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Holding, Participation, Seat
from exchange_portal.phrased import HoldsAMoment, ask
from tests.personas import World

phrased: list[str] = []


def seats(places: list[int], people: list[int], *, now: datetime) -> QuerySet[Seat, Any]:
    phrased.append("seats")
    theirs = Q(holdings__user__in=people, holdings__from_on__lte=localdate(now))
    return (
        Seat.objects.filter(participation__in=places)
        .annotate(own=FilteredRelation("holdings", condition=theirs))
        .order_by("participation", "function__position", "number")
        .values_list("key", "participation", "own__from_on")
    )


def holdings(people: list[int], *, now: datetime) -> QuerySet[Holding]:
    return Holding.objects.current(now).filter(user__in=people).with_place().order_by("pk")


def some_places(cohorts: list[int], *, most: int) -> QuerySet[Participation, Any]:
    return Participation.objects.filter(cohort__in=cohorts).order_by("pk").values_list("pk")[:most]


def spoken(places: list[int], *, now: datetime) -> QuerySet[Seat, Any]:
    seen = Seat.objects.filter(participation__in=places, holdings__user__last_login__lt=now)
    return seen.values_list("pk")


@pytest.fixture(autouse=True)
def nothing_said_yet() -> None:
    phrased.clear()


def whole(world: World, *names: str, people: list[int]) -> list[tuple[Any, ...]]:
    places = [world.participations[name].pk for name in names]
    return list(seats(places, people, now=world.now))


def test_the_rows_are_those_of_the_queryset_for_any_number_of_ids(world: World) -> None:
    people = [world.ada.pk, world.dan.pk]
    for names in ([], ["VR"], ["Forte"], ["VR", "Forte"], ["Forte", "VR", "Formas"]):
        places = [world.participations[name].pk for name in names]
        assert ask(seats, places, people, now=world.now) == whole(world, *names, people=people)


def test_it_is_phrased_once_for_other_ids_and_hours(world: World) -> None:
    noon = world.now.replace(hour=12)
    for name in ("VR", "Forte", "Formas"):
        for hour in (0, 3):
            now = noon + timedelta(hours=hour)
            ask(seats, [world.participations[name].pk], [world.ada.pk], now=now)

    assert len(phrased) <= 1


def test_the_same_hour_of_another_day_is_asked_anew(world: World) -> None:
    place, nora = [world.participations["VR"].pk], [world.nora.pk]

    today = ask(seats, place, nora, now=world.now)
    next_week = ask(seats, place, nora, now=world.now + timedelta(days=7))

    assert today != next_week == list(seats(place, nora, now=world.now + timedelta(days=7)))


def test_objects_come_whole_and_with_what_they_were_joined_to(
    world: World, django_assert_num_queries
) -> None:
    ask(holdings, [world.ada.pk], now=world.now)

    with django_assert_num_queries(1):
        (own,) = ask(holdings, [world.ben.pk], now=world.now)
        assert own.seat.participation.institution.short_name == "VR"
        assert own.seat.participation.cohort.round == world.round
    assert own == world.ben.holdings.get()


def test_an_id_that_comes_twice_gives_its_rows_once(world: World) -> None:
    place = world.participations["VR"].pk
    once = ask(seats, [place], [world.ada.pk], now=world.now)

    assert ask(seats, [place, place], [world.ada.pk], now=world.now) == once


def test_options_tell_phrases_apart(world: World) -> None:
    assert len(ask(some_places, [world.group2.pk], most=1)) == 1
    assert len(ask(some_places, [world.group2.pk], most=2)) == 2


def test_a_question_about_an_hour_is_refused(world: World) -> None:
    with pytest.raises(HoldsAMoment):
        ask(spoken, [world.participations["VR"].pk], now=world.now)
