"""Every file on the page of an assignment, in one question: those beside the instruction and those
of the own draft."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from exchange_portal.files.models import StoredFile
from exchange_portal.phrased import ask
from meetings.models import Assignment, AssignmentFile, DraftFile

BESIDE, DRAFT = "beside", "draft"
NONE_YET = 0  # no submission has this for its primary key


@dataclass(frozen=True)
class Beside:
    """A file, as far as the page of its assignment tells of it."""

    key: UUID
    name: str
    size: int  # bytes
    state: str


@dataclass(frozen=True)
class PageFiles:
    """Each in the order in which they came."""

    beside: list[Beside] = field(default_factory=list)
    draft: list[DraftFile] = field(default_factory=list)


def files_on_page(
    assignment: Assignment, submission: int | None = None, *, for_staff: bool = False
) -> PageFiles:
    """`submission`: the own one, if anyone has begun. For those who see the assignment; whom a
    stopped file beside it is shown to, says `AssignmentFile.visible_to`."""
    found = PageFiles()
    for kind, pk, _added_at, *told in ask(_rows, [assignment.pk], [submission or NONE_YET]):
        beside = Beside(*told)
        if kind == DRAFT:
            found.draft.append(_draft_file(pk, beside))
        elif for_staff or beside.state != StoredFile.State.REFUSED:
            found.beside.append(beside)
    return found


def _draft_file(pk: int, one: Beside) -> DraftFile:
    """Enough of it to be shown."""
    file = StoredFile(original_name=one.name, size=one.size, state=one.state)
    return DraftFile(pk=pk, key=one.key, file=file)


def _rows(assignment: list[int], submission: list[int]) -> QuerySet[Any, tuple[Any, ...]]:
    beside = AssignmentFile.objects.filter(assignment__in=assignment, withdrawn_at=None)
    draft = DraftFile.objects.filter(submission__in=submission)
    both: QuerySet[Any, tuple[Any, ...]] = _told(beside, BESIDE).union(
        _told(draft, DRAFT), all=True
    )
    return both.order_by("added_at", "pk")


def _told(files: QuerySet[Any], kind: str) -> Any:
    return files.annotate(kind=Value(kind, output_field=CharField())).values_list(
        "kind", "pk", "added_at", "key", "file__original_name", "file__size", "file__state"
    )
