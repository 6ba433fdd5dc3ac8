"""Asking for a page, and what the answer amounts to."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access.assistants import ASSISTING
from tests.access.standing import COHORTS, Answer, reads_name
from tests.access.things import WORDS


def ask(client: Client, method: str, address: str, data: Any = None) -> HttpResponseBase:
    """What a post changes is undone, so that each cell is asked in the same world."""
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, data or {})
        transaction.set_rollback(True)
    return answer


def as_answer(response: HttpResponseBase) -> Answer | int:
    if response.status_code == HTTPStatus.NOT_FOUND:
        return Answer.MISSING
    if response.status_code == HTTPStatus.FORBIDDEN:
        return Answer.FORBIDDEN
    goes_to = response.get("Location", "")
    if goes_to.startswith(reverse(settings.LOGIN_URL)):
        return Answer.LOGIN
    if goes_to == reverse("admin:index"):
        return Answer.MISSING  # how the admin says so
    if response.status_code in {200, 302, 409, 422}:
        return Answer.IN
    return response.status_code


def content(response: HttpResponseBase) -> bytes:
    """The whole answer; a streamed one is read once and kept."""
    if "_read" not in response.__dict__:
        chunks = response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
        response.__dict__["_read"] = b"".join(chunks)
    return bytes(response.__dict__["_read"])


def leaked(response: HttpResponseBase, person: str) -> set[str]:
    """Canaries of confidential texts, and names of institutions, that this person may not read."""
    text = _text(response)
    words = {word for word in told(response) if person not in WORDS[word]}
    return words | {name for name in COHORTS if name in text and not _may_be_told(person, name)}


def _may_be_told(person: str, institution: str) -> bool:
    return reads_name(person, institution) or ASSISTING.get(person) == institution


def told(response: HttpResponseBase) -> set[str]:
    text = _text(response).casefold()
    return {word for word in WORDS if word in text}


def _text(response: HttpResponseBase) -> str:
    return f"{content(response).decode(errors='replace')} {response.headers}"
