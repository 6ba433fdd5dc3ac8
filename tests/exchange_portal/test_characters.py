"""What pasted texts bring along, and what is left of it."""

import pytest

from exchange_portal.characters import one_line, plain


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c"])
def test_there_is_one_kind_of_line_break(sign: str) -> None:
    assert plain(f"Mål{sign}Delmål") == "Mål\nDelmål"


def test_control_characters_are_left_out() -> None:
    assert plain("a\0b\x01c\x1bd\x7fe\x9ff\ufff9g\tå\n") == "abcdefg\tå\n"


def test_all_else_stays() -> None:
    text = "Räksmörgås – «så här» 👩\u200d💻 مرحبا e\u0301"

    assert plain(text) == text


def test_nothing_turns_the_reading_direction_of_what_follows() -> None:
    assert plain("\u202egpj.\u202aexe\u202c") == "gpj.exe"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Mål \u2028 och\tmedel\n", "Mål och medel"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\x01\x7f", ""),
        ("\u200b \ufeff\u2060", ""),
    ],
)
def test_names_and_titles_are_one_line_that_can_be_seen(text: str, line: str) -> None:
    assert one_line(text) == line
