"""What the institutions have handed in, with files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Prefetch
from django.utils.timezone import localdate

from cohorts.models import Participation
from demo.full_size import facts
from demo.full_size.files import stored_files
from demo.full_size.places import Places, batches
from exchange_portal.files.models import StoredFile
from meetings.frozen import Frozen, FrozenAnswer, FrozenFile, fingerprint
from meetings.models import (
    Assignment,
    DraftAnswer,
    Question,
    Submission,
    SubmittedFile,
    SubmittedVersion,
)


@dataclass(frozen=True)
class Space:
    """An institution's own space for an assignment whose last day has passed."""

    row: Submission
    assignment: Assignment
    place: Participation


def hand_in(places: Places, now: datetime) -> None:
    """What is due, by each institution's coordinator; some of it once more after completion."""
    spaces = _spaces(places, now)
    Submission.objects.bulk_create([one.row for one in spaces], batch_size=facts.BATCH)
    for drafts in batches(_drafts(spaces, places, now)):
        DraftAnswer.objects.bulk_create(drafts)
    files = stored_files(facts.FILES, now)
    for batch in batches(_numbered(spaces)):
        own = [list(islice(files, -(-facts.FILES // facts.SUBMISSIONS))) for _ in batch]
        versions = [
            _version(space, number, those, places, now)
            for (space, number, _), those in zip(batch, own, strict=True)
        ]
        for version, (_, _, is_returned) in zip(versions, batch, strict=True):
            if is_returned:
                _send_back(version, places, now)
        SubmittedVersion.objects.bulk_create(versions)
        SubmittedFile.objects.bulk_create(
            SubmittedFile(version=version, file=file)
            for version, those in zip(versions, own, strict=True)
            for file in those
        )


def _spaces(places: Places, now: datetime) -> list[Space]:
    asked = Assignment.objects.filter(
        cohort__round=places.round, due_on__lt=localdate(now)
    ).prefetch_related(Prefetch("questions", Question.objects.order_by("number")))
    houses: dict[int, list[Participation]] = {}
    for place in places.participations:
        houses.setdefault(place.cohort_id, []).append(place)
    return [
        Space(
            Submission(assignment=assignment, participation=place, created_at=now),
            assignment,
            place,
        )
        for assignment in asked.select_related("meeting").order_by("pk")
        for place in houses[assignment.cohort_id]
    ]


def _numbered(spaces: list[Space]) -> Iterator[tuple[Space, int, bool]]:
    """Each space's versions: (space, number, whether it was returned). As many are handed in twice
    as make the sum."""
    anew = facts.SUBMISSIONS - len(spaces)
    for count, space in enumerate(spaces):
        is_returned = count < anew
        yield space, 1, is_returned
        if is_returned:
            yield space, 2, False


def _drafts(spaces: list[Space], places: Places, now: datetime) -> Iterator[DraftAnswer]:
    for space in spaces:
        for question in space.assignment.questions.all():
            yield DraftAnswer(
                submission=space.row,
                question=question,
                text=_text(space),
                version=1,
                saved_at=now,
                saved_by=places.coordinator(space.place),
            )


def _version(
    space: Space, number: int, files: list[StoredFile], places: Places, now: datetime
) -> SubmittedVersion:
    content = _copy(space, number, files, places, now).as_content()
    return SubmittedVersion(
        submission=space.row,
        number=number,
        submitted_at=now,
        submitted_by=places.coordinator(space.place),
        sharing=space.assignment.sharing,
        content=content,
        fingerprint=fingerprint(content),
    )


def _copy(
    space: Space, number: int, files: list[StoredFile], places: Places, now: datetime
) -> Frozen:
    assignment, meeting = space.assignment, space.assignment.meeting
    function = places.seats[space.place.pk][0].function
    return Frozen(
        institution=space.place.institution.name,
        institution_en=space.place.institution.name_en,
        cohort=space.place.cohort.name,
        round=places.round.name,
        meeting_number=meeting.number if meeting else None,
        theme_sv=meeting.theme_sv if meeting else "",
        theme_en=meeting.theme_en if meeting else "",
        title_sv=assignment.title_sv,
        title_en=assignment.title_en,
        due_on=assignment.due_on,
        sharing=assignment.sharing,
        number=number,
        submitted_at=now,
        submitted_by=places.coordinator(space.place).name,
        function_sv=function.name_sv,
        function_en=function.name_en,
        answers=_answers(space),
        files=tuple(
            FrozenFile(
                name=file.original_name,
                size=file.size,
                sha256=file.sha256,
                content_type=file.content_type,
            )
            for file in files
        ),
    )


def _answers(space: Space) -> tuple[FrozenAnswer, ...]:
    return tuple(
        FrozenAnswer(
            number=question.number,
            prompt_sv=question.prompt_sv,
            prompt_en=question.prompt_en,
            text=_text(space),
        )
        for question in space.assignment.questions.all()
    )


def _send_back(version: SubmittedVersion, places: Places, now: datetime) -> None:
    version.returned_at = now - timedelta(days=1)
    version.returned_by = places.leader
    version.return_comment = "Skriv även vem som äger arbetet."


def _text(space: Space) -> str:
    return f"{space.place.institution.name}. {facts.WORDS * 3}"
