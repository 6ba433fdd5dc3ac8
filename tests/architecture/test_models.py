"""What every model says, and what the database holds."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Q
from django.test.utils import isolate_apps

from exchange_portal.access import Reach
from tests.architecture.source import PRODUCT

type Model = type[models.Model]


def own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in PRODUCT]


def says_its_reach(model: Model) -> bool:
    return isinstance(vars(model).get("reach"), Reach)


def is_confined(model: Model) -> bool:
    """A confidential model cannot be reached from its neighbours, and its name gives nothing."""
    relations: list[Any] = [field for field in model._meta.get_fields() if field.many_to_one]
    return all(
        field.remote_field.hidden or vars(field.related_model).get("reach") == model.reach  # type: ignore[attr-defined]
        for field in relations
        if not field.auto_created
    )


def loose_pairs(model: Model) -> list[str]:
    """Pairs `x_at`, `x_by` of which the database allows one without the other."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    pairs = [name[:-3] for name in fields if name.endswith("_at") and f"{name[:-3]}_by" in fields]
    return [
        pair
        for pair in pairs
        if fields[f"{pair}_at"].null and not _is_held_together(model, {f"{pair}_at", f"{pair}_by"})
    ]


def _is_held_together(model: Model, names: set[str]) -> bool:
    table = model._meta.concrete_model or model  # a proxy has its table's constraints
    checks = [each for each in table._meta.constraints if isinstance(each, CheckConstraint)]
    return any(names <= _names(check.condition) for check in checks)


def _names(condition: Any) -> set[str]:
    if not isinstance(condition, Q):
        return {str(condition[0]).split("__")[0]} if isinstance(condition, tuple) else set()
    return {name for child in condition.children for name in _names(child)}


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
class TestEveryModel:
    def test_says_how_far_it_may_be_seen(self, model: Model) -> None:
        assert says_its_reach(model)

    def test_is_confined_if_confidential(self, model: Model) -> None:
        assert model.reach != Reach.CONFIDENTIAL or is_confined(model)  # type: ignore[attr-defined]

    def test_leaves_its_order_to_those_who_ask(self, model: Model) -> None:
        assert not model._meta.ordering

    def test_holds_time_and_person_together(self, model: Model) -> None:
        assert loose_pairs(model) == []

    def test_needs_nothing_that_sqlite_lacks(self, model: Model) -> None:
        assert not [
            each
            for each in model._meta.constraints
            if getattr(each, "nulls_distinct", None) is not None
        ]

    def test_names_itself(self, model: Model) -> None:
        assert model.__str__ is not models.Model.__str__


@isolate_apps("cohorts")
def test_a_model_without_these_is_found() -> None:
    class Loose(models.Model):
        changed_at = models.DateTimeField(null=True)
        changed_by = models.ForeignKey("cohorts.User", models.PROTECT, null=True)

        class Meta:
            app_label = "cohorts"

        def __str__(self) -> str:
            return "loose"

    assert not says_its_reach(Loose)
    assert loose_pairs(Loose) == ["changed"]
