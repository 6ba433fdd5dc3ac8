"""The parts that pages are composed of: their names, what they take, where they are shown.

A component is a template in `templates/ui/`. What it takes is declared here; a page that leaves
out something required, or passes something unknown, fails when its template is compiled.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from exchange_portal.ui.gallery import STATES, State


class BadProps(Exception):
    """A component was called with the wrong props. The text says which."""


@dataclass(frozen=True, kw_only=True)
class Component:
    """`required` props have no default; `content` says whether it wraps a block of a page."""

    name: str
    required: tuple[str, ...] = ()
    optional: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    content: Literal["never", "may", "must"] = "never"
    is_small: bool = False  # its HTML follows from its props alone, and comes again and again

    @property
    def template(self) -> str:
        return f"ui/{self.name}.html"

    @property
    def states(self) -> tuple[State, ...]:
        return STATES[self.name]

    def check_names(self, names: set[str]) -> None:
        """Refuse props that are unknown or missing."""
        unknown = names - set(self.required) - set(self.optional)
        missing = set(self.required) - names
        if unknown:
            raise BadProps(f"{self.name} does not take: {', '.join(sorted(unknown))}")
        if missing:
            raise BadProps(f"{self.name} lacks: {', '.join(sorted(missing))}")

    def complete(self, props: dict[str, Any]) -> dict[str, Any]:
        """The props with defaults filled in; a word outside a prop's choices is refused."""
        whole = self.optional | props
        for name, words in self.choices.items():
            if whole[name] not in words:
                raise BadProps(
                    f"{self.name}: {name} is one of {', '.join(words)}, not {whole[name]!r}"
                )
        return whole


STATUSES = ("done", "now", "late", "quiet")
STATUSES_OR_NONE = ("", *STATUSES)

COMPONENTS = {
    component.name: component
    for component in (
        Component(
            name="button",
            required=("label",),
            optional={
                "href": "",
                "kind": "secondary",
                "type": "submit",
                "name": "",
                "value": "",
                "describe": "",  # read aloud after the label: «Ta bort» + «rapport.pdf»
                "form": "",
                "id": "",
            },
            choices={
                "kind": ("primary", "secondary", "quiet", "danger"),
                "type": ("submit", "button", "reset"),
            },
        ),
        Component(
            name="tag",
            required=("label",),
            optional={"status": "quiet"},
            choices={"status": STATUSES},
            is_small=True,
        ),
        Component(name="way", required=("stops",)),
        Component(name="todo_list", required=("todos",)),
        Component(
            name="empty",
            required=("title",),
            optional={"text": "", "href": "", "label": ""},
            content="may",
        ),
        Component(name="back", required=("href", "label")),
        Component(name="pagination", required=("page",)),
        Component(name="facts", required=("rows",)),
        Component(name="date_block", required=("day",), is_small=True),
        Component(
            name="person",
            required=("name",),
            optional={"function": "", "institution": "", "href": "", "label": ""},
        ),
        Component(
            name="file",
            required=("name",),
            optional={
                "size": None,  # bytes
                "href": "",
                "tag": "",
                "status": "quiet",
                "fetch": "",  # where the file is, when `href` leads to a page about it
                "facts": "",
                "note": "",
            },
            choices={"status": STATUSES},
            content="may",
        ),
        Component(name="panel", optional={"title": "", "level": 2, "id": ""}, content="must"),
        Component(
            name="inset",
            optional={"title": "", "status": "", "id": ""},
            choices={"status": STATUSES_OR_NONE},
            content="must",
        ),
        Component(
            name="details", required=("summary",), optional={"is_open": False}, content="must"
        ),
        Component(
            name="alert",
            optional={"title": "", "status": "quiet", "id": "", "is_focused": False},
            choices={"status": STATUSES},
            content="must",
        ),
        Component(
            name="table",
            required=("caption",),
            optional={"is_caption_hidden": False},
            content="must",
        ),
        Component(name="step_bar", required=("bar",)),
        Component(name="step_chart", required=("chart",)),
    )
}
