"""`{% ui %}`, `{% ui_block %}`, `{% fixed %}` and filters: builtins, which no template loads."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField, Field
from django.forms.utils import flatatt
from django.template.base import (
    FilterExpression,
    NodeList,
    Parser,
    Template,
    Token,
    token_kwargs,
)
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from exchange_portal.ui import texts
from exchange_portal.ui.components import COMPONENTS, BadProps, Component
from exchange_portal.ui.forms import LooseField
from exchange_portal.year import this_year

register = template.Library()


class ComponentNode(template.Node):
    """A component with its props, and the block it wraps, if any."""

    def __init__(
        self,
        component: Component,
        props: dict[str, FilterExpression],
        nodelist: NodeList | None = None,
    ) -> None:
        self.component = component
        self.props = props
        self.nodelist = nodelist
        self.template: Template | None = None

    def render(self, context: Context) -> SafeString:
        """Of the page's context the component sees its props alone, and tags in it the request."""
        props = {name: value.resolve(context) for name, value in self.props.items()}
        if self.component.is_small and not context.template.engine.debug:  # type: ignore[union-attr]
            kinds = tuple((name, type(value), value) for name, value in props.items())
            return _small(self.component.name, get_language(), this_year(), kinds)
        whole = self.component.complete(props)
        whole["content"] = self.nodelist.render(context) if self.nodelist else ""
        inner = Context(whole, autoescape=context.autoescape)
        inner.template, inner.render_context = context.template, context.render_context
        inner.request = getattr(context, "request", None)  # type: ignore[attr-defined]
        return self._template(context).render(inner)

    def _template(self, context: Context) -> Template:
        """Looked up once, unless templates may change while the portal runs."""
        engine = context.template.engine  # type: ignore[union-attr]
        if self.template is None or engine.debug:
            self.template = engine.get_template(self.component.template)
        return self.template


@lru_cache(maxsize=2048)
def _small(
    name: str, language: str | None, year: int | None, props: tuple[tuple[str, type, Any], ...]
) -> SafeString:
    """A small component, rendered once for each of the props that it comes with. Their types
    count too: a text that is safe HTML equals one that is not."""
    component = COMPONENTS[name]
    whole = component.complete({prop: value for prop, _, value in props})
    return SafeString(get_template(component.template).render(whole))


def _component(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    name = bits.pop(0).strip("\"'") if bits else ""
    if name not in COMPONENTS:
        raise template.TemplateSyntaxError(f"{tag}: there is no component {name!r}")
    props = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(
            f"{tag} {name}: write props as name=value, not {bits[0]}"
        )
    try:
        COMPONENTS[name].check_names(set(props))
    except BadProps as error:
        raise template.TemplateSyntaxError(str(error)) from error
    return COMPONENTS[name], props


@register.tag("ui")
def ui(parser: Parser, token: Token) -> ComponentNode:
    component, props = _component(parser, token)
    if component.content == "must":
        raise template.TemplateSyntaxError(f"{component.name} wraps content: use ui_block")
    return ComponentNode(component, props)


@register.tag("ui_block")
def ui_block(parser: Parser, token: Token) -> ComponentNode:
    component, props = _component(parser, token)
    if component.content == "never":
        raise template.TemplateSyntaxError(f"{component.name} wraps no content: use ui")
    nodelist = parser.parse(("end_ui_block",))
    parser.delete_first_token()
    return ComponentNode(component, props, nodelist)


class FixedNode(template.Node):
    """A block that is the same for everyone, rendered once for each language."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.rendered: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The block gets an empty context: what belongs to one reader cannot get into it."""
        language = get_language()
        if language not in self.rendered or context.template.engine.debug:  # type: ignore[union-attr]
            empty = Context()
            with empty.bind_template(context.template):  # type: ignore[arg-type]
                self.rendered[language] = self.nodelist.render(empty)
        return self.rendered[language]


@register.tag("fixed")
def fixed(parser: Parser, token: Token) -> FixedNode:
    """`{% fixed %}…{% end_fixed %}`: round what no page, person or day changes."""
    nodelist = parser.parse(("end_fixed",))
    parser.delete_first_token()
    return FixedNode(nodelist)


@register.simple_tag
def mail_style() -> SafeString:
    """The style sheet of mails, in the mail itself: a mailbox fetches nothing."""
    return format_html("<style>{}</style>", mark_safe(_mail_css()))  # noqa: S308  (our own file)


@cache
def _mail_css() -> str:
    path = finders.find("css/mail.css")
    return Path(str(path)).read_text(encoding="utf-8")


@register.filter
def prose(text: str, first_heading: int = 2) -> SafeString:
    """Markdown as a block of HTML; the argument is the level of its first heading."""
    return format_html('<div class="prose">{}</div>', texts.prose(str(text), first_heading))


@register.filter
def local(thing: Any, name: str) -> str:
    """The text in the reader's language, marked with its own when it had to be another."""
    return texts.marked(thing, name)


@register.filter
def local_prose(thing: Any, name: str) -> SafeString:
    """As `local`, for a text in Markdown."""
    text, language = texts.local_with_language(thing, name)
    return format_html('<div class="prose" lang="{}">{}</div>', language, texts.prose(text))


@register.filter
def field_target(field: BoundField) -> str:
    """The id that a link in the error summary leads to: the input, or the group's first one."""
    return str(field.id_for_label or field.auto_id)


@register.filter
def naming(error: str, field: BoundField) -> str:
    """An error in the summary, far from its field: one that fits every field says which it is."""
    if error != Field.default_error_messages["required"]:
        return error
    return gettext("Fyll i «{label}».").format(label=field.label)


@register.filter
def html_attrs(attrs: dict[str, Any]) -> SafeString:
    """The attributes of an input, without a placeholder, in one step: a long list in the admin
    has some hundred inputs."""
    return flatatt({name: value for name, value in attrs.items() if name != "placeholder"})


@register.filter
def loose_field(attrs: dict[str, Any], slots: dict[str, list[str]]) -> LooseField:
    """For allauth's element `field`: its attributes and slots as a field of ours."""
    return LooseField(attrs, slots)


def _unless_empty(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def filter_(value: Any) -> str:
        return "" if value in (None, "") else write(value)

    return filter_


DATES = ("day", "day_of_month", "month", "full_day", "exact_day", "short_day")
for _name in (*DATES, "clock", "moment", "short_moment", "filesize", "unbroken"):
    register.filter(_name, _unless_empty(getattr(texts, _name)))
