"""The things that are asked for: drafts, what was handed in or shared, meetings, in every group.

Each institution's confidential texts hold words that stand nowhere else (canaries). `READERS`
says, by hand, who may ever be shown each word.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import Function, User
from materials import actions as materials
from materials.actions import Words
from materials.models import Material, MaterialVersion
from materials.occasions import occasions_of
from materials.queries.places import Target
from meetings import actions
from meetings.models import (
    Assignment,
    DraftFile,
    Meeting,
    Session,
    Sharing,
    SubmittedFile,
    SubmittedVersion,
)
from meetings.queries import drafts
from tests.personas import World, canary

# Where each assignment lies: its cohort, whether the group reads what is handed in, and when
# texts were written (in days from today).
ASSIGNMENTS = {
    "shared": ("Grupp 2", Sharing.COHORT, -1),
    "own": ("Grupp 2", Sharing.OWN, -1),
    "elsewhere": ("Grupp 1", Sharing.COHORT, -1),
    "recent": ("recent", Sharing.COHORT, -200),
    "past": ("past", Sharing.COHORT, -900),
}
# Institution by institution: which assignment, whether it was handed in, and returned after that
# (so that the draft holds a newer text than what was handed in).
WORK = [
    ("VR", "shared", "draft"),
    ("VR", "own", "handed in"),
    ("Forte", "shared", "returned"),
    ("Forte", "own", "draft"),
    ("KV", "elsewhere", "handed in"),
    ("Polisen", "elsewhere", "draft"),
    ("Vinnova recent", "recent", "handed in"),
    ("Formas recent", "recent", "handed in"),
    ("Formas past", "past", "handed in"),
]
VR, FORTE = {"ada", "ben", "hedda"}, {"dan"}
# What is shared, by its name: the cohort on whose page it stands, whose it is («» the agency's),
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
READERS: dict[tuple[str, str, str], set[str]] = {
    ("VR", "shared", "draft"): VR,
    ("VR", "own", "handed in"): {*VR, "cleo", "gun"},
    ("Forte", "shared", "draft"): FORTE,
    ("Forte", "shared", "handed in"): {*FORTE, *VR, "cleo", "gun"},
    ("Forte", "shared", "comment"): {*FORTE, "cleo", "gun"},  # the agency's, to the institution
    ("Forte", "own", "draft"): FORTE,
    ("KV", "elsewhere", "handed in"): {"eve", "paul", "gun"},
    ("Polisen", "elsewhere", "draft"): set(),
    ("Vinnova recent", "recent", "handed in"): {"rut", "gun"},
    ("Formas recent", "recent", "handed in"): {"rut", "gun"},
    ("Formas past", "past", "handed in"): {"gun"},
    ("material", "group", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("material", "meeting", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("material", "peer", "file"): {*VR, *FORTE, "cleo", "gun"},
    ("material", "own", "file"): VR,
    ("material", "elsewhere", "file"): {"eve", "paul", "gun"},
    ("material", "recent", "file"): {"rut", "gun"},
    ("material", "past", "file"): {"gun"},
}


@dataclass(frozen=True)
class Thing:
    """Something with a key. `owner` is an institution's place, or "" for the whole cohort's."""

    name: str
    key: UUID
    cohort: str = ""
    owner: str = ""
    sharing: str = ""
    arguments: dict[str, Any] = field(default_factory=dict, hash=False)


MISSING = Thing("missing", uuid4(), arguments={"question": uuid4()})


@dataclass
class Things:
    assignments: list[Thing]
    sessions: list[Thing]
    cohorts: list[Thing]
    versions: list[Thing]
    draft_files: list[Thing]
    submitted_files: list[Thing]
    materials: list[Thing]
    material_files: list[Thing]


def word(place: str, assignment: str, state: str) -> str:
    return canary("-".join([*place.split(), assignment, *state.split()]))


WORDS = {word(*what): readers for what, readers in READERS.items()}


def build(world: World) -> Things:
    made = {name: _assignment(world, name) for name in ASSIGNMENTS}
    for place, name, state in WORK:
        _work(world, made[name], place, name, state)
    shared = {name: _share(world, name) for name in MATERIALS}
    return Things(
        assignments=[*(_thing(one, name) for name, one in made.items()), MISSING],
        sessions=[*map(_session, Session.objects.all()), MISSING],
        cohorts=[
            *(Thing(name, one.key, name) for name, one in world.cohorts.items()),
            MISSING,
        ],
        versions=[*(_owned(world, one, one) for one in SubmittedVersion.objects.all()), MISSING],
        draft_files=[*(_owned(world, one, one) for one in DraftFile.objects.all()), MISSING],
        submitted_files=[
            *(_owned(world, one, one.version) for one in SubmittedFile.objects.all()),
            MISSING,
        ],
        materials=[*(_material(one, name) for name, one in shared.items()), MISSING],
        material_files=[
            *(_material(one.versions.get(), name) for name, one in shared.items()),
            MISSING,
        ],
    )


def _share(world: World, name: str) -> Material:
    """The word as title, description, note and file."""
    cohort, owner, reach = MATERIALS[name]
    text = word("material", name, "file")
    institution = world.institutions[owner] if owner else None
    targets: dict[str, Target] = {"cohort": world.cohorts[cohort], "own": institution}
    if reach == "meeting":
        targets[reach] = occasions_of(world.cohorts[cohort])[0]
    return materials.share_material(
        targets[reach],
        institution=institution,
        words=Words(title_sv=f"Om {text}", description=f"Läs {text}."),
        upload=SimpleUploadedFile(f"{text}.txt", f"Underlag {text}".encode(), "text/plain"),
        form_key=uuid4(),
        by=_writer(world, owner) if owner else world.gun,
        now=world.now if institution is None else world.now - timedelta(days=1),
    )


def _material(one: Material | MaterialVersion, name: str) -> Thing:
    cohort, owner, reach = MATERIALS[name]
    return Thing(name, one.key, cohort, owner, reach)


def _moment(world: World, name: str) -> datetime:
    return world.now + timedelta(days=ASSIGNMENTS[name][2])


def _assignment(world: World, name: str) -> Assignment:
    cohort_name, sharing, _ = ASSIGNMENTS[name]
    cohort, moment = world.cohorts[cohort_name], _moment(world, name)
    by = {"by": world.gun, "now": moment}
    meeting = actions.plan_meeting(
        cohort,
        kind=Meeting.Kind.THEMED,
        number=len(name),
        theme_sv="Inriktning",
        held_on=(moment + timedelta(days=9)).date(),
        **by,
    )
    audience = Function.objects.filter(round=cohort.round)
    actions.add_session(meeting, starts_at=time(9), ends_at=time(12), audience=audience, **by)
    return actions.set_assignment(
        cohort,
        meeting=meeting,
        phase=Assignment.Phase.BEFORE,
        title_sv=f"Uppgift {name}",
        instructions_sv="Beskriv läget.",
        due_on=(moment + timedelta(days=3)).date(),
        sharing=sharing,
        questions=[actions.QuestionText(prompt_sv="Hur ser det ut?")],
        **by,
    )


def _work(world: World, assignment: Assignment, place: str, name: str, state: str) -> None:
    by = _writer(world, place)
    _write(world, assignment, place, word(place, name, "draft"), name, by)
    if state == "draft":
        return
    _write(world, assignment, place, word(place, name, "handed in"), name, by)
    participation, now = world.participations[place], _moment(world, name)
    stamp = drafts.draft(assignment, participation).stamp
    version = actions.submit(assignment, participation=participation, stamp=stamp, by=by, now=now)
    if state == "returned":
        comment = f"Skriv mer om {word(place, name, 'comment')}."
        actions.return_for_completion(version, comment=comment, by=world.cleo, now=now)
        _write(world, assignment, place, word(place, name, "draft"), name, by)


def _write(
    world: World, assignment: Assignment, place: str, text: str, name: str, by: User
) -> None:
    """The word as a text and as a file, which replaces the file that was there."""
    participation, now = world.participations[place], _moment(world, name)
    (answer,) = drafts.draft(assignment, participation).answers
    actions.save_answer(
        assignment,
        participation=participation,
        question=answer.question,
        text=f"Vi arbetar med {text}.",
        version=answer.version,
        by=by,
        now=now,
    )
    for old in drafts.draft(assignment, participation).files:
        actions.remove_file(old, by=by, now=now)
    upload = SimpleUploadedFile(f"{text}.txt", f"Underlag {text}".encode(), "text/plain")
    actions.add_file(assignment, participation=participation, upload=upload, by=by, now=now)


def _writer(world: World, place: str) -> User:
    coordinator = world.participations[place].seats.get(function__code="coordinator")
    holding = coordinator.holdings.first()
    return holding.user if holding else world.gun


def _thing(one: Assignment, name: str) -> Thing:
    cohort, sharing, _ = ASSIGNMENTS[name]
    question = {"question": one.questions.get().key}
    return Thing(name, one.key, cohort, sharing=sharing, arguments=question)


def _session(one: Session) -> Thing:
    ended = {"JiM+ 2019–2020": "recent", "JiM+ 2016–2017": "past"}
    cohort = one.meeting.cohort
    return Thing("session", one.key, ended.get(cohort.round.name, cohort.name))


def _owned(world: World, one: Any, version: Any) -> Thing:
    submission = version.submission
    owner = next(
        place
        for place, participation in world.participations.items()
        if participation.pk == submission.participation_id
    )
    name = submission.assignment.title_sv.removeprefix("Uppgift ")
    cohort, sharing, _ = ASSIGNMENTS[name]
    return Thing(f"{owner} {name}", one.key, cohort, owner, sharing)
