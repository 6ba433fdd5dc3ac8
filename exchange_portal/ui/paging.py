"""Lists in pages of thirty."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest

PER_PAGE = 30


def page_of(
    request: HttpRequest, things: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE
) -> Page[Any]:
    """The page that `?page=` asks for; one that does not exist becomes the nearest that does.

    The rows of the page bring the number of them all with them: one query instead of two.
    """
    pages = Paginator(things, per_page)
    asked = request.GET.get("page", "1")
    if isinstance(things, QuerySet) and asked.isascii() and asked.isdigit() and len(asked) < 7:
        number = max(int(asked), 1)
        counted = things.annotate(count_of_all=Window(Count("*")))
        rows = list(counted[(number - 1) * per_page : number * per_page])
        if rows:
            first = rows[0]
            pages.count = first["count_of_all"] if isinstance(first, dict) else first.count_of_all
            return Page(rows, number, pages)
    return pages.get_page(asked)
