"""Self-assessments in every group and round: begun and handed in, with words that stand nowhere
else."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.apps import apps

from cohorts.models import User
from selfassessment import actions
from selfassessment.models import Assessment, InstrumentVersion, SubmittedAssessment
from selfassessment.queries.agreed import draft
from selfassessment.queries.asked import asked
from tests.access.thing import MISSING, Thing
from tests.personas import World

KEYS = {
    "management": "ledningens-forandring-och-ambition",
    "agreeing": "planering-och-uppfoljning",
    "conditions": "forutsattningar",
}
# Whose, which instrument, how far: and the cohort that it lies in.
ASSESSMENTS = {
    ("VR", "management", "draft"): "Grupp 2",
    ("VR", "agreeing", "draft"): "Grupp 2",
    ("VR", "conditions", "handed in"): "Grupp 2",
    ("Forte", "agreeing", "draft"): "Grupp 2",
    ("KV", "conditions", "handed in"): "Grupp 1",
    ("Vinnova recent", "conditions", "handed in"): "recent",
    ("Formas past", "conditions", "handed in"): "past",
}
VR = {"ada", "ben", "hedda", "sten"}
# Ratings are no texts: what leaders answer alone is held by tests/selfassessment.
READERS: dict[tuple[str, str, str], set[str]] = {
    ("VR", "agreeing", "draft"): VR,
    ("VR", "conditions", "handed in"): {*VR, "cleo", "gun"},
    ("Forte", "agreeing", "draft"): {"dan"},
    ("KV", "conditions", "handed in"): {"eve", "paul", "gun"},
    ("Vinnova recent", "conditions", "handed in"): {"rut", "gun"},
    ("Formas past", "conditions", "handed in"): {"gun"},
}
DAYS_AGO = {"Grupp 1": 1, "Grupp 2": 1, "recent": 200, "past": 900}


def assess(
    world: World, place: str, instrument: str, state: str, *, text: str, by: User
) -> Assessment:
    """Opened, and begun by `by` with the text as a comment; handed in, if that is its state."""
    import_module("selfassessment.migrations.0003_first_instruments").add_instruments(apps, None)
    now = world.now - timedelta(days=DAYS_AGO[ASSESSMENTS[place, instrument, state]])
    assessment = actions.open_assessment(
        world.participations[place],
        version=InstrumentVersion.objects.get(instrument__key=KEYS[instrument]),
        opens_on=now.date(),
        due_on=None,
        by=world.gun,
        now=now,
    )
    if assessment.is_of_management:
        _answer(world, assessment, now)
    else:
        _agree(assessment, text, by, now)
    if state == "handed in":
        actions.submit(assessment, stamp=draft(assessment).stamp, by=by, now=now)
    return assessment


def _answer(world: World, assessment: Assessment, now: datetime) -> None:
    statement = asked(assessment.instrument_version).statements[0]
    choice: dict[str, Any] = {"level": "present", "position": 2, "version": 0}
    actions.rate(assessment, statement=statement, **choice, by=world.hedda, now=now)


def _agree(assessment: Assessment, text: str, by: User, now: datetime) -> None:
    for statement in asked(assessment.instrument_version).statements:
        choice = actions.Choice(
            statement=statement, present=2, wanted=None, comment=text, version=0
        )
        actions.agree(assessment, choice=choice, by=by, now=now)


def assessments(made: dict[tuple[str, str, str], Assessment]) -> dict[str, list[Thing]]:
    """What institutions think of themselves, and what they have handed in of it."""
    return {
        "assessments": [*(_assessed(*what, one) for what, one in made.items()), MISSING],
        "submitted_assessments": [
            *(
                _assessed(*what, SubmittedAssessment.objects.get(assessment=one))
                for what, one in made.items()
                if what[2] == "handed in"
            ),
            MISSING,
        ],
    }


def _assessed(place: str, instrument: str, state: str, one: Any) -> Thing:
    return Thing(
        f"{place} {instrument} {state}",
        one.key,
        ASSESSMENTS[place, instrument, state],
        place,
        arguments={"number": 1, "instrument": instrument},
    )
