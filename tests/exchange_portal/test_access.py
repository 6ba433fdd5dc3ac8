"""The gate: method, then existence, then the rule."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from cohorts.models import Cohort, Institution
from exchange_portal.access import Reach, VisibleQuerySet, gate, one_of, public
from tests.personas import World


@gate(Cohort)
def show(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    return HttpResponse(cohort.name)


@gate(Cohort, rule=lambda user, cohort, now: user.name.startswith("Cleo"), methods=["POST"])
def change(request: HttpRequest, cohort: Cohort, extra: int = 0) -> HttpResponse:
    return HttpResponse(f"{cohort.name} {extra}")


@gate(rule=lambda user, now: user.name.startswith("Cleo"))
def board(request: HttpRequest) -> HttpResponse:
    return HttpResponse("board")


def visit(world: World, person: str, method: str = "GET") -> Any:
    request = RequestFactory().generic(method, "/")
    request.user = world.people[person] if person else AnonymousUser()
    request.now = world.now  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("person", "comes_in"),
    [("ada", True), ("cleo", True), ("gun", True), ("eve", False), ("nils", False), ("", False)],
)
def test_the_view_gets_the_thing_that_its_visitor_sees(
    world: World, person: str, comes_in: bool
) -> None:
    if comes_in:
        assert show(visit(world, person), key=world.group2.key).content == b"Grupp 2"
    else:
        with pytest.raises(Http404):
            show(visit(world, person), key=world.group2.key)


def test_missing_and_foreign_are_refused_in_the_same_words(world: World) -> None:
    told = []
    for key in (world.group1.key, uuid4()):
        with pytest.raises(Http404) as refusal:
            show(visit(world, "ada"), key=key)
        told.append(refusal.value.args)

    assert told[0] == told[1]


def test_the_rule_is_asked_about_what_is_seen(world: World) -> None:
    answer = change(visit(world, "cleo", "POST"), key=world.group2.key, extra=3)
    assert answer.content == b"Grupp 2 3"
    with pytest.raises(PermissionDenied):
        change(visit(world, "ada", "POST"), key=world.group2.key)


def test_what_is_not_seen_is_missing_before_any_rule_is_asked(world: World) -> None:
    with pytest.raises(Http404):
        change(visit(world, "cleo", "POST"), key=world.group1.key)


def test_a_page_of_no_single_thing_has_its_rule(world: World) -> None:
    assert board(visit(world, "cleo")).content == b"board"
    with pytest.raises(PermissionDenied):
        board(visit(world, "ada"))


@pytest.mark.parametrize(
    ("method", "status"),
    [("GET", 200), ("HEAD", 200), ("POST", 405), ("PUT", 405), ("DELETE", 405), ("OPTIONS", 405)],
)
def test_only_the_methods_that_were_named(world: World, method: str, status: int) -> None:
    assert show(visit(world, "ada", method), key=world.group2.key).status_code == status


def test_the_method_is_asked_first(world: World) -> None:
    answer = change(visit(world, "eve", "GET"), key=world.group2.key)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer["Allow"] == "POST"


def test_a_model_that_says_nothing_is_seen_by_nobody(world: World) -> None:
    rows: VisibleQuerySet[Institution] = VisibleQuerySet(Institution)

    assert rows.count() > 0
    assert rows.visible_to(world.gun, world.now).count() == 0


def test_one_of_several_ways(world: World) -> None:
    named = Institution.objects.filter(name="Forte")
    agencies = Institution.objects.filter(short_name__in=["VR", "Forte"]).order_by("name")
    found = Institution.objects.filter(pk__in=one_of(named, agencies))

    assert sorted(one.short_name for one in found) == ["Forte", "VR"]


def test_public_says_so() -> None:
    @public
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert page.is_public  # type: ignore[attr-defined]
    assert page.login_required is False  # type: ignore[attr-defined]


def test_there_are_five_reaches() -> None:
    assert [reach.value for reach in Reach] == [
        "public",
        "directory",
        "cohort",
        "confidential",
        "internal",
    ]
