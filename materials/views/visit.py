"""What every view here is called with, and how it answers when a file has come."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from cohorts.models import Cohort, User, rights_of


class Visit(HttpRequest):
    """A request that has passed the gate: someone is logged in, and the edge has read the clock."""

    user: User
    now: datetime


def received(request: Visit, said: str, address: str) -> HttpResponse:
    """To the page that shows what was added. The script that shows how far a file has come is
    told where to go, and goes there itself."""
    messages.success(request, said)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"to": address})
    return redirect(address)


def status_of(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def known(cohort: Cohort, request: Visit) -> Cohort:
    """The cohort as the visitor's own seats know it, with its round at hand."""
    places = rights_of(request.user, request.now).participations()
    return next((place.cohort for place in places if place.cohort_id == cohort.pk), cohort)
