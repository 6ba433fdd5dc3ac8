"""Filling in the draft's form as a browser would."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from tests.meetings.conftest import Stage

JSON = {"HTTP_ACCEPT": "application/json"}


class Fields(HTMLParser):
    """The names and values of a page's form fields, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "input" and named.get("type") == "hidden":
            self.values[named["name"]] = named.get("value") or ""
        if tag == "textarea":
            self.textarea = named["name"]
            self.values[self.textarea] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = ""

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data


def opened(browser: Client, stage: Stage) -> dict[str, str]:
    page = browser.get(reverse("assignment", args=[stage.assignment.key]))
    return fields_of(page)


def fields_of(page) -> dict[str, str]:
    values = Fields(page.content.decode()).values
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


def answer_name(stage: Stage, number: int) -> str:
    return f"svar-{stage.questions[number - 1].key}"


def send(browser: Client, stage: Stage, fields: dict, **more):
    return browser.post(reverse("save_draft", args=[stage.assignment.key]), fields | more)


def texts(stage: Stage) -> list[str]:
    return [answer.text for answer in stage.draft().answers]
