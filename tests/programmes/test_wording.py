import pytest

from programmes.wording import in_words, more_things, things_to_do, time_needed


@pytest.mark.parametrize(
    ("count", "heading"),
    [
        (0, "Inget att göra just nu"),
        (1, "En sak att göra"),
        (2, "Två saker att göra"),
        (3, "Tre saker att göra"),
    ],
)
def test_things_to_do(count: int, heading: str) -> None:
    assert things_to_do(count) == heading


def test_more_things() -> None:
    assert [more_things(count) for count in (1, 13)] == [
        "En sak till, längre fram",
        "13 saker till, längre fram",
    ]


def test_small_numbers_are_words() -> None:
    assert [in_words(number) for number in (2, 12, 13)] == ["två", "tolv", "13"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, ""),
        (20, "ungefär en halvtimme"),
        (60, "ungefär en timme"),
        (120, "ungefär två timmar"),
        (180, "ungefär en halv dag"),
        (300, "ungefär en halv dag"),
        (450, "ungefär en dag"),
        (700, "ungefär en och en halv dag"),
        (960, "ungefär två dagar"),
        (1200, "ungefär två och en halv dag"),
    ],
)
def test_time_needed(minutes: int, words: str) -> None:
    assert time_needed(minutes) == words
