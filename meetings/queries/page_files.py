"""Every file on the page of an assignment, in one question: those beside the instruction, those of
the own draft, and those that came when it was returned."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from exchange_portal.files.listed import ListedFile
from exchange_portal.files.models import StoredFile
from exchange_portal.phrased import ask
from meetings.models import Assignment, AssignmentFile, DraftFile, FeedbackFile
from meetings.queries.handed_in import Seen

BESIDE, DRAFT, RETURNED = "beside", "draft", "returned"
NONE_YET = 0  # no submission has this for its primary key


@dataclass(frozen=True)
class PageFiles:
    """Each in the order in which they came."""

    beside: list[ListedFile] = field(default_factory=list)
    draft: list[DraftFile] = field(default_factory=list)
    returned: list[ListedFile] = field(default_factory=list)


def files_on_page(
    assignment: Assignment,
    submission: int | None = None,
    *,
    latest: Seen | None = None,
    for_staff: bool = False,
) -> PageFiles:
    """`submission`: the own one, if anyone has begun; `latest`: its last version. For those who
    see the assignment; whom a stopped file is shown to, the models say."""
    found = PageFiles()
    for kind, pk, _at, number, *told in ask(_rows, [assignment.pk], [submission or NONE_YET]):
        one = ListedFile(*told)
        if kind == DRAFT:
            found.draft.append(_draft_file(pk, one))
        elif for_staff or one.state != StoredFile.State.REFUSED:
            if kind == BESIDE:
                found.beside.append(one)
            elif latest is not None and number == latest.number:
                found.returned.append(one)
    return found


def _draft_file(pk: int, one: ListedFile) -> DraftFile:
    """Enough of it to be shown."""
    file = StoredFile(original_name=one.name, size=one.size, state=one.state)
    return DraftFile(pk=pk, key=one.key, file=file)


def _rows(assignment: list[int], submission: list[int]) -> QuerySet[Any, tuple[Any, ...]]:
    beside = AssignmentFile.objects.filter(assignment__in=assignment, withdrawn_at=None)
    draft = DraftFile.objects.filter(submission__in=submission)
    returned = FeedbackFile.objects.filter(version__submission__in=submission, comment=None)
    all_of_them: QuerySet[Any, tuple[Any, ...]] = _told(beside, BESIDE).union(
        _told(draft, DRAFT),
        _told(returned.annotate(at=F("file__received_at")), RETURNED, "at", F("version__number")),
        all=True,
    )
    return all_of_them.order_by("added_at", "pk")


def _told(files: QuerySet[Any], kind: str, at: str = "added_at", number: Any = None) -> Any:
    """The columns are named by the first of the three."""
    return files.annotate(
        kind=Value(kind, output_field=CharField()),
        number=number or Value(NONE_YET, output_field=IntegerField()),
    ).values_list(
        "kind", "pk", at, "number", "key", "file__original_name", "file__size", "file__state"
    )
