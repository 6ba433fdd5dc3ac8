"""What was said of a version, as rows: they stand, and tell the institution what it may read."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from meetings import actions
from meetings.models import Comment, FeedbackFile
from meetings.queries.feedback import Said, attempts
from meetings.queries.handed_in import versions_beside
from tests.meetings.conftest import PDF_BYTES, Stage


@pytest.fixture
def withdrawn(stage: Stage) -> Comment:
    cleo, now = stage.world.cleo, stage.now
    comment = actions.comment_on(
        stage.hand_in(),
        text="Fel institution.",
        uploads=[SimpleUploadedFile("Läst.pdf", PDF_BYTES)],
        form_key=uuid4(),
        by=cleo,
        now=now,
    )
    return actions.withdraw_comment(comment, by=cleo, now=now)


def said(comment: Comment, *, for_staff: bool) -> Said:
    (attempt,) = attempts(versions_beside(comment.version), for_staff=for_staff)
    (one,) = attempt.comments
    return one


def test_a_withdrawn_comment_is_told_without_its_words(withdrawn: Comment) -> None:
    told = said(withdrawn, for_staff=False)

    assert (told.text, told.files) == ("", [])
    assert told.withdrawn_at == withdrawn.withdrawn_at


def test_the_agency_keeps_the_words(withdrawn: Comment) -> None:
    kept = said(withdrawn, for_staff=True)

    assert (kept.text, [one.name for one in kept.files]) == ("Fel institution.", ["Läst.pdf"])


def test_withdrawn_twice_it_was_withdrawn_once(stage: Stage, withdrawn: Comment) -> None:
    again = actions.withdraw_comment(withdrawn, by=stage.world.gun, now=stage.now)

    assert again.withdrawn_by == stage.world.cleo


def test_what_was_said_is_never_changed(withdrawn: Comment) -> None:
    changes = [
        lambda: Comment.objects.update(text="Något annat"),
        lambda: Comment.objects.update(withdrawn_at=None, withdrawn_by=None),
        lambda: FeedbackFile.objects.update(comment=None),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
