"""What every view here is called with, and how it answers."""

from datetime import datetime
from http import HTTPStatus

from django.forms import Form
from django.http import HttpRequest

from cohorts.models import Cohort, User, rights_of


class Visit(HttpRequest):
    """A request that has passed the gate: someone is logged in, and the edge has read the clock."""

    user: User
    now: datetime


def status_of(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def known(cohort: Cohort, request: Visit) -> Cohort:
    """The cohort as the visitor's own seats know it, with its round at hand."""
    places = rights_of(request.user, request.now).participations()
    return next((place.cohort for place in places if place.cohort_id == cohort.pk), cohort)
