"""`{% fixed %}`: rendered once for each language, and blind to whoever is reading."""

from django.template import Context, Template
from django.utils.translation import override

FIXED = "{% load i18n %}{% fixed %}[{{ name }}] {% translate 'Spara utkast' %}{% end_fixed %}"


def test_nothing_of_the_reader_gets_into_a_fixed_block() -> None:
    block = Template(FIXED)

    assert block.render(Context({"name": "Ada"})) == "[] Spara utkast"
    assert block.render(Context({"name": "Dan"})) == "[] Spara utkast"


def test_each_language_has_its_own() -> None:
    block = Template(FIXED)

    with override("sv"):
        swedish = block.render(Context())
    with override("en"):
        english = block.render(Context())
    with override("sv"):
        assert block.render(Context()) == swedish
    assert english == "[] Save draft"
