"""Whoever changes the colours learns at once whether they can still be read."""

import re

import pytest

from tests.architecture.source import ROOT

CSS = ROOT / "static" / "css"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", (CSS / "tokens.css").read_text()))
TEXT = [
    ("ink", "paper"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("ink-soft", "plum-tint"),
    ("plum", "paper"),
    ("plum", "surface"),
    ("plum", "plum-tint"),
    ("late", "surface"),
    ("on-plum", "plum"),
    ("on-plum", "plum-deep"),
    *((status, f"{status}-tint") for status in ("done", "now", "late", "quiet")),
]
OWN_COLOURS = {"tokens.css", "mail.css", "print.css"}
EDGES = [
    ("line-strong", "paper"),
    ("line-strong", "surface"),
    ("focus", "plum-deep"),
    ("plum", "paper"),
]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(TOKENS[name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3


def test_colours_stand_in_one_place() -> None:
    """Mails cannot read tokens, and white on a status colour is white whatever the brand."""
    colour = re.compile(r"#[0-9a-f]{3,6}\b(?![^{]*{)")
    sheets = [path for path in CSS.glob("*.css") if path.name not in OWN_COLOURS]
    found = {path.name: set(colour.findall(path.read_text())) - {"#fff"} for path in sheets}

    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_page_carries_little() -> None:
    sheets = ("tokens", "base", "components", "print")

    assert sum((CSS / f"{name}.css").stat().st_size for name in sheets) <= 20_000
