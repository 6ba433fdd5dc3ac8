"""The round that prepares itself: who is ready, and what they ask."""

from datetime import datetime

from cohorts.models import ContactQuestion, Participation
from programmes.readiness import readiness


def test_the_universities_are_on_their_way_to_be_ready(built: datetime) -> None:
    places = Participation.objects.filter(cohort__name="Lärosätesgruppen")
    told = {one.institution.short_name: readiness(one, built, is_own=True) for one in places}

    assert {name: one.verdict.is_through for name, one in told.items()} == {
        "KaU": False,
        "ORU": False,
        "MIUN": False,
        "LNU": True,
    }
    confirmed = {
        name: any(step.name == "Ledningens bekräftelse" for step in one.met)
        for name, one in told.items()
    }
    assert confirmed == {"KaU": True, "ORU": False, "MIUN": False, "LNU": False}
    questions = ContactQuestion.objects.order_by("asked_at")
    assert [one.answered_at is not None for one in questions] == [True, False]
