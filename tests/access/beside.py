"""Files that the agency has put beside instructions, in every group."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import actions
from meetings.models import Assignment, AssignmentFile
from tests.access.thing import word
from tests.personas import World

VR, FORTE = {"ada", "ben", "hedda", "sten"}, {"dan"}
READERS: dict[tuple[str, str, str], set[str]] = {
    ("instruction", "shared", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("instruction", "elsewhere", "file"): {"eve", "paul", "gun"},
    ("instruction", "recent", "file"): {"rut", "gun"},
    ("instruction", "past", "file"): {"gun"},
}


def put_beside(
    world: World, assignments: Mapping[str, Assignment], now: datetime
) -> dict[str, AssignmentFile]:
    """By the name of the assignment. The word is the file's name and stands in it."""
    return {name: _put(world, assignments[name], name, now) for _, name, _ in READERS}


def _put(world: World, assignment: Assignment, name: str, now: datetime) -> AssignmentFile:
    text = word("instruction", name, "file")
    upload = SimpleUploadedFile(f"{text}.txt", f"Mall {text}".encode(), "text/plain")
    (added,) = actions.add_assignment_file(assignment, upload=upload, by=world.gun, now=now)
    return added
