"""Every address has something standing before it, and its rule in the matrix."""

from collections import Counter

from django.urls import path

from tests.access.admin_rules import ADMIN_RULES, FRONT
from tests.access.routes import Kind, all_routes, kind_of
from tests.access.rules import RULES

PUBLIC = {
    "confirm_interest",
    "express_interest",
    "fault",
    "fault_thanks",
    "interest_sent",
    "language",
    "page",
    "personal_link",
    "template_schema",
}
OF_MODEL = ("changelist", "add", "change")


def names(kind: Kind) -> set[str]:
    return {route.name for route in all_routes() if route.kind is kind}


def test_no_page_is_bare() -> None:
    assert names(Kind.BARE) == set()


def test_a_bare_page_is_found() -> None:
    assert kind_of(path("nytt/", lambda request: None, name="new")) is Kind.BARE  # type: ignore[arg-type, return-value]


def test_what_is_open_to_everyone() -> None:
    assert names(Kind.PUBLIC) == PUBLIC


def test_every_page_has_one_rule_in_the_matrix() -> None:
    ruled = Counter(route for rule in RULES for route in rule.routes)

    assert set(ruled) == names(Kind.GATED)
    assert set(ruled.values()) == {1}


def test_the_matrix_asks_with_the_methods_that_pages_have() -> None:
    methods = {route: rule.methods for rule in RULES for route in rule.routes}

    assert methods == {
        route.name: set(route.methods) for route in all_routes() if route.kind is Kind.GATED
    }


def test_every_page_of_the_admin_has_its_rule() -> None:
    ruled = {f"admin:{name}_{page}" for name in ADMIN_RULES for page in OF_MODEL}
    named = {name for name in names(Kind.ADMIN) if "/" not in name}  # the rest only lead on

    assert named == {*ruled, *FRONT, "admin:app_list"}
