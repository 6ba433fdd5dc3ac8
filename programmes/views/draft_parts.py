"""One thing of a template that is being written, on a page of its own."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes import actions
from programmes.actions import Refused
from programmes.draft_page import now_saved, questions_of, within
from programmes.forms.drafting import FORMS, AssessmentForm
from programmes.forms.new_templates import StampForm
from programmes.forms.parts import PartForm
from programmes.models import TemplateDraft
from programmes.parts import Part, address_of, node_of, part_of, without
from programmes.template_file import BadFile
from programmes.template_file.checks import named
from programmes.views.drafts import page_after
from selfassessment.queries.for_staff import published


@gate(TemplateDraft, methods=["GET", "POST"])
def draft_part(request: Visit, draft: TemplateDraft, part: str) -> HttpResponse:
    """A GET shows it, or with `ta-bort` asks whether it shall go. A POST saves or removes it: once,
    and never over what somebody else has saved meanwhile."""
    place, is_sent = part_of(draft.content, part), request.method == "POST"
    if is_sent and (place is None or draft.closed_at is not None):
        return _show_lost(request, draft)
    if draft.closed_at is not None:
        return redirect("template_draft", draft.key)
    if place is None or (place.is_missing and not is_sent):
        raise Http404
    if is_sent and request.POST.get("gor") == "ta-bort":
        return _remove(request, draft, place)
    if is_sent:
        return _save(request, draft, place)
    is_asked = "ta-bort" in request.GET and place.is_there
    return _show(request, draft, place, form=None if is_asked else _form(None, draft, place))


def _form(data: object, draft: TemplateDraft, place: Part) -> PartForm:
    form = FORMS[place.kind](data, document=draft.content, part=place)
    if isinstance(form, AssessmentForm):
        form.offer([(one.instrument.key, str(one.instrument)) for one in published()])
    return form


def _save(request: Visit, draft: TemplateDraft, place: Part) -> HttpResponse:
    form, stamp = _form(request.POST, draft, place), StampForm(request.POST)
    if stamp.is_valid() and stamp.cleaned_data["form_key"] == draft.last_form_key:
        messages.success(request, _("Sparat."))
        return redirect(page_after(draft, place.path))
    if not stamp.is_valid():
        form.add_error(None, _("Sidan var gammal. Det du skrev står kvar. Spara en gång till."))
    if form.is_valid() and stamp.is_valid():
        document = form.written()
        act = stamp.cleaned_data | {"by": request.user, "now": request.now}
        try:
            draft = actions.revise_draft(draft, document=document, **act)
        except BadFile as bad:
            form.refuse(bad.faults)
        except Refused as reason:
            form.add_error(None, str(reason))
            return _show(request, draft, place, form=form, is_stale=True)
        else:
            return _saved(request, draft, place, is_moved="home" in form.changed_data)
    return _show(request, draft, place, form=form)


def _saved(
    request: Visit, draft: TemplateDraft, place: Part, *, is_moved: bool = False
) -> HttpResponse:
    """What is added is gone on with; after a change one is back where everything stands."""
    messages.success(request, _("Sparat."))
    if not is_moved and place.kind in {"preparation", "assignments"} and not place.is_there:
        return redirect("draft_part", draft.key, address_of(place.path))
    return redirect(page_after(draft, place.path))


def _remove(request: Visit, draft: TemplateDraft, place: Part) -> HttpResponse:
    stamp = StampForm(request.POST)
    if (
        stamp.is_valid()
        and stamp.cleaned_data["form_key"] != draft.last_form_key
        and place.is_there
    ):
        act = stamp.cleaned_data | {"by": request.user, "now": request.now}
        try:
            actions.revise_draft(draft, document=without(draft.content, place), **act)
        except Refused as reason:
            messages.error(request, str(reason))
            return redirect(page_after(draft, place.path))
    messages.success(request, _("Borttaget."))
    return redirect(page_after(draft, place.path))


def _show(
    request: Visit,
    draft: TemplateDraft,
    place: Part,
    *,
    form: PartForm | None,
    is_stale: bool = False,
) -> HttpResponse:
    """As the draft is by now. Without a form: whether the part shall be removed."""
    draft = TemplateDraft.objects.visible_to(request.user, request.now).get(pk=draft.pk)
    fresh = part_of(draft.content, place.address)
    if fresh is None:
        return _show_lost(request, draft)
    context = _context(draft, fresh) | {
        "form": form,
        "saved": now_saved(form) if form is not None and is_stale else [],
        "form_key": uuid4(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    template = "draft_part" if form else "remove_part"
    return render(request, f"programmes/{template}.html", context, status=status)


def _context(draft: TemplateDraft, place: Part) -> dict[str, Any]:
    node = node_of(draft.content, place.path) if place.is_there else {}
    is_task = place.kind in {"preparation", "assignments"} and place.is_there
    questions, add_url = questions_of(draft, place.path, node) if is_task else ([], "")
    return {
        "draft": draft,
        "place": place,
        "title": _title(place),
        "within": within(draft.content, place.path),
        "has_texts": place.kind not in {"", "sessions", "assessments"},
        "name": _name(node),
        "questions": questions,
        "add_question_url": add_url,
        "back_url": page_after(draft, place.path),
        "is_question": "questions" in place.path,
        "own_url": reverse("draft_part", args=[draft.key, place.address]),
    }


def _show_lost(request: Visit, draft: TemplateDraft) -> HttpResponse:
    """What somebody wrote in something that is not there any more, to be copied from here."""
    not_written = {"csrfmiddlewaretoken", "revision", "form_key", "gor"}
    texts = [one for name, one in request.POST.items() if name not in not_written and one]
    context = {"draft": draft, "texts": texts}
    return render(request, "programmes/lost_part.html", context, status=HTTPStatus.CONFLICT)


def _name(node: dict[str, Any]) -> str:
    for name in ("name", "theme", "title", "prompt"):
        if f"{name}_sv" in node:
            return named(node, name)
    return str(node.get("instrument") or node.get("starts_at") or "")


def _title(place: Part) -> str:
    titles = {
        "": (_("Namn, längd och påminnelser"), ""),
        "functions": (_("Funktion"), _("Ny funktion")),
        "preparation": (_("Uppgift i förberedelsen"), _("Ny uppgift i förberedelsen")),
        "meetings": (_("Träff"), _("Ny träff")),
        "sessions": (_("Pass"), _("Nytt pass")),
        "assignments": (_("Uppgift"), _("Ny uppgift")),
        "questions": (_("Fråga"), _("Ny fråga")),
        "assessments": (_("Självskattning"), _("Ny självskattning")),
    }
    return titles[place.kind][not place.is_there and bool(place.path)]
