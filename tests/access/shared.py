"""Material in every group and round, with words that stand nowhere else."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import User
from materials import actions
from materials.actions import Words
from materials.models import Material, MaterialVersion
from materials.occasions import occasions_of
from materials.queries.places import Target
from tests.access.thing import MISSING, Thing, word
from tests.personas import World

# By its name: the cohort on whose page it stands, whose it is («» the agency's),
# and with whom it is shared.
MATERIALS = {
    "group": ("Grupp 2", "", "cohort"),
    "meeting": ("Grupp 2", "", "meeting"),
    "peer": ("Grupp 2", "VR", "cohort"),
    "own": ("Grupp 2", "VR", "own"),
    "elsewhere": ("Grupp 1", "KV", "cohort"),
    "recent": ("recent", "", "cohort"),
    "past": ("past", "", "cohort"),
}
VR, FORTE = {"ada", "ben", "hedda", "sten"}, {"dan"}
READERS: dict[tuple[str, str, str], set[str]] = {
    ("material", "group", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("material", "meeting", "file"): {*VR, *FORTE, "cleo", "gun", "irma"},  # and its guests
    ("material", "peer", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("material", "own", "file"): VR,
    ("material", "elsewhere", "file"): {"eve", "paul", "gun"},
    ("material", "recent", "file"): {"rut", "gun"},
    ("material", "past", "file"): {"gun"},
}


def materials(world: World) -> dict[str, list[Thing]]:
    """What is shared, and the files of it."""
    made = {name: _share(world, name) for name in MATERIALS}
    return {
        "materials": [*(_material(one, name) for name, one in made.items()), MISSING],
        "material_files": [
            *(_material(one.versions.get(), name) for name, one in made.items()),
            MISSING,
        ],
    }


def _share(world: World, name: str) -> Material:
    """The word as title, description, note and file."""
    cohort, owner, reach = MATERIALS[name]
    text = word("material", name, "file")
    institution = world.institutions[owner] if owner else None
    targets: dict[str, Target] = {"cohort": world.cohorts[cohort], "own": institution}
    if reach == "meeting":
        targets[reach] = occasions_of(world.cohorts[cohort])[0]
    return actions.share_material(
        targets[reach],
        institution=institution,
        words=Words(title_sv=f"Om {text}", description=f"Läs {text}."),
        upload=SimpleUploadedFile(f"{text}.txt", f"Underlag {text}".encode(), "text/plain"),
        form_key=uuid4(),
        by=_coordinator(world, owner) if owner else world.gun,
        now=world.now if institution is None else world.now - timedelta(days=1),
    )


def _material(one: Material | MaterialVersion, name: str) -> Thing:
    cohort, owner, reach = MATERIALS[name]
    return Thing(name, one.key, cohort, owner, reach, is_visited=reach == "meeting")


def _coordinator(world: World, place: str) -> User:
    return world.seat(place, "coordinator").holdings.get().user
