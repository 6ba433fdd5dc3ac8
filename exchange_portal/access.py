"""Door 1, the gate: who may see which thing, and what they may do with it.

A view never fetches an object by itself. It says which model it shows and which rule it needs:

    @gate(Assignment, rule=may_submit, methods=["POST"])
    def submit(request, assignment): ...

The gate loads the object among those the visitor can see and answers 404 otherwise, so that a
foreign id and a missing id give the same page. Then it asks the rule and answers 403 on a no.
`@public` is the only other way in. A gate that stands open `by_link` lets in whoever a link in a
mail is for, to the very thing that it names: see docs/adr/0211.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, Self

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from exchange_portal.reach import Reach as Reach

type View = Callable[..., HttpResponseBase]
type Rule = Callable[..., bool]


class Visible(Protocol):
    """A queryset that knows its own readers."""

    def visible_to(self, user: Any, now: datetime) -> Self: ...


class VisibleQuerySet[M: models.Model](models.QuerySet[M]):
    """Base of querysets that are shown. Until a model says who may see it, nobody may."""

    def visible_to(self, user: Any, now: datetime) -> Self:
        return self.none()


def one_of(*ways: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """For `pk__in`: the rows that any of the ways leads to.

    A union lets the database walk each way by its own index; with `|` it would read every row.
    """
    first, *others = (rows.order_by().values("pk") for rows in ways)
    return first.union(*others)


def gate(
    model: type[models.Model] | None = None,
    *,
    rule: Rule | None = None,
    methods: Iterable[str] = ("GET",),
    arg: str = "key",
    by_link: str = "",
) -> Callable[[View], View]:
    """Stand before a view: method, then existence (404), then the rule (403).

    With a model the view gets the visible object in place of its key; the rule is asked
    `rule(user, thing, now)`. Without one the rule is asked `rule(user, now)`. `by_link` is the
    purpose of the links that open it.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    def stand(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(sorted(allowed))
            things = [] if model is None else [_seen(model, request, kwargs.pop(arg))]
            if rule is not None and not rule(request.user, *things, request.now):  # type: ignore[attr-defined]
                raise PermissionDenied
            return view(request, *things, *args, **kwargs)

        guarded.gate = (model, rule, frozenset(allowed))  # type: ignore[attr-defined]
        guarded.by_link = by_link  # type: ignore[attr-defined]
        return guarded

    return stand


def _seen(model: type[models.Model], request: HttpRequest, key: object) -> models.Model:
    visible = model.objects.visible_to(request.user, request.now)  # type: ignore[attr-defined]
    try:
        found: models.Model = visible.get(key=key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return found


def public(view: View) -> View:
    """Let anyone in, logged in or not. Every use is listed in tests/access/."""
    open_view = login_not_required(view)
    open_view.is_public = True  # type: ignore[attr-defined]
    return open_view
