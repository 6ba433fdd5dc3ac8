"""What is shared with a cohort, and sharing something with it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.collation import swedish
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.forms import received
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from exchange_portal.ui.paging import page_by, page_of
from materials import actions
from materials.actions import Refused
from materials.forms import ShareForm
from materials.occasions import occasions_of
from materials.queries.places import is_writable, places_for
from materials.queries.shelves import sections, shelf
from materials.views.answering import known, status_of

ON_A_SHELF = 20  # as much as one looks through


@gate()
def shelves(request: Visit) -> HttpResponse:
    """For whoever has several groups; the others come straight to theirs."""
    seen = Cohort.objects.visible_to(request.user, request.now).select_related("round")
    page = page_of(request, seen.order_by("-round__ends_on", swedish("name"), "pk"))
    if page.paginator.count == 1:
        return redirect("materials", page.object_list[0].key)
    return render(request, "materials/shelves.html", {"page": page})


@gate(Cohort)
def materials(request: Visit, cohort: Cohort) -> HttpResponse:
    cohort, now = known(cohort, request), request.now
    occasions = occasions_of(cohort)
    page = page_by(request, shelf(cohort, request.user, now, occasions), ON_A_SHELF)
    context = {
        "cohort": cohort,
        "page": page,
        "sections": sections(page, occasions, now),
        "is_writable": is_writable(cohort, request.user, now),
    }
    return render(request, "materials/materials.html", context)


@gate(Cohort, methods=["GET", "POST"])
def share(request: Visit, cohort: Cohort) -> HttpResponse:
    """Who will read it, a file, a title; and then the deed."""
    cohort = known(cohort, request)
    places = places_for(cohort, request.user, request.now)
    if request.method != "POST":
        return _form(request, cohort, ShareForm(places))
    form = ShareForm(places, request.POST, request.FILES)
    if form.is_valid():
        try:
            return _share(request, form)
        except Refused as refusal:
            form.refuse(None, refusal)
        except FileRefused as refusal:
            form.refuse("upload", refusal)
    return _form(request, cohort, form)


def _share(request: Visit, form: ShareForm) -> HttpResponse:
    place = form.chosen_place()
    material = actions.share_material(
        place.target, **form.shared(), by=request.user, now=request.now
    )
    said = _("«%(title)s» är delat.") % {"title": material.title_sv}
    return received(request, said, reverse("material", args=[material.key]))


def _form(request: Visit, cohort: Cohort, form: ShareForm) -> HttpResponse:
    context = {
        "lead": f"{cohort}, {cohort.round}" if cohort.round else str(cohort),
        "back": reverse("materials", args=[cohort.key]),
        "back_label": _("Till materialet"),
        "form": form,
        "law": text(PageText.Slug.SHARING),
        "is_writable": is_writable(cohort, request.user, request.now),
    }
    return render(request, "materials/share.html", context, status=status_of(form))
