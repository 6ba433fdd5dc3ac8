"""The things that are asked for: drafts, what was handed in or shared, meetings, in every group.

Each institution's confidential texts hold words that stand nowhere else (canaries). `READERS`
says, by hand, who may ever be shown each word.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import Function, Guest, Holding, User
from meetings import actions
from meetings.models import (
    Assignment,
    Comment,
    DraftFile,
    FeedbackFile,
    Meeting,
    Session,
    Sharing,
    SubmittedFile,
    SubmittedVersion,
)
from meetings.queries import drafts
from programmes import actions as programmes
from tests.access.assessments import ASSESSMENTS, assess, assessments
from tests.access.assessments import READERS as READERS_OF_ASSESSMENTS
from tests.access.assistants import assistants
from tests.access.beside import READERS as READERS_OF_INSTRUCTIONS
from tests.access.beside import put_beside
from tests.access.interest import READERS as READERS_OF_INTEREST
from tests.access.interest import interests
from tests.access.places import places
from tests.access.preparing import READERS as READERS_OF_PREPARATION
from tests.access.preparing import preparing
from tests.access.questions import READERS as READERS_OF_QUESTIONS
from tests.access.questions import questions
from tests.access.shared import READERS as READERS_OF_MATERIALS
from tests.access.shared import materials
from tests.access.thing import MISSING, Thing, Things, word
from tests.access.visiting import guest, is_visited, offer, visit
from tests.personas import World
from tests.replay import replayed

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
VR, FORTE = {"ada", "ben", "hedda", "sten"}, {"dan"}
READERS: dict[tuple[str, str, str], set[str]] = {
    ("VR", "shared", "draft"): VR,
    ("VR", "own", "handed in"): {*VR, "cleo", "gun"},
    ("Forte", "shared", "draft"): FORTE,
    ("Forte", "shared", "handed in"): {*FORTE, *VR, "cleo", "gun"},
    ("Forte", "shared", "comment"): {*FORTE, "cleo", "gun"},  # the agency's, to the institution
    ("Forte", "shared", "said"): {*FORTE, "cleo", "gun"},  # as a comment, and as a file with it
    ("KV", "elsewhere", "said"): {"eve", "paul", "gun"},
    ("Forte", "own", "draft"): FORTE,
    ("VR", "meeting", "comment"): {*VR, "cleo", "gun"},  # to an answer to an invitation
    ("Forte", "meeting", "comment"): {*FORTE, "cleo", "gun"},
    ("KV", "elsewhere", "handed in"): {"eve", "paul", "gun"},
    ("Polisen", "elsewhere", "draft"): set(),
    ("Vinnova recent", "recent", "handed in"): {"rut", "gun"},
    ("Formas recent", "recent", "handed in"): {"rut", "gun"},
    ("Formas past", "past", "handed in"): {"gun"},
}

EVERY_READER = {
    **READERS,
    **READERS_OF_ASSESSMENTS,
    **READERS_OF_INSTRUCTIONS,
    **READERS_OF_INTEREST,
    **READERS_OF_MATERIALS,
    **READERS_OF_PREPARATION,
    **READERS_OF_QUESTIONS,
}
# Ada has written, handed in and answered much, and then got a protected identity.
PROTECTED = {"ada lind": {"ada", "gun"}, "ada@vr.example": {"gun"}}
WORDS = {word(*what): readers for what, readers in EVERY_READER.items()} | PROTECTED


def build(world: World) -> Things:
    """Made once for each world that is put back, and then put back with it."""
    things = Things(**replayed(("things", world.round.key), lambda: vars(_build(world))))
    programmes.protect(world.ada, by=world.gun, now=world.now)
    return things


def _build(world: World) -> Things:
    made = {name: _assignment(world, name) for name in ASSIGNMENTS}
    shared = made["shared"].meeting
    assert shared is not None
    _answers(world, shared)
    for place, name, state in WORK:
        _work(world, made[name], place, name, state)
    assessed = {
        what: assess(world, *what, text=f"Vi vet: {word(*what)}.", by=_writer(world, what[0]))
        for what in ASSESSMENTS
    }
    beside = put_beside(world, made, world.now)
    visit(world, made["own"].meeting, world.now)
    return Things(
        assignment_files=[
            *(Thing(name, one.key, ASSIGNMENTS[name][0]) for name, one in beside.items()),
            MISSING,
        ],
        assistants=assistants(world, made["shared"].meeting),
        assignments=[*(_thing(one, name) for name, one in made.items()), MISSING],
        sessions=[*map(_session, Session.objects.all()), MISSING],
        meetings=[*map(_meeting, Meeting.objects.all()), MISSING],
        guests=[*map(guest, Guest.objects.all()), MISSING],
        interests=[*interests(world), MISSING],
        offers=[offer(world), MISSING],
        invitations=[*_invitations(world), MISSING],
        **_said(world),
        versions=[*(_owned(world, one, one) for one in SubmittedVersion.objects.all()), MISSING],
        draft_files=[*(_owned(world, one, one) for one in DraftFile.objects.all()), MISSING],
        submitted_files=[
            *(_owned(world, one, one.version) for one in SubmittedFile.objects.all()),
            MISSING,
        ],
        **places(world),
        **assessments(assessed),
        **materials(world),
        **preparing(world),
        **questions(world),
    )


def _said(world: World) -> dict[str, list[Thing]]:
    """What the agency has said of versions, in words and files."""
    models = {"comments": Comment, "feedback_files": FeedbackFile}
    return {
        name: [*(_owned(world, one, one.version) for one in model.objects.all()), MISSING]  # type: ignore[attr-defined]
        for name, model in models.items()
    }


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
    if (place, name, "said") in READERS:
        _say(world, version, word(place, name, "said"), now)
    if state == "returned":
        comment = f"Skriv mer om {word(place, name, 'comment')}."
        actions.return_for_completion(version, comment=comment, by=world.cleo, now=now)
        _write(world, assignment, place, word(place, name, "draft"), name, by)


def _say(world: World, version: SubmittedVersion, text: str, now: datetime) -> None:
    upload = SimpleUploadedFile(f"{text}.txt", f"Om {text}".encode(), "text/plain")
    actions.comment_on(
        version, text=f"Mer om {text}.", uploads=[upload], form_key=uuid4(), by=world.gun, now=now
    )


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
    visited = is_visited(one.meeting)
    return Thing("session", one.key, _cohort(one.meeting), is_visited=visited)


def _meeting(one: Meeting) -> Thing:
    return Thing("meeting", one.key, _cohort(one), is_visited=is_visited(one))


def _cohort(meeting: Meeting) -> str:
    ended = {"JiM+ 2019–2020": "recent", "JiM+ 2016–2017": "past"}
    return ended.get(meeting.cohort.round.name, meeting.cohort.name)


def _invitations(world: World) -> Iterator[Thing]:
    places = {one.pk: place for place, one in world.participations.items()}
    names = {user.pk: name for name, user in world.people.items()}
    for session in Session.objects.all():
        called = Holding.objects.filter(seat__participation__cohort=session.meeting.cohort)
        for one in called.select_related("seat"):
            owner = places[one.seat.participation_id]
            arguments = {"holding": one.key}
            cohort = _cohort(session.meeting)
            visited = is_visited(session.meeting)
            name = names[one.user_id]
            yield Thing(name, session.key, cohort, owner, is_visited=visited, arguments=arguments)


def _answers(world: World, meeting: Meeting) -> None:
    """Ada and Dan do not come, and say why in words that are not for the whole group."""
    for place, who in (("VR", world.ada), ("Forte", world.dan)):
        actions.answer_invitation(
            meeting.sessions.get(),
            holding=who.holdings.get(),
            is_coming=False,
            comment=f"Jag måste till {word(place, 'meeting', 'comment')}.",
            answered_for=meeting.held_on,
            version=0,
            by=who,
            now=world.now,
        )


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
