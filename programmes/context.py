"""What stands round every page: navigation, who one is, and whom to ask."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cohorts.rules import is_administrator
from exchange_portal.ui.navigation import NavItem, Who
from programmes.rules import may_start_rounds
from programmes.visitor import Visitor, visitor_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Nothing is asked of the database until the page shows it; error pages show none of it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    visitor = visitor_of(request)
    if getattr(request, "comes_by_link", False):  # nothing but what the link is for
        return {
            "who": Who(name=visitor.user.name),
            "contact": SimpleLazyObject(lambda: visitor.contact),
        }
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(visitor, request.path)),
        "who": SimpleLazyObject(lambda: Who(name=visitor.user.name, function=visitor.part)),
        "contact": SimpleLazyObject(lambda: visitor.contact),
        "may_ask": SimpleLazyObject(lambda: bool(visitor.cohorts)),
        "may_merge": SimpleLazyObject(lambda: is_administrator(visitor.user, visitor.now)),
        "may_start_rounds": SimpleLazyObject(lambda: may_start_rounds(visitor.user, visitor.now)),
    }


def _navigation(visitor: Visitor, path: str) -> list[NavItem]:
    places = [(_("Min sida"), reverse("home"))]
    many = len(visitor.cohorts) > 1
    places += [
        (cohort.name if many else _("Gruppen"), reverse("cohort", args=[cohort.key]))
        for cohort in visitor.cohorts
    ]
    if visitor.cohorts or visitor.is_agency_staff:
        places.append((_("Material"), _materials(visitor)))
    if visitor.is_agency_staff:
        places += [
            (_("Läget"), reverse("staff_board")),
            (_("Inlämningar"), reverse("staff_submissions")),
            (_("Självskattningar"), reverse("staff_assessments")),
            (_("Frågor"), reverse("staff_questions")),
            (_("Administration"), reverse("admin:index")),
        ]
    return [NavItem(label=label, url=url, is_current=url == path) for label, url in places]


def _materials(visitor: Visitor) -> str:
    """Straight to the only group's; those with several, or who run some, choose."""
    if len(visitor.cohorts) == 1 and not visitor.is_agency_staff:
        return reverse("materials", args=[visitor.cohorts[0].key])
    return reverse("shelves")
