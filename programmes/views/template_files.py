"""Templates as files: out, and in again as drafts."""

import json
from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.models import Programme
from cohorts.visiting import Visit
from exchange_portal.access import gate, public
from programmes import actions
from programmes.differences import differences
from programmes.drafts import newest_version, programmes_to_write_for
from programmes.forms.new_templates import ImportForm, TextForm
from programmes.models import TemplateDraft, TemplateVersion
from programmes.parts import Document, ordered
from programmes.recorded import document_of
from programmes.rules import may_start_round, may_start_rounds
from programmes.template_file import MOST_BYTES, BadFile, hindrances, read, schema, written


@public
@require_safe
def template_schema(request: HttpRequest) -> HttpResponse:
    """What a file of a template may hold, for editors that know JSON Schema."""
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")


@gate(TemplateVersion, rule=may_start_round)
def export_template(request: Visit, version: TemplateVersion) -> HttpResponse:
    return _file(document_of(version))


@gate(TemplateDraft)
def export_draft(request: Visit, draft: TemplateDraft) -> HttpResponse:
    return _file(draft.content)


def _file(document: Document) -> HttpResponse:
    name = slugify(f"mall-{document['programme']}-{document['label']}")
    response = HttpResponse(written(document), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.json")
    return response


@gate(rule=may_start_rounds, methods=["GET", "POST"])
def import_template(request: Visit) -> HttpResponse:
    """A file is read and shown; only the button under that makes a draft of it."""
    if request.method != "POST":
        return _ask(request, ImportForm())
    if request.POST.get("gor") == "skapa":
        return _create(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    try:
        document = _read(request, form.cleaned_data["file"].read(MOST_BYTES + 1))
    except BadFile as bad:
        return _ask(request, form, bad)
    return _preview(request, document)


def _create(request: Visit) -> HttpResponse:
    form = TextForm(request.POST)
    if not form.is_valid():
        return _ask(request, ImportForm())
    try:
        document = _read(request, form.cleaned_data["text"])
    except BadFile as bad:
        return _ask(request, ImportForm(), bad)
    draft = actions.begin_draft(
        _programmes(request)[document["programme"]],
        document=document,
        form_key=form.cleaned_data["form_key"],
        by=request.user,
        now=request.now,
    )
    messages.success(request, _("Utkastet är skapat av filen."))
    return redirect("template_draft", draft.key)


def _read(request: Visit, raw: bytes | str) -> Document:
    return ordered(read(raw, actions.instruments(), _programmes(request)))


def _programmes(request: Visit) -> dict[str, Programme]:
    mine = programmes_to_write_for(request.user, request.now)
    return {one.slug: one for one in mine}


def _ask(request: Visit, form: ImportForm, bad: BadFile | None = None) -> HttpResponse:
    context = {"form": form, "bad": bad}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bad or form.errors else HTTPStatus.OK
    return render(request, "programmes/import_template.html", context, status=status)


def _preview(request: Visit, document: Document) -> HttpResponse:
    programme = _programmes(request)[document["programme"]]
    before = newest_version(programme)
    context = {
        "document": document,
        "programme": programme,
        "before": before,
        "changes": differences(document_of(before), document) if before else [],
        "missing": hindrances(document),
        "text": written(document),
        "form_key": uuid4(),
    }
    return render(request, "programmes/import_preview.html", context)
