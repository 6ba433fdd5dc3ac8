"""A material with its versions, and what those who look after it do with it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.rules import sees_cohort
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.delivery import deliver
from exchange_portal.files.forms import received
from exchange_portal.ui.paging import page_of
from materials import actions, rules
from materials.actions import ChangedMeanwhile, Refused
from materials.forms import DescribeForm, VersionForm
from materials.models import Material, MaterialVersion
from materials.occasions import occasions_of
from materials.queries.places import Place, place_of
from materials.queries.shelves import row, versions_of
from materials.rules import may_change, may_withdraw
from materials.views.answering import status_of


@gate(Material)
def material(request: Visit, material: Material) -> HttpResponse:
    user, now = request.user, request.now
    page = page_of(request, versions_of(material, user, now))
    changes = rules.may_change(user, material, now)
    context = {
        "material": material,
        "place": _place(material),
        "page": page,
        "rows": [row(one, now) for one in page],
        "may_change": changes,
        "may_withdraw": changes or rules.may_withdraw(user, material, now),
        "back": _shelf(request, material),
    }
    return render(request, "materials/material.html", context)


@gate(MaterialVersion)
def material_file(request: Visit, version: MaterialVersion) -> HttpResponseBase:
    return deliver(version.file, request)


@gate(Material, rule=may_change, methods=["GET", "POST"])
def add_version(request: Visit, material: Material) -> HttpResponse:
    form = VersionForm(request.POST, request.FILES) if request.method == "POST" else VersionForm()
    if form.is_valid():
        try:
            version = actions.add_version(
                material, **form.cleaned_data, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.refuse(None, refusal)
        except FileRefused as refusal:
            form.refuse("upload", refusal)
        else:
            said = _("Version %(number)s är delad.") % {"number": version.number}
            return received(request, said, reverse("material", args=[material.key]))
    return _form(request, "materials/add_version.html", material, form)


@gate(Material, rule=may_change, methods=["GET", "POST"])
def describe(request: Visit, material: Material) -> HttpResponse:
    form = DescribeForm(material, request.POST if request.method == "POST" else None)
    newer = None
    if form.is_valid():
        try:
            edition, by = form.cleaned_data["edition"], request.user
            actions.describe_material(
                material, words=form.words(), edition=edition, by=by, now=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, ChangedMeanwhile):
                newer = refusal.material
                form.begin_from(newer)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("material", material.key)
    return _form(request, "materials/describe.html", material, form, newer=newer)


@gate(Material, rule=may_withdraw, methods=["GET", "POST"])
def withdraw(request: Visit, material: Material) -> HttpResponse:
    """Asks first: a withdrawn material does not come back."""
    if request.method == "POST":
        actions.withdraw_material(material, by=request.user, now=request.now)
        said = _("«%(title)s» är borttaget. Ingen kan läsa det längre.")
        messages.success(request, said % {"title": material.title_sv})
        return redirect(_shelf(request, material))
    context = {"material": material, "place": _place(material)}
    return render(request, "materials/withdraw.html", context)


def _form(
    request: Visit,
    template: str,
    material: Material,
    form: VersionForm | DescribeForm,
    **more: object,
) -> HttpResponse:
    context = {"material": material, "place": _place(material), "form": form, **more}
    return render(request, template, context, status=status_of(form))


def _place(material: Material) -> Place:
    """Where it stands; meetings are asked for only when it stands at one."""
    scope = material.scope
    is_at_meeting = scope.kind == scope.Kind.MEETING
    occasions = occasions_of(scope.cohort) if is_at_meeting and scope.cohort else []
    return place_of(scope, scope.cohort, occasions)


def _shelf(request: Visit, material: Material) -> str:
    """The list that it stands in, if that is one cohort's; to a guest, the meeting's page."""
    cohort: Cohort | None = material.scope.cohort
    if cohort and not sees_cohort(request.user, cohort, request.now):
        found = [one for one in occasions_of(cohort) if one.scope == material.scope_id]
        return found[0].url if found else reverse("home")
    return reverse("materials", args=[cohort.key]) if cohort else reverse("shelves")
