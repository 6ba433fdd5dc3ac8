"""Where one is led after changing something of a seat."""

from django.urls import reverse

from cohorts.models import Participation
from cohorts.rules import belongs_to
from cohorts.visiting import Visit


def seats_url(request: Visit, place: Participation) -> str:
    """To the institution's seats, as its own people or the agency see them."""
    if belongs_to(request.user, place, request.now):
        return reverse("own_seats", args=[place.key])
    return reverse("admin:cohorts_participation_change", args=[place.pk])
