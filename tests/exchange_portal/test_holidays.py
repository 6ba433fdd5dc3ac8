"""Swedish holidays, held against almanacs: two whole years, of which one is a leap year."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from exchange_portal.holidays import easter, holiday, off_day

YEARS = {
    2024: {
        "nyårsdagen": (1, 1),
        "trettondedag jul": (1, 6),
        "långfredagen": (3, 29),
        "påskdagen": (3, 31),
        "annandag påsk": (4, 1),
        "första maj": (5, 1),
        "Kristi himmelsfärdsdag": (5, 9),
        "pingstdagen": (5, 19),
        "nationaldagen": (6, 6),
        "midsommarafton": (6, 21),
        "midsommardagen": (6, 22),
        "alla helgons dag": (11, 2),
        "julafton": (12, 24),
        "juldagen": (12, 25),
        "annandag jul": (12, 26),
        "nyårsafton": (12, 31),
    },
    2026: {
        "nyårsdagen": (1, 1),
        "trettondedag jul": (1, 6),
        "långfredagen": (4, 3),
        "påskdagen": (4, 5),
        "annandag påsk": (4, 6),
        "första maj": (5, 1),
        "Kristi himmelsfärdsdag": (5, 14),
        "pingstdagen": (5, 24),
        "nationaldagen": (6, 6),
        "midsommarafton": (6, 19),
        "midsommardagen": (6, 20),
        "alla helgons dag": (10, 31),
        "julafton": (12, 24),
        "juldagen": (12, 25),
        "annandag jul": (12, 26),
        "nyårsafton": (12, 31),
    },
}


@pytest.mark.parametrize("year", YEARS)
def test_a_whole_year(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    named = {holiday(one): (one.month, one.day) for one in days if holiday(one)}

    assert named == YEARS[year]


@pytest.mark.parametrize(
    ("year", "day"), [(2008, (3, 23)), (2025, (4, 20)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_in_words() -> None:
    assert off_day(date(2027, 5, 6)) == "Det är Kristi himmelsfärdsdag."
    assert off_day(date(2027, 11, 6)) == "Det är alla helgons dag."
    assert off_day(date(2027, 11, 13)) == "Det är en lördag."
    assert off_day(date(2027, 11, 14)) == "Det är en söndag."
    assert off_day(date(2027, 11, 15)) == ""
    with translation.override("en"):
        assert off_day(date(2027, 5, 6)) == "It is Ascension Day."
