"""How people use the pages: open one, fill in its form, press its button."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.test import Client

type Fields = dict[str, Any]


def press(
    client: Client, page: str, to: str = "", *, text: str = "", choose: bool = False, **fields: Any
) -> Any:
    """Send the form of the page that goes `to` an address (or back to the page), as it came, with
    these fields and `text` in each of its text areas. `choose`: where nothing is chosen, the
    first. Whoever is not shown the form sends the fields alone."""
    shown = client.get(page)
    sent = dict(fields)
    if shown.status_code == 200:
        sent = form_on(shown.text, to, page, text=text, choose=choose) | sent
    return client.post(to or page, sent)


def form_on(html: str, to: str, page: str, *, text: str, choose: bool) -> Fields:
    reader = _Forms()
    reader.feed(html)
    wanted = {to} if to else {page, ""}
    for form in reader.forms:
        if form.method == "post" and form.action in wanted:
            return form.filled(text, choose)
    return {}


class _Form:
    def __init__(self, attributes: Mapping[str, str | None]) -> None:
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.fields: dict[str, list[str]] = {}
        self.offered: dict[str, str] = {}  # the first of each group of radio buttons
        self.areas: list[str] = []

    def filled(self, text: str, choose: bool) -> Fields:
        sent: Fields = dict(self.fields)
        if text:
            sent |= dict.fromkeys(self.areas, text)
        return (self.offered | sent) if choose else sent


class _Forms(HTMLParser):
    """Every form of a page, with what it would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        if tag == "form":
            self.forms.append(_Form(told))
        name = told.get("name") or ""
        if not self.forms or (not name and tag != "option"):
            return
        form = self.forms[-1]
        if tag == "textarea":
            self.area = name
            form.areas.append(name)
            form.fields[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in told:
            form.fields.setdefault(self.select, []).append(told.get("value") or "")
        elif tag == "input":
            self._input(form, name, told)

    def _input(self, form: _Form, name: str, told: Mapping[str, str | None]) -> None:
        kind, value = told.get("type") or "text", told.get("value")
        if kind == "radio" and value:
            form.offered.setdefault(name, value)
        if kind in ("radio", "checkbox") and "checked" not in told:
            return
        if kind not in ("file", "submit", "button"):
            unsaid = "on" if kind == "checkbox" else ""
            form.fields.setdefault(name, []).append(unsaid if value is None else value)

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].fields[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            kept = self.forms[-1].fields[self.area]
            kept[0] = kept[0].removeprefix("\n")
            self.area = ""
        if tag == "select":
            self.select = ""
