"""The matrix of the admin: every model's pages, for everyone."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from exchange_portal.access import Reach
from tests.access.admin_rules import ADMIN_RULES, FRONT, STAFF, ModelRule
from tests.access.asking import as_answer, ask, leaked
from tests.access.stand_ins import person_of
from tests.access.standing import NOBODY, PEOPLE, Answer
from tests.access.things import build
from tests.personas import World, login

NO_SUCH_ID = 999_999
APPS = {name.partition("_")[0] for name in ADMIN_RULES}


def expected(person: str, may: frozenset[str], sees: frozenset[str] = STAFF) -> Answer:
    if person == NOBODY:
        return Answer.LOGIN
    if person not in may:
        return Answer.FORBIDDEN
    return Answer.IN if person in sees else Answer.MISSING


def posted(person: str, rule: ModelRule, sees: frozenset[str]) -> Answer:
    """What is not seen is not there; what is seen may still not be changed."""
    looking = expected(person, rule.look, sees)
    return expected(person, rule.change) if looking is Answer.IN else looking


def asked(world: World, person: str) -> list[tuple[str, str, Answer]]:
    """Method, address and what should come of it."""
    cells = [
        ("GET", reverse(name, kwargs=arguments), expected(person, may))
        for name, (arguments, may) in FRONT.items()
    ]
    for app in APPS:
        look = frozenset().union(
            *(rule.look for name, rule in ADMIN_RULES.items() if name.startswith(f"{app}_"))
        )
        answer = expected(person, STAFF, look)
        cells.append(("GET", reverse("admin:app_list", args=[app]), answer))
    for name, rule in ADMIN_RULES.items():
        cells += of_model(world, person, name, rule)
    return cells


def of_model(
    world: World, person: str, name: str, rule: ModelRule
) -> list[tuple[str, str, Answer]]:
    def address(page: str, *args: Any) -> str:
        return reverse(f"admin:{name}_{page}", args=args)

    things = [(thing.pk, sees) for thing, sees in rule.things(world)]
    cells = [
        ("GET", address("changelist"), expected(person, rule.look)),
        ("GET", address("add"), expected(person, rule.add)),
        ("POST", address("add"), expected(person, rule.add)),
    ]
    for key, sees in [*things, (NO_SUCH_ID, frozenset[str]())]:
        cells += [
            ("GET", address("change", key), expected(person, rule.look, sees)),
            ("POST", address("change", key), posted(person, rule, sees)),
        ]
    return cells


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person or "nobody")
def test_every_page_of_the_admin(world: World, person: str) -> None:
    build(world)
    client = login(Client(), person_of(world, person)) if person else Client()
    wrong, leaks = [], []
    for method, address, answer in asked(world, person):
        response = ask(client, method, address)
        got = as_answer(response)
        if got != answer:
            wrong.append(f"{person} {method} {address}: {got} instead of {answer}")
        leaks += [f"{address}: {word}" for word in leaked(response, person)]

    assert wrong == []
    assert leaks == []


def test_every_model_of_the_admin_has_its_rule() -> None:
    registered = {
        f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry
    }

    assert registered == set(ADMIN_RULES)


def test_nothing_confidential_is_in_the_admin() -> None:
    """But what is written to the agency, and its mails: these hold only what it may read."""
    confidential = {
        model._meta.label_lower
        for model in admin.site._registry
        if getattr(model, "reach", None) is Reach.CONFIDENTIAL
    }

    assert confidential == {"outbox.message", "pages.faultreport"}


def test_every_choice_in_the_admin_is_narrowed() -> None:
    """Related rows are chosen among those that the reader sees."""
    for model, model_admin in admin.site._registry.items():
        fields = {field.name: field for field in model._meta.get_fields()}
        chosen = [
            fields[name].related_model
            for name in model_admin.fields or ()
            if isinstance(name, str) and name in fields and fields[name].is_relation
        ]
        for related in chosen:
            assert hasattr(related.objects.all(), "visible_to"), (model, related)
