"""What the forms of a draft's parts have in common."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exchange_portal.characters import plain
from exchange_portal.ui.forms import LineField
from programmes.parts import Document, Part, node_of, with_node
from programmes.template_file import Fault


def line(label: Any, most: int, *, is_english: bool = False, **options: Any) -> LineField:
    attrs = {"lang": "en"} if is_english else {}
    options.setdefault("required", not is_english)
    options["error_messages"] = _missing(label)
    return LineField(label=label, max_length=most, widget=forms.TextInput(attrs=attrs), **options)


def whole(label: Any, least: int, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=_missing(label), **options
    )


def _missing(label: Any) -> dict[str, Any]:
    """What is said when a field is left empty: which one it is."""
    return {"required": format_lazy(_("Fyll i «{label}»."), label=label)}


class ProseField(forms.CharField):
    """A text of several lines, as it is kept."""

    def __init__(self, label: Any, language: str, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 8, "lang": language})
        options["error_messages"] = _missing(label)
        super().__init__(label=label, max_length=10_000, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class PartForm(forms.Form):
    """Of one thing. Names of fields are those of the document, as far as they stand there so."""

    use_required_attribute = False
    also: ClassVar[dict[str, str]] = {}  # where a fault is told that has no field of its own

    def __init__(self, data: Any = None, *, document: Document, part: Part) -> None:
        self.document, self.part = document, part
        self.is_added = part.is_new or part.is_missing
        initial = {} if self.is_added else self.shown(node_of(document, part.path))
        super().__init__(data, initial=initial)
        self.prepare()

    def prepare(self) -> None:
        """What depends on the document."""

    def shown(self, node: Document) -> Document:
        return node

    def node(self) -> Document:
        """As the document says it."""
        return dict(self.cleaned_data)

    def written(self) -> Document:
        """The document with what has been filled in."""
        return with_node(self.document, self.part, self.node())

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Say each fault at the field that it is about."""
        for fault in faults:
            inner = [str(one) for one in fault.path[len(self.part.path) :] if one in self.fields]
            about = [self.also[str(one)] for one in fault.path if str(one) in self.also]
            self.add_error((inner or about or [None])[0], fault.words)  # type: ignore[list-item]
