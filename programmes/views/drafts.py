"""Templates that are being written: pages for those who start the programme's rounds."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes import actions
from programmes.actions import Refused
from programmes.differences import differences
from programmes.draft_page import page_of_draft
from programmes.drafts import free_label, programmes_to_write_for, version_before
from programmes.forms.new_templates import NewDraftForm, StampForm
from programmes.models import TemplateDraft, TemplateVersion
from programmes.parts import Path, address_of, moved, part_of
from programmes.recorded import document_of, empty_document
from programmes.rules import may_start_round, may_start_rounds

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
STEPS = {"upp": -1, "ner": 1}
GET_POST = ["GET", "POST"]


@gate(rule=may_start_rounds, methods=GET_POST)
def new_draft(request: Visit) -> HttpResponse:
    """An empty one. Pressed twice, it is begun once."""
    data = request.POST if request.method == "POST" else None
    programmes = programmes_to_write_for(request.user, request.now)
    form = NewDraftForm(data, programmes=programmes)
    if form.is_valid():
        told = form.cleaned_data
        draft = actions.begin_draft(
            told["programme"],
            document=empty_document(told["programme"], told["label"]),
            form_key=told["form_key"],
            by=request.user,
            now=request.now,
        )
        return redirect("template_draft", draft.key)
    status = UNPROCESSABLE if form.errors else HTTPStatus.OK
    return render(request, "programmes/new_draft.html", {"form": form}, status=status)


@gate(TemplateVersion, rule=may_start_round, methods=["POST"])
def copy_template(request: Visit, version: TemplateVersion) -> HttpResponse:
    """A draft with all that the version holds. Pressed twice, it is begun once."""
    stamp = StampForm(request.POST)
    if not stamp.is_valid():
        return redirect("round_template", version.key)
    document = document_of(version)
    label = free_label(version.template, request.now)
    draft = actions.begin_draft(
        version.template.programme,
        document=document | {"label": label},
        based_on=version,
        form_key=stamp.cleaned_data["form_key"],
        by=request.user,
        now=request.now,
    )
    messages.success(request, _("Utkastet är en kopia av %(version)s.") % {"version": version})
    return redirect("template_draft", draft.key)


@gate(TemplateVersion, rule=may_start_round, methods=["POST"])
def retire_template(request: Visit, version: TemplateVersion) -> HttpResponse:
    """No longer offered for new rounds, or offered again."""
    act: Any = {"by": request.user, "now": request.now}
    if request.POST.get("gor") == "erbjud":
        actions.offer_template_again(version, **act)
        messages.success(request, _("Mallen erbjuds igen för nya omgångar."))
    elif request.POST.get("gor") == "dra-in":
        actions.retire_template(version, **act)
        messages.success(request, _("Mallen erbjuds inte längre. Omgångar som finns har den kvar."))
    return redirect("round_template", version.key)


@gate(TemplateDraft, methods=GET_POST)
def template_draft(request: Visit, draft: TemplateDraft) -> HttpResponse:
    """All that stands in it, and what is missing. A POST moves one thing up or down."""
    if draft.closed_at is not None:
        return _gone(request, draft)
    if request.method == "POST":
        return _move(request, draft)
    context = {"draft": draft, "page": page_of_draft(draft), "form_key": uuid4()}
    return render(request, "programmes/template_draft.html", context)


def _move(request: Visit, draft: TemplateDraft) -> HttpResponse:
    stamp = StampForm(request.POST)
    address, _colon, way = request.POST.get("flytta", "").partition(":")
    part, step = part_of(draft.content, address), STEPS.get(way)
    if not stamp.is_valid() or step is None or part is None or not part.is_there:
        return redirect("template_draft", draft.key)
    try:
        actions.revise_draft(
            draft,
            document=moved(draft.content, part, step),
            **stamp.cleaned_data,
            by=request.user,
            now=request.now,
        )
    except Refused:
        messages.error(request, _("Utkastet hade ändrats. Inget är flyttat. Så här står det nu."))
    return redirect(page_after(draft, part.path))


@gate(TemplateDraft, methods=GET_POST)
def discard_draft(request: Visit, draft: TemplateDraft) -> HttpResponse:
    """Asked first; pressed twice, it is thrown away once."""

    def discard(revision: int) -> HttpResponse:
        actions.discard_draft(draft, revision=revision, by=request.user, now=request.now)
        messages.success(request, _("Utkastet är slängt."))
        return redirect("round_templates")

    return _decide(request, draft, discard, "programmes/discard_draft.html")


@gate(TemplateDraft, methods=GET_POST)
def publish_draft(request: Visit, draft: TemplateDraft) -> HttpResponse:
    """What changes against the version before is read first. Pressed twice, it is published
    once."""

    def publish(revision: int) -> HttpResponse:
        version = actions.publish_draft(draft, revision=revision, by=request.user, now=request.now)
        messages.success(request, _("Mallen är publicerad. Nu kan du starta en omgång från den."))
        return redirect("round_template", version.key)

    return _decide(request, draft, publish, "programmes/publish_draft.html")


def _decide(
    request: Visit, draft: TemplateDraft, decide: Callable[[int], HttpResponse], template: str
) -> HttpResponse:
    """The deed, or the page that asks: with why not, if it was refused."""
    if draft.closed_at is not None:
        return _gone(request, draft)
    refusal, stamp = "", StampForm(request.POST)
    if request.method == "POST" and stamp.is_valid():
        try:
            return decide(stamp.cleaned_data["revision"])
        except Refused as reason:
            refusal = str(reason)
    fresh = TemplateDraft.objects.visible_to(request.user, request.now).get(pk=draft.pk)
    before = version_before(fresh)
    context = {
        "draft": fresh,
        "page": page_of_draft(fresh),
        "refusal": refusal,
        "before": before,
        "changes": differences(document_of(before), fresh.content) if before else [],
        "form_key": uuid4(),
    }
    status = UNPROCESSABLE if refusal else HTTPStatus.OK
    return render(request, template, context, status=status)


def _gone(request: Visit, draft: TemplateDraft) -> HttpResponse:
    """Where a closed draft has gone."""
    if draft.version is not None:
        return redirect("round_template", draft.version.key)
    messages.success(request, _("Utkastet är slängt."))
    return redirect("round_templates")


def page_after(draft: TemplateDraft, path: Path) -> str:
    """Where one goes on: on the page of an assignment whose question it was, or with all of it."""
    if "questions" in path:
        return reverse("draft_part", args=[draft.key, address_of(path[: path.index("questions")])])
    return reverse("template_draft", args=[draft.key])
