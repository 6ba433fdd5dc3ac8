"""One markup for every field, whichever of Django, crispy and allauth asks for it."""

from xml.etree.ElementTree import Element, tostring

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from exchange_portal.ui.forms import LooseField, SampleForm
from tests.exchange_portal.ui.reading import texts, tree, values, with_class


def page_of(form: forms.Form, source: str = "{{ form }}") -> Element:
    whole = Template("{% load crispy_forms_tags %}" + source)
    return tree(whole.render(Context({"form": form})))


def test_every_kind_of_field_has_one_label_that_names_it() -> None:
    page = page_of(SampleForm())

    for name, field in SampleForm().fields.items():
        if isinstance(field.widget, forms.RadioSelect):
            assert len(page.findall(f".//fieldset[@id='id_{name}']/legend")) == 1
        else:
            assert len(page.findall(f".//label[@for='id_{name}']")) == 1
    ids = values(page, "id")
    assert len(ids) == len(set(ids))
    assert set(values(page, "for")) <= set(ids)


def test_hint_and_error_are_wired_to_the_input() -> None:
    page = page_of(SampleForm({"email": "ada"}))
    email = page.find(".//input[@id='id_email']")

    assert email is not None
    assert email.get("aria-invalid") == "true"
    assert email.get("aria-describedby") == "id_email_helptext id_email_error"
    assert texts(page, ".//*[@id='id_email_helptext']") == ["Adressen du har på jobbet."]
    assert len(texts(page, ".//*[@id='id_email_error']")) == 1


def test_a_group_is_wired_as_a_whole() -> None:
    group = page_of(SampleForm({})).find(".//fieldset[@id='id_level']")

    assert group is not None
    assert group.get("aria-describedby") == "id_level_helptext id_level_error"


def test_the_summary_names_what_was_left_out() -> None:
    """«Fyll i det här» says enough at its field, and nothing far from it."""

    class Named(forms.Form):
        title = forms.CharField(label="Titel")
        day = forms.DateField(label="Dag", error_messages={"required": "Skriv dagen."})

    page = page_of(Named({}), "{% include 'ui/error_summary.html' %}")

    assert texts(page, ".//li/a") == ["Fyll i «Titel».", "Skriv dagen."]


@pytest.mark.parametrize("data", [None, {}])
def test_every_describedby_leads_somewhere(data: dict[str, str] | None) -> None:
    page = page_of(SampleForm(data))
    wanted = {one for value in values(page, "aria-describedby") for one in value.split()}

    assert wanted
    assert wanted <= set(values(page, "id"))


def test_error_summary_links_to_each_field() -> None:
    form = SampleForm({})
    form.add_error(None, "Två fält motsäger varandra.")
    page = page_of(form)
    (summary,) = with_class(page, "summary")

    assert summary.get("tabindex") == "-1"
    assert texts(summary, ".//li")[0] == "Två fält motsäger varandra."
    links = values(summary, "href")
    assert len(links) == len([name for name in form.errors if name != "__all__"])
    assert {link[1:] for link in links} <= set(values(page, "id"))


def test_a_form_without_errors_has_no_summary() -> None:
    assert list(with_class(page_of(SampleForm()), "summary")) == []


def test_optional_fields_say_so_and_placeholders_are_gone() -> None:
    class Form(forms.Form):
        name = forms.CharField(
            label="Namn", required=False, widget=forms.TextInput(attrs={"placeholder": "Namn"})
        )

    page = page_of(Form())

    assert texts(page, ".//label") == ["Namn (frivilligt)"]
    assert values(page, "placeholder") == []


def test_radio_cards_carry_their_hint() -> None:
    page = page_of(SampleForm())
    cards = ".//fieldset[@id='id_level']//label"

    assert texts(page, f"{cards}/b") == ["Saknas", "På gång", "Uppnått"]
    assert texts(page, f"{cards}/span")[0] == "Ingen har uppdraget."


@pytest.mark.parametrize("source", ["{{ form|crispy }}", "{% crispy form %}"])
@pytest.mark.parametrize("data", [None, {}])
def test_crispy_gives_the_same_fields(source: str, data: dict[str, str] | None) -> None:
    def fields(page: Element) -> list[bytes]:
        return [b"".join(tostring(one).split()) for one in with_class(page, "field")]

    page = page_of(SampleForm(data), source)

    assert fields(page) == fields(page_of(SampleForm(data)))
    assert len(list(with_class(page, "summary"))) == (1 if data is not None else 0)


def test_crispy_layouts() -> None:
    form = SampleForm({})
    helper = form.helper = FormHelper()  # type: ignore[attr-defined]
    helper.layout = Layout(
        Fieldset("Om dig", Field("name"), "email"),
        Div("text", css_class="measure"),
        HTML("<p>Hej</p>"),
        ButtonHolder(Submit("save", "Spara")),
    )
    page = page_of(form, "{% crispy form %}")

    assert texts(page, ".//fieldset[@class='group']/legend") == ["Om dig"]
    assert [one.get("id") for one in page.findall(".//fieldset//input")] == ["id_name", "id_email"]
    assert len(page.findall(".//div[@class='measure']//textarea[@id='id_text']")) == 1
    assert texts(page, ".//div[@class='actions']/button") == ["Spara"]
    assert len(list(with_class(page, "summary"))) == 1


def test_fields_of_allauth_get_the_same_markup() -> None:
    attrs = {"id": "secret", "type": "text", "value": "ABC", "disabled": True}
    slots = {"label": [" Hemlighet "], "help_text": ["Spara den."]}
    whole = render_to_string("allauth/elements/field.html", {"attrs": attrs, "slots": slots})
    field = tree(whole).find(".//input[@id='secret']")

    assert texts(tree(whole), ".//label[@for='secret']") == ["Hemlighet"]
    assert field is not None
    assert (field.get("value"), field.get("aria-describedby")) == ("ABC", "secret_helptext")
    assert "disabled" in field.attrib


def test_a_long_field_of_allauth() -> None:
    attrs = {"id": "codes", "type": "textarea", "rows": 2, "readonly": True}
    field = LooseField(attrs, {"label": ["Koder"], "value": ["1\n2"]})

    assert texts(tree(str(field)), ".//textarea[@id='codes']") == ["1 2"]
