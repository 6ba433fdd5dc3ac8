"""Swedish order, the same on both databases."""

import pytest

from cohorts.models import Institution
from exchange_portal.collation import sort_key, swedish


@pytest.mark.django_db
def test_names_come_in_swedish_order() -> None:
    names = ["Öland", "Zinkgruvan", "Ale", "ale 2", "Åmål", "Älmhult", "Malmö", "Lomma", "Munkedal"]
    for number, name in enumerate(names):
        Institution.objects.create(name=name, short_name=f"{number}", kind="municipality")

    assert list(Institution.objects.order_by(swedish("name")).values_list("name", flat=True)) == [
        "Ale",
        "ale 2",
        "Lomma",
        "Malmö",
        "Munkedal",
        "Zinkgruvan",
        "Åmål",
        "Älmhult",
        "Öland",
    ]


@pytest.mark.django_db
def test_turned_round(db: None) -> None:
    for name in ("Åmål", "Ale", "Zon"):
        Institution.objects.create(name=name, short_name=name, kind="municipality")

    found = Institution.objects.order_by(swedish("name").desc()).values_list("name", flat=True)
    assert list(found) == ["Åmål", "Zon", "Ale"]


@pytest.mark.parametrize(
    "names",
    [
        ["Ada", "ada b", "Bo", "Zeb", "Åke", "Ärla", "Öst"],
        ["Andre", "André", "Andrea"],
        ["Muller", "Müller", "Muñoz"],
        ["ko", "Ko", "KO", "kö", "Kö"],
    ],
)
def test_the_key_for_sqlite(names: list[str]) -> None:
    assert sorted(names[1:] + names[:1], key=sort_key) == names


def test_letters_in_two_pieces_sort_as_one() -> None:
    assert sort_key("A\u030ake") == sort_key("Åke")
