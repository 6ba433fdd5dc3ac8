"""Forms have one markup, `templates/ui/field.html`. Django, crispy and allauth all end there."""

from typing import Any, Self

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe

from exchange_portal.characters import one_line


class PortalRenderer(TemplatesSetting):
    """What `{{ form }}` and `{{ field.as_field_group }}` become."""

    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"


KEPT = ("type", "disabled", "readonly", "checked", "autocomplete", "rows")


class LineField(forms.CharField):
    """A name or a title. One that nobody could see counts as left out."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class Choice(str):
    """The label of a choice shown as a card, with a line that explains it."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Self:
        choice = super().__new__(cls, label)
        choice.hint = hint
        return choice


class LooseField:
    """An input that a page of allauth spells out by itself, in the shape of a form's field, so
    that it gets the same markup. Its slots are rendered templates, escaped already."""

    is_hidden = False
    use_fieldset = False

    def __init__(self, attrs: dict[str, Any], slots: dict[str, list[str]]) -> None:
        self.field = forms.Field(required=bool(attrs.get("required", True)))
        self.auto_id = self.id_for_label = attrs.get("id") or ""
        self.errors = attrs.get("errors") or []
        self.label = _slot(slots, "label")
        self.help_text = _slot(slots, "help_text")
        self.widget_type = "checkbox" if attrs["type"] in {"checkbox", "radio"} else attrs["type"]
        self.html_name = attrs.get("name") or ""
        self.value = attrs.get("value") or _slot(slots, "value")
        self.given = {key: attrs.get(key) for key in KEPT}

    def __str__(self) -> str:
        notes = [(self.help_text, "helptext"), (self.errors, "error")]
        described = " ".join(f"{self.auto_id}_{name}" for text, name in notes if text)
        attrs = {key: value for key, value in self.given.items() if value}
        attrs |= {"id": self.auto_id} | ({"aria-describedby": described} if described else {})
        if self.widget_type == "textarea":
            del attrs["type"]
        widget = forms.Textarea(attrs) if self.widget_type == "textarea" else forms.TextInput(attrs)
        return widget.render(self.html_name, self.value, renderer=PortalRenderer())


def _slot(slots: dict[str, list[str]], name: str) -> SafeString:
    return mark_safe("".join(slots.get(name, [])).strip())  # noqa: S308


class SampleForm(forms.Form):
    """One field of every kind, for the gallery and the tests."""

    name = forms.CharField(
        label="Namn", widget=forms.TextInput(attrs={"autocomplete": "name"}), max_length=80
    )
    email = forms.EmailField(
        label="E-postadress",
        help_text="Adressen du har på jobbet.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="Lösenord",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    due_on = forms.DateField(
        label="Sista dag", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    text = forms.CharField(
        label="Hur arbetar ni i dag?",
        help_text="Några meningar räcker.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    group = forms.ChoiceField(label="Grupp", choices=[("1", "Grupp 1"), ("2", "Grupp 2")])
    level = forms.ChoiceField(
        label="Det finns en stödfunktion med mandat och resurser",
        help_text="Välj det som stämmer bäst i dag.",
        widget=forms.RadioSelect,
        choices=[
            ("1", Choice("Saknas", "Ingen har uppdraget.")),
            ("2", Choice("På gång", "Uppdraget finns, men tid eller mandat saknas.")),
            ("3", Choice("Uppnått", "Mandat, tid och plats i styrningen.")),
        ],
    )
    days = forms.MultipleChoiceField(
        label="Vilka pass kommer du till?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "9–12, alla"), ("2", "13–15, samordnare")],
    )
    file = forms.FileField(label="Fil", required=False, help_text="Högst 50 MB.")
    agrees = forms.BooleanField(label="Jag har läst vad det betyder att lämna in")
