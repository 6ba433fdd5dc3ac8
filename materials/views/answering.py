"""How every view here answers."""

from http import HTTPStatus

from django.forms import Form

from cohorts.models import Cohort, rights_of
from cohorts.visiting import Visit


def status_of(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def known(cohort: Cohort, request: Visit) -> Cohort:
    """The cohort as the visitor's own seats know it, with its round at hand."""
    places = rights_of(request.user, request.now).participations()
    return next((place.cohort for place in places if place.cohort_id == cohort.pk), cohort)
