"""Questions to the contact person, with words that stand nowhere else."""

from datetime import timedelta
from uuid import uuid4

from cohorts import actions
from cohorts.models import ContactQuestion
from tests.access.thing import MISSING, Thing, word
from tests.personas import World

# Whose, and in which cohort; by whom, and how many days ago.
ASKED = {
    "VR": ("Grupp 2", "ada", 1),
    "KV": ("Grupp 1", "eve", 1),
    "Vinnova recent": ("recent", "rut", 200),
    "Formas past": ("past", "olof", 900),
}
READERS: dict[tuple[str, str, str], set[str]] = {
    ("VR", "question", "text"): {"ada", "cleo", "gun"},  # no colleagues
    ("KV", "question", "text"): {"eve", "paul", "gun"},
    ("Vinnova recent", "question", "text"): {"rut", "gun"},
    ("Formas past", "question", "text"): {"gun"},  # whoever has left reads nothing
}


def questions(world: World) -> dict[str, list[Thing]]:
    return {
        "questions": [
            *(
                Thing(who, _ask(world, place).key, cohort, place)
                for place, (cohort, who, _days) in ASKED.items()
            ),
            MISSING,
        ]
    }


def _ask(world: World, place: str) -> ContactQuestion:
    _cohort, who, days = ASKED[place]
    return actions.ask_contact(
        world.participations[place],
        text=f"Hur gör vi med {word(place, 'question', 'text')}?",
        page="/",
        form_key=uuid4(),
        by=world.people[who],
        now=world.now - timedelta(days=days),
    )
