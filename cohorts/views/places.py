"""Where one is led after changing something of a seat."""

from django.urls import reverse

from cohorts.models import Holding, Participation
from cohorts.rules import belongs_to, may_manage
from cohorts.visiting import Visit


def seats_url(request: Visit, place: Participation) -> str:
    """To the institution's seats, as its own people or the agency see them."""
    if belongs_to(request.user, place, request.now):
        return reverse("own_seats", args=[place.key])
    return reverse("admin:cohorts_participation_change", args=[place.pk])


def person_url(request: Visit, holding: Holding) -> str:
    """To what a coordinator may do about whoever has the seat; for others, to the seats."""
    if may_manage(request.user, holding, request.now):
        return reverse("colleague", args=[holding.key])
    return seats_url(request, holding.seat.participation)
