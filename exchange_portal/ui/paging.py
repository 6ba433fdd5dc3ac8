"""Lists in pages of thirty."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 30


def page_of(
    request: HttpRequest, things: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE
) -> Page[Any]:
    """The page that `?page=` asks for; one that does not exist becomes the nearest that does."""
    return Paginator(things, per_page).get_page(request.GET.get("page"))
