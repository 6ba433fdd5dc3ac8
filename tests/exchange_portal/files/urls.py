"""The portal's addresses, and two of the tests' own: send a file, fetch a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import include, path

from exchange_portal.files.actions import FileRefused, receive
from exchange_portal.files.delivery import deliver
from exchange_portal.files.models import StoredFile


def send(request: Any) -> HttpResponse:
    try:
        file = receive(request.FILES["file"], by=request.user, now=request.now)
    except FileRefused as refusal:
        return HttpResponse(str(refusal), status=422)
    return HttpResponse(str(file.pk))


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    return deliver(StoredFile.objects.get(pk=pk), request)


urlpatterns = [
    path("prov/", send),
    path("prov/<int:pk>/", fetch, name="fetch"),
    path("", include("exchange_portal.urls")),
]
