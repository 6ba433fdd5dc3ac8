"""Templates: safe under a strict content security policy, and translated to the last word."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import dotted, name, product, static, templates, tree

FORBIDDEN = {
    "|safe": r"\|\s*safe(seq)?\b",
    "autoescape off": r"autoescape\s+off",
    "inline style": r"<style\b|\sstyle\s*=",
    "inline script": r"<script\b(?![^>]*\bsrc=)",
    "inline handler": r"<[^>]*\son[a-z]+\s*=",
    "script address": r"javascript:",
    "another host": r"(?:src|href|action|srcset)\s*=\s*[\"']?(?:https?:)?//",
}
TAGS = re.compile(
    r"{%\s*(blocktranslate|blocktrans|comment)\b.*?{%\s*end\1\s*%}"
    r"|{#.*?#}|{{.*?}}|{%.*?%}|<!--.*?-->|<(pre|code)\b.*?</\2>|<[^>]*>|&[#\w]+;",
    re.DOTALL,
)
WORD = re.compile(r"[A-Za-zÅÄÖåäö]+")
IN_THEIR_OWN_LANGUAGE = {"Erfarenhetsutbytet", "English", "Svenska"}
PDF = "templates/pdf/"  # their style sheets stand in the document


def faults(text: str, *, is_pdf: bool = False) -> list[str]:
    return [
        what
        for what, pattern in FORBIDDEN.items()
        if re.search(pattern, text) and not (is_pdf and what == "inline style")
    ]


def naked_words(text: str) -> list[str]:
    """Words that stand in the template itself, so that no translation reaches them."""
    return [word for word in WORD.findall(TAGS.sub(" ", text)) if word not in IN_THEIR_OWN_LANGUAGE]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert faults(text, is_pdf=name(path).startswith(PDF)) == []
    assert path.suffix == ".css" or naked_words(text) == []


@pytest.mark.parametrize("path", [*static(".css"), *static(".js")], ids=name)
def test_static_files_ask_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert (
        re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import|(?:fetch|import)\(\s*[\"']http", text)
        == []
    )


def test_only_the_components_vouch_for_markup() -> None:
    guilty = {
        name(path)
        for path in product()
        for called in _calls_in(path)
        if called in {"mark_safe", "SafeString"}
        and not name(path).startswith("exchange_portal/ui/")
    }

    assert guilty == set()


def _calls_in(path: Path) -> set[str]:
    return {
        dotted(node.func).split(".")[-1]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("|safe", "{{ text|safe }}"),
        ("autoescape off", "{% autoescape off %}"),
        ("inline style", '<p style="color: red">'),
        ("inline style", "<style>p {}</style>"),
        ("inline script", "<script>alert(1)</script>"),
        ("inline handler", '<a href="#" onclick="go()">'),
        ("script address", '<a href="javascript:go()">'),
        ("another host", '<img src="https://example.com/x.png">'),
    ],
)
def test_each_fault_is_found(what: str, text: str) -> None:
    assert faults(text) == [what]


def test_naked_words_are_found() -> None:
    text = '<p class="x">{% translate "Hej" %} Spara {{ name }}</p>{# not this #}'

    assert naked_words(text) == ["Spara"]
