"""Handing a file out. Who may have it was decided at the gate; here it is done safely."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from exchange_portal.audit import trail
from exchange_portal.files import events
from exchange_portal.files.models import StoredFile

logger = logging.getLogger(__name__)


def deliver(file: StoredFile, request: HttpRequest) -> HttpResponseBase:
    """The file as an attachment, noted in the trail; a page that explains when it is not ready."""
    if file.state != StoredFile.State.CLEAN:
        return _explain(request, file.state, HTTPStatus.CONFLICT)
    if not default_storage.exists(file.path):
        logger.error("File %s is not in the storage", file.pk)
        return _explain(request, "missing", HTTPStatus.GONE)
    if request.method == "HEAD":
        return _dressed(HttpResponse(headers={"Content-Length": file.size}), file)
    try:
        answer = _bytes_of(file)
    except OSError:
        logger.exception("File %s cannot be read", file.pk)
        return _explain(request, "unreadable", HTTPStatus.SERVICE_UNAVAILABLE)
    now: Any = request.now  # type: ignore[attr-defined]
    trail.record(events.FILE_DOWNLOADED, about=file, by=request.user, now=now)
    return _dressed(answer, file)


def _bytes_of(file: StoredFile) -> HttpResponseBase:
    """Where a web server stands in front it sends the bytes itself."""
    if settings.FILES_ACCEL_PREFIX:
        response = HttpResponse()
        response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX + file.path
        return response
    return FileResponse(default_storage.open(file.path))


def _dressed(response: HttpResponseBase, file: StoredFile) -> HttpResponseBase:
    """Whatever the file is, no browser runs it in the portal's name."""
    response["Content-Type"] = file.content_type
    response["Content-Disposition"] = content_disposition_header(True, file.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def _explain(request: HttpRequest, reason: str, status: HTTPStatus) -> HttpResponse:
    return render(request, "files/not_ready.html", {"reason": reason}, status=status)
