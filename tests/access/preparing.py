"""The preparation in every round: what heads have confirmed, proofs of the web course, and who was
let through; with words that stand nowhere else."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from preparation import actions
from preparation.actions import Plan
from preparation.models import Completion, Confirmation
from preparation.queries.confirming import asked
from programmes import actions as programmes
from tests.access.thing import MISSING, Thing, word
from tests.personas import World

VR = {"ada", "ben", "hedda", "sten"}
# Whose, and in which cohort; how many days ago.
CONFIRMED = {
    "VR": ("Grupp 2", 1),
    "KV": ("Grupp 1", 1),
    "Vinnova recent": ("recent", 200),
    "Formas past": ("past", 900),
}
READERS: dict[tuple[str, str, str], set[str]] = {
    ("VR", "preparation", "confirmed"): {*VR, "cleo", "gun"},
    ("KV", "preparation", "confirmed"): {"eve", "paul", "gun"},
    ("Vinnova recent", "preparation", "confirmed"): {"rut", "gun"},
    ("Formas past", "preparation", "confirmed"): {"gun"},
    ("VR", "preparation", "proof"): {"ada", "cleo", "gun"},  # no colleagues
    ("VR", "preparation", "pass"): {*VR, "cleo", "gun"},
}


def preparing(world: World) -> dict[str, list[Thing]]:
    for round, days in ((world.round, 1), (world.recent_round, 200), (world.past_round, 900)):
        now = world.now - timedelta(days=days)
        plan = Plan(
            confirm_by=round.preparation_starts_on,
            preparation_hours=16,
            meeting_hours=60,
            course_name_sv="Grunderna",
            course_link="https://kurs.example/",
            course_minutes=60,
            course_due_on=round.preparation_ends_on,
        )
        actions.plan_preparation(round, plan=plan, by=world.gun, now=now)
    confirmed = {place: _confirm(world, place) for place in CONFIRMED}
    programmes.let_through(
        world.participations["VR"],
        reason=f"De gör det senare: {word('VR', 'preparation', 'pass')}.",
        by=world.cleo,
        now=world.now,
    )
    return {
        "confirmations": [
            *(
                Thing(f"{place} confirmed", one.key, CONFIRMED[place][0], place)
                for place, one in confirmed.items()
            ),
            MISSING,
        ],
        "completions": [
            Thing("ada", _take(world).key, "Grupp 2", "VR"),
            MISSING,
        ],
    }


def _confirm(world: World, place: str) -> Confirmation:
    participation = world.participations[place]
    _cohort, days = CONFIRMED[place]
    holding = participation.seats.get(function__code="coordinator").holdings.first()
    assert holding is not None
    return actions.confirm(
        participation,
        statements=asked(participation.cohort.round.preparation),
        note=f"Vi vill {word(place, 'preparation', 'confirmed')}.",
        number=1,
        by=holding.user,
        now=world.now - timedelta(days=days),
    )


def _take(world: World) -> Completion:
    text = word("VR", "preparation", "proof")
    return actions.say_course(
        world.participations["VR"],
        kind=Completion.Kind.TAKEN,
        taken_on=world.today,
        upload=SimpleUploadedFile(f"{text}.txt", f"Intyg {text}".encode(), "text/plain"),
        by=world.ada,
        now=world.now,
    )
