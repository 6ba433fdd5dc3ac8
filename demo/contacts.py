"""What Cleo and Pia have noted of their contact with institutions."""

from uuid import uuid4

from cohorts import actions as cohorts
from cohorts.models import ContactNote
from demo.building import Build

KINDS = ContactNote.Kind
# Institution, day, how, with whom, what was said, whether it needs support, and by whom.
NOTES = (
    (
        "VR",
        -21,
        KINDS.MEETING,
        "samordnaren och GD",
        "Gick igenom planen för hösten. GD vill att målen står i verksamhetsplanen redan i år.",
        False,
        "Cleo Berg",
    ),
    (
        "Vinnova",
        -4,
        KINDS.PHONE,
        "samordnaren",
        "Hinner inte med uppgiften efter träff 1: två kollegor har bytt jobb och ingen har tagit"
        " över. Vi ses på en timme nästa vecka.",
        True,
        "Cleo Berg",
    ),
    (
        "KV",
        -9,
        KINDS.MAIL,
        "samordnaren",
        "Frågade om lokalen till träff 2. Svarat.",
        False,
        "Pia Dahl",
    ),
)


def note(building: Build) -> None:
    for place, day, kind, whom, text, needs_support, by in NOTES:
        now = building.at(day, 14, 20)
        cohorts.note_contact(
            building.participation(place),
            form_key=uuid4(),
            made_on=now.date(),
            kind=kind,
            with_whom=whom,
            text=text,
            needs_support=needs_support,
            by=building.staff[by],
            now=now,
        )
