"""Fields and forms that files come with, and how a view answers when one has come."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from exchange_portal.by_script import wants_json

KINDS = _("Pdf, docx, xlsx, pptx, odt, ods, odp, png, jpg, txt eller csv. Högst 50 MB.")


class ReceivedField(forms.FileField):
    """A file as it came. What is wrong with it is said when it is received."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            help_text=KINDS,
            allow_empty_file=True,
            error_messages={"required": _("Välj en fil."), "missing": _("Välj en fil.")},
        )


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ReceivedFilesField(forms.FileField):
    """Any number of files as they came; none is as well."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            help_text=_(
                "Du kan välja flera: pdf, docx, xlsx, pptx, odt, ods, odp, png, jpg, txt och csv. "
                "En fil får vara högst 50 MB."
            ),
            required=False,
            widget=ManyFilesInput,
        )

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        return [one for one in data or [] if one]


class FileForm(forms.Form):
    """A file that is added once, however often its form is sent."""

    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Sidan var gammal. Välj filen igen och skicka en gång till."),
            "invalid": _("Sidan var gammal. Välj filen igen och skicka en gång till."),
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, files: Any = None, **options: Any
    ) -> None:
        super().__init__(data, files, initial={"form_key": uuid4()}, **options)

    def refuse(self, field: str | None, reason: Exception) -> None:
        """Say why nothing was added. What is sent from the page next is something new."""
        self.add_error(field, str(reason))
        self.data = {**dict(self.data.items()), self.add_prefix("form_key"): str(uuid4())}


def received(request: HttpRequest, said: str, address: str) -> HttpResponse:
    """To the page that shows what was added. The script that shows how far a file has come is
    told where to go, and goes there itself."""
    messages.success(request, said)
    if wants_json(request):
        return JsonResponse({"to": address})
    return redirect(address)
