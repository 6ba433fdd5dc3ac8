"""Every address of the portal, and what stands before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from cohorts import account_urls


class Kind(StrEnum):
    GATED = "gated"
    PUBLIC = "public"
    ACCOUNT = "account"  # allauth's pages, of which tests/test_login/test_pages.py has the list
    ADMIN = "admin"  # Django's admin, behind PortalAdminSite.admin_view
    BARE = "bare"  # nothing stands before it: a fault


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    kind: Kind
    view: Callable[..., Any]

    @property
    def methods(self) -> frozenset[str]:
        """What the gate lets through; public views say it themselves."""
        gate = getattr(self.view, "gate", None)
        return gate[2] - {"HEAD"} if gate else frozenset({"GET", "POST"})


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[Any], before: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, path, namespace + inner)
        else:
            name = f"{namespace}{pattern.name or path}"
            yield Route(name, path, kind_of(pattern, namespace), pattern.callback)


def kind_of(pattern: URLPattern, namespace: str = "") -> Kind:
    view = pattern.callback
    if getattr(view, "is_public", False):
        return Kind.PUBLIC
    if hasattr(view, "gate"):
        return Kind.GATED
    if pattern in account_urls.urlpatterns:
        return Kind.ACCOUNT
    if namespace == "admin:" and _is_admins_own(view):
        return Kind.ADMIN
    return Kind.BARE


def _is_admins_own(view: Callable[..., Any]) -> bool:
    """Views of an admin class or site, wrapped by it; RedirectView leads from a bare id there."""
    return (
        hasattr(view, "admin_site")
        or hasattr(view, "model_admin")
        or view.__module__.startswith("django.views.generic.base")
    )
