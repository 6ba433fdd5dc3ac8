"""Components: each has states, renders in all of them, and refuses what it does not know."""

import pytest
from django.http import QueryDict
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory

from exchange_portal.ui.components import COMPONENTS, BadProps
from exchange_portal.ui.gallery import STATES
from exchange_portal.ui.paging import page_of
from exchange_portal.ui.render import component
from exchange_portal.ui.todo import Todo
from tests.exchange_portal.ui.reading import texts, tree


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def every_state() -> list[tuple[str, int]]:
    return [(name, number) for name in STATES for number in range(len(STATES[name]))]


def test_every_component_stands_in_the_gallery() -> None:
    assert set(STATES) == set(COMPONENTS)
    assert all(STATES.values())


@pytest.mark.parametrize(("name", "number"), every_state())
def test_every_state_renders(name: str, number: int) -> None:
    state = STATES[name][number]
    page = component(
        name, state.props, content=state.content, request=RequestFactory().get("/?page=2")
    )

    assert tree(page).findall("./body/*")
    assert state.content in page


def test_every_word_of_a_choice_stands_in_the_gallery() -> None:
    """A status or kind that the gallery does not show has not been looked at."""
    unseen = {
        (one.name, prop, word)
        for one in COMPONENTS.values()
        for prop, words in one.choices.items()
        for word in words
        if word not in {one.complete(state.props)[prop] for state in one.states}
    }

    assert unseen <= {("button", "type", "reset"), *_file_statuses()}


def _file_statuses() -> set[tuple[str, str, str]]:
    return {("file", "status", word) for word in ("done", "now", "late", "quiet")}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{% ui "dream" %}', "there is no component 'dream'"),
        ("{% ui %}", "there is no component ''"),
        ('{% ui "button" %}', "button lacks: label"),
        ('{% ui "button" label="x" colour="red" %}', "button does not take: colour"),
        ('{% ui "button" "x" %}', "write props as name=value"),
        ('{% ui "panel" title="x" %}', "panel wraps content: use ui_block"),
        ('{% ui_block "tag" label="x" %}{% end_ui_block %}', "tag wraps no content: use ui"),
    ],
)
def test_a_wrong_call_fails_when_the_template_is_read(source: str, reason: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=reason):
        Template(source)


def test_a_word_outside_the_choices_is_refused() -> None:
    with pytest.raises(BadProps, match="tag: status is one of"):
        shown('{% ui "tag" label="x" status="urgent" %}')


def test_props_are_escaped_and_content_is_not_escaped_twice() -> None:
    page = shown(
        '{% ui_block "panel" title=title %}<p>{{ text }}</p>{% end_ui_block %}',
        title="<b>",
        text="a & b",
    )

    assert "&lt;b&gt;" in page
    assert "<p>a &amp; b</p>" in page


def test_a_component_sees_its_props_and_nothing_else() -> None:
    page = shown('{% ui "button" label="Spara" %}', name="smuggled", href="/elsewhere/")

    assert page.strip() == '<button class="button">Spara</button>'


def test_button_is_a_link_when_it_leads_somewhere() -> None:
    page = shown('{% ui "button" label="Läs" href="/x/" describe="rapport.pdf" %}')

    assert texts(tree(page), "./body/a") == ["Läs rapport.pdf"]


def test_one_thing_to_do_leads_and_what_one_need_only_know_is_quiet() -> None:
    todos = [
        Todo(title="ett", url="/", action="Gör", is_quiet=True),
        Todo(title="två", url="/", action="Gör", leads=True),
        Todo(title="tre", url="/", action="Gör"),
    ]
    buttons = tree(shown('{% ui "todo_list" todos=todos %}', todos=todos)).iter("a")

    assert [a.get("class") for a in buttons] == ["button quiet", "button primary", "button"]


def test_pagination_keeps_what_else_was_asked() -> None:
    request = RequestFactory().get("/lista/?grupp=2&page=2")
    page = page_of(request, list(range(70)))
    shown_page = Template('{% ui "pagination" page=page %}').render(
        RequestContext(request, {"page": page})
    )
    links = {a.get("rel"): a.get("href") for a in tree(shown_page).iter("a")}

    assert {rel: QueryDict((href or "")[1:]).dict() for rel, href in links.items()} == {
        "prev": {"grupp": "2", "page": "1"},
        "next": {"grupp": "2", "page": "3"},
    }


def test_a_list_that_fits_has_no_pagination() -> None:
    page = page_of(RequestFactory().get("/"), list(range(30)))

    assert shown('{% ui "pagination" page=page %}', page=page).strip() == ""


@pytest.mark.parametrize(
    ("asked", "number"), [("2", 2), ("99", 3), ("0", 3), ("-1", 3), ("å", 1), ("", 1)]
)
def test_a_page_that_does_not_exist_becomes_one_that_does(asked: str, number: int) -> None:
    request = RequestFactory().get("/", {"page": asked})

    assert page_of(request, list(range(70))).number == number
