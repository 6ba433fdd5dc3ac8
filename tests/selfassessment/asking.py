"""How the pages are asked for, and read."""

from collections.abc import Callable
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from selfassessment.models import Assessment

type Visitor = Callable[[str], Client]
JSON = {"headers": {"Accept": "application/json"}}


def url(name: str, assessment: Assessment, *more: Any) -> str:
    return reverse(name, args=[assessment.key, *more])


def page(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())
