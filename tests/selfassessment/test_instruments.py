"""What the portal ships, and that what is published stays as it is."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from selfassessment.models import Area, InstrumentVersion, Scale, ScaleStep, Statement
from tests.selfassessment.conftest import MANAGEMENT, PRECONDITIONS, ship, version_of

PLANNING = "planering-och-uppfoljning"
ALL = (MANAGEMENT, PRECONDITIONS, PLANNING)


@pytest.fixture(autouse=True)
def _shipped(db: None) -> None:
    ship()


def test_three_instruments_are_shipped() -> None:
    told = {
        one.instrument.key: (
            one.instrument.bearer,
            one.number,
            one.asks_wanted,
            one.scale.steps.count(),
            list(one.statements.order_by("number").values_list("number", flat=True)),
        )
        for one in InstrumentVersion.objects.all()
    }

    assert told == {
        MANAGEMENT: ("management_group", 1, True, 4, list(range(1, 10))),
        PRECONDITIONS: ("institution", 1, False, 3, list(range(1, 12))),
        PLANNING: ("institution", 1, False, 3, list(range(1, 12))),
    }
    assert all(one.published_at for one in InstrumentVersion.objects.all())


def test_the_three_steps_are_the_portals_words() -> None:
    steps = version_of(PRECONDITIONS).scale.steps.order_by("position")

    assert [step.word_sv for step in steps] == ["Saknas", "På gång", "Uppnått"]


def test_shipping_again_adds_nothing() -> None:
    before = (InstrumentVersion.objects.count(), Statement.objects.count())
    ship()

    assert (InstrumentVersion.objects.count(), Statement.objects.count()) == before


@pytest.mark.parametrize("model", [Area, Statement, ScaleStep])
def test_every_text_has_its_english(model: type[Model]) -> None:
    names = [f.name for f in model._meta.concrete_fields if f.name.endswith("_sv")]
    lacking = [
        (row.pk, name)
        for row in model.objects.all()  # type: ignore[attr-defined]
        for name in names
        if bool(getattr(row, name)) != bool(getattr(row, name.replace("_sv", "_en")))
    ]

    assert names
    assert lacking == []


def refused() -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match="a published version is not changed")


@pytest.mark.parametrize(
    ("model", "field"), [(Area, "title_sv"), (Statement, "text_sv"), (ScaleStep, "word_sv")]
)
def test_what_is_published_never_changes(model: type[Model], field: str) -> None:
    row = model.objects.earliest("pk")  # type: ignore[attr-defined]
    setattr(row, field, "Annat")
    with refused(), transaction.atomic():
        row.save()
    with refused(), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")  # type: ignore[attr-defined]
    row.refresh_from_db()

    assert getattr(row, field) != "Annat"


def test_nothing_is_added_to_what_is_published() -> None:
    version = version_of(MANAGEMENT)
    with refused(), transaction.atomic():
        Area.objects.create(version=version, position=9, title_sv="Ny")
    with refused(), transaction.atomic():
        area = version.areas.earliest("pk")
        Statement.objects.create(version=version, area=area, number=10, text_sv="Nytt")
    with refused(), transaction.atomic():
        ScaleStep.objects.create(scale=version.scale, position=9, word_sv="Nytt")


def test_a_published_version_stays_published() -> None:
    version = version_of(MANAGEMENT)
    version.published_at = None
    with refused(), transaction.atomic():
        version.save()
    with refused(), transaction.atomic():
        InstrumentVersion.objects.filter(pk=version.pk).update(minutes=1)


def test_a_draft_can_be_written_on() -> None:
    published = version_of(PRECONDITIONS)
    scale = Scale.objects.create(key="utkast")
    version = InstrumentVersion.objects.create(
        instrument=published.instrument,
        number=2,
        scale=scale,
        asks_wanted=False,
        minutes=10,
        minutes_to_agree=10,
    )
    step = ScaleStep.objects.create(scale=scale, position=1, word_sv="Saknas")
    area = Area.objects.create(version=version, position=1, title_sv="Område")
    one = Statement.objects.create(version=version, area=area, number=1, text_sv="Först")
    one.text_sv = "Sedan"
    one.save()
    step.delete()
    one.delete()

    assert version.statements.count() == scale.steps.count() == 0
