"""A change of a template that another room does not take in."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cohorts.models import Participation
from programmes.models import TemplateVersion
from selfassessment import actions as assessments
from selfassessment.models import Assessment
from selfassessment.queries.for_staff import published
from tests.personas import World
from tests.programmes.starting import group, start
from tests.programmes.test_offers import ASKED, offered, publish


def test_what_a_room_refuses_is_told(gun: Client, world: World, jim: TemplateVersion) -> None:
    """The same self-assessment has been asked by hand, and withdrawn for one institution."""
    round = start(world, jim, groups=[group(world, "Söder", "Vetenskapsrådet", "Forte")])
    publish(world, jim, assessments=[ASKED])
    key = offered(world, round)["Ny självskattning: Förutsättningar"].change.key
    by: dict[str, Any] = {"by": world.gun, "now": world.now}
    place = Participation.objects.filter(cohort__round=round).order_by("pk")[0]
    asked = assessments.open_assessment(
        place,
        version=published().get(instrument__key=ASKED["instrument"]),
        opens_on=world.days(545 - 30),
        due_on=None,
        **by,
    )
    assessments.withdraw([asked], reason="Fel omgång.", **by)

    address = reverse("round_changes", args=[round.key])
    refused = gun.post(address, {"andring": key, "gor": "ta-in"})
    assert refused.status_code == 422
    assert f"är återkallad för {place.institution}" in refused.text
    assert Assessment.objects.count() == 1
