"""Lists in pages of thirty."""

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest

PER_PAGE = 30

# The rows from the first number up to the second, and how many there are in all; when no row comes
# the count may be 0.
type Fetch = Callable[[int, int], tuple[Sequence[Any], int]]


def page_of(
    request: HttpRequest, things: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE
) -> Page[Any]:
    """The page that `?page=` asks for; one that does not exist becomes the nearest that does.

    The rows of the page bring the number of them all with them: one query instead of two.
    """
    if isinstance(things, QuerySet):
        return page_by(request, partial(_counted, things), per_page)
    return Paginator(things, per_page).get_page(request.GET.get("page", "1"))


def page_by(request: HttpRequest, fetch: Fetch, per_page: int = PER_PAGE) -> Page[Any]:
    """The same for those who fetch the rows of a page themselves."""
    asked = request.GET.get("page", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 7
    number = max(int(asked), 1) if is_number else 1
    rows, count = fetch((number - 1) * per_page, number * per_page)
    if not rows and number > 1:
        _, count = fetch(0, per_page)
        number = max(ceil(count / per_page), 1)
        rows, count = fetch((number - 1) * per_page, number * per_page)
    pages = Paginator(rows, per_page)
    pages.count = count
    return Page(rows, number, pages)


def _counted(things: QuerySet[Any], first: int, beyond: int) -> tuple[Sequence[Any], int]:
    rows = list(things.annotate(count_of_all=Window(Count("*")))[first:beyond])
    if not rows:
        return rows, 0
    one = rows[0]
    return rows, one["count_of_all"] if isinstance(one, dict) else one.count_of_all
