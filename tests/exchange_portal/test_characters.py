"""What pasted texts bring along, and what is left of it."""

import pytest

from exchange_portal.characters import plain


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c"])
def test_there_is_one_kind_of_line_break(sign: str) -> None:
    assert plain(f"Mål{sign}Delmål") == "Mål\nDelmål"


def test_control_characters_are_left_out() -> None:
    assert plain("a\0b\x01c\x1bd\x7fe\x9ff\ufff9g\tå\n") == "abcdefg\tå\n"


def test_all_else_stays() -> None:
    text = "Räksmörgås – «så här» 👩\u200d💻 مرحبا e\u0301"

    assert plain(text) == text
