"""Work in a draft: nobody's words are lost, and nothing of it leaves the institution."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.models import StoredFile
from meetings import actions
from meetings.models import DraftAnswer, DraftFile, Submission
from tests.meetings.conftest import LATER, Stage, ask


def test_a_text_is_saved_with_who_and_when(stage: Stage) -> None:
    answer = stage.write("Hej", by=stage.world.ben)

    assert (answer.text, answer.version) == ("Hej", 1)
    assert (answer.saved_by, answer.saved_at) == (stage.world.ben, stage.now)


def test_the_next_save_names_the_version_it_began_from(stage: Stage) -> None:
    stage.write("Hej")
    answer = stage.write("Hej igen", version=1, by=stage.world.ben, now=stage.now + LATER)

    assert (answer.text, answer.version, answer.saved_by) == ("Hej igen", 2, stage.world.ben)


@pytest.mark.parametrize("version", [0, 2, -1, 10**9])
def test_another_version_overwrites_nothing(stage: Stage, version: int) -> None:
    stage.write("Bens text", by=stage.world.ben)

    with pytest.raises(actions.Conflict) as refusal:
        stage.write("Adas text", version=version)

    assert refusal.value.answer.text == "Bens text"
    assert DraftAnswer.objects.get().text == "Bens text"


def test_a_lost_reply_can_be_asked_for_again(stage: Stage) -> None:
    first = stage.write("Hej")
    again = stage.write("Hej", version=0, by=stage.world.ben, now=stage.now + LATER)

    assert (again.version, again.saved_by, again.saved_at) == (1, first.saved_by, first.saved_at)


def test_an_empty_text_is_a_text(stage: Stage) -> None:
    stage.write("Hej")
    answer = stage.write("", version=1)

    assert (answer.text, answer.version) == ("", 2)


def test_line_breaks_and_nul_are_tidied(stage: Stage) -> None:
    assert stage.write("a\r\nb\rc\0d").text == "a\nb\ncd"


def test_the_longest_text(stage: Stage) -> None:
    longest = "å" * actions.MAX_CHARACTERS

    assert stage.write(longest).text == longest
    with pytest.raises(actions.TooLong, match="20\xa0001 tecken"):
        stage.write(longest + "x", version=1)
    assert DraftAnswer.objects.get().text == longest


def test_what_comes_with_a_paste_is_tidied(stage: Stage) -> None:
    assert stage.write("Mål \u2029Delmål\x0bnästa\x1f").text == "Mål \nDelmål\nnästa"


def test_the_most_lines(stage: Stage) -> None:
    most = "\n" * (actions.MAX_LINES - 1)

    assert stage.write(most).text == most
    with pytest.raises(actions.TooManyLines, match="1\xa0001 rader"):
        stage.write(most + "\n", version=1)


def test_institutions_have_drafts_of_their_own(stage: Stage) -> None:
    stage.write("VR")
    stage.write("Forte", at=stage.forte, by=stage.world.dan)

    assert stage.draft().answers[0].text == "VR"
    assert stage.draft(stage.forte).answers[0].text == "Forte"
    assert Submission.objects.count() == 2


def test_before_it_opens_nothing_is_written(stage: Stage) -> None:
    stage.assignments["Grupp 2"] = ask(
        stage, stage.world.group2, opens_on=stage.world.days(1), due_on=stage.world.days(9)
    )
    with pytest.raises(actions.NotOpenYet, match="öppnar"):
        stage.write("Hej")

    assert not Submission.objects.exists()


def test_after_the_round_nothing_is_written(stage: Stage) -> None:
    stage.write("Hej")
    after = stage.now + timedelta(days=401)

    with pytest.raises(actions.RoundOver):
        stage.write("Hej igen", version=1, now=after)
    assert stage.write("Sista dagen", version=1, now=after - timedelta(days=1)).version == 2


def test_what_has_been_handed_in_is_locked_until_it_is_returned(stage: Stage) -> None:
    version = stage.hand_in()

    with pytest.raises(actions.HandedIn) as refusal:
        stage.write("Mer", version=1)
    assert refusal.value.version == version
    with pytest.raises(actions.HandedIn):
        stage.attach()

    stage.send_back(version)
    assert stage.write("Mer", version=1).text == "Mer"


def test_saving_many_saves_what_can_be_saved(stage: Stage) -> None:
    stage.write("Bens", number=2, by=stage.world.ben)
    first, second, third = stage.questions
    written = [
        actions.Written(question=first, text="Adas", version=0),
        actions.Written(question=second, text="Adas", version=0),
        actions.Written(question=third, text="x" * 20_001, version=0),
    ]
    refused = actions.save_answers(
        stage.assignment,
        participation=stage.vr,
        written=written,
        by=stage.world.ada,
        now=stage.now,
    )

    assert {one: type(why) for one, why in refused.items()} == {
        second: actions.Conflict,
        third: actions.TooLong,
    }
    assert [answer.text for answer in stage.draft().answers] == ["Adas", "Bens", ""]


def test_a_file_lies_in_the_draft(stage: Stage) -> None:
    draft_file = stage.attach("Plan för åren.pdf")

    assert [one.file.original_name for one in stage.draft().files] == ["Plan för åren.pdf"]
    assert draft_file.added_by == stage.world.ada


def test_the_same_file_twice_lies_there_once(stage: Stage) -> None:
    assert stage.attach() == stage.attach()
    assert StoredFile.objects.count() == 1


def test_a_draft_has_room_for_so_many_files(stage: Stage, monkeypatch) -> None:
    monkeypatch.setattr("meetings.actions.drafts.MAX_FILES", 1)
    stage.attach()

    with pytest.raises(actions.TooManyFiles, match="högst 1"):
        stage.attach(content=b"%PDF-1.4 other\n%%EOF\n")


def test_a_refused_file_leaves_nothing(stage: Stage) -> None:
    with pytest.raises(FileRefused):
        stage.attach("tom.pdf", b"")

    assert not DraftFile.objects.exists()


def test_a_removed_file_is_gone_for_good(stage: Stage, django_capture_on_commit_callbacks) -> None:
    draft_file = stage.attach()
    path = draft_file.file.path
    assert default_storage.exists(path)

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(draft_file, by=stage.world.ben, now=stage.now)
        actions.remove_file(draft_file, by=stage.world.ada, now=stage.now)  # a second click

    assert not StoredFile.objects.exists()
    assert not default_storage.exists(path)


def test_a_file_that_was_handed_in_stays_with_what_was_handed_in(stage: Stage) -> None:
    draft_file = stage.attach()
    version = stage.hand_in()
    stage.send_back(version)

    actions.remove_file(draft_file, by=stage.world.ada, now=stage.now)

    assert stage.draft().files == ()
    assert [one.file.original_name for one in version.files.all()] == ["plan.pdf"]


def test_the_trail_knows_nothing_of_texts_in_a_draft(stage: Stage) -> None:
    before = TrailEntry.objects.count()
    stage.fill()

    assert TrailEntry.objects.count() == before
