"""Receiving, keeping, removing: the file and its row belong together."""

import hashlib
import resource
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.test import Client

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files import actions, events, orphans
from exchange_portal.files.models import StoredFile
from exchange_portal.files.refusals import FileRefused, StorageBroken, StorageFull
from exchange_portal.outbox.models import Job
from tests.exchange_portal.conftest import NOW, undone
from tests.exchange_portal.files import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]

FULL = "Filen kunde inte sparas, för portalens lagring är full."
BROKEN = "Filen kunde inte sparas, för portalens lagring fungerar inte just nu."


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_kept_whole_under_another_name(reader: Any, own_storage: Path) -> None:
    name = unicodedata.normalize("NFD", "Mål på väg.pdf")
    file = actions.receive(making.upload(name, making.PDF), by=reader, now=NOW)
    file.refresh_from_db()
    [path] = kept(own_storage)

    assert path.read_bytes() == making.PDF
    assert path == own_storage / file.path
    assert path.stat().st_mode & 0o777 == 0o640
    assert (file.original_name, file.content_type, file.size, file.sha256) == (
        "Mål på väg.pdf",
        "application/pdf",
        len(making.PDF),
        hashlib.sha256(making.PDF).hexdigest(),
    )
    assert (file.state, file.received_by, file.received_at) == ("waiting", reader, NOW)


def test_its_inspection_is_ordered_and_the_trail_knows(reader: Any) -> None:
    file = actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=NOW)

    assert list(Job.objects.values_list("kind", "data")) == [("files.inspect", {"file": file.pk})]
    assert list(TrailEntry.objects.values_list("event", "actor_id", "about_id")) == [
        (events.FILE_RECEIVED, reader.pk, file.pk)
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"", "Filen är tom. Kontrollera att du valde rätt fil."),
        ("a.pdf", making.EXE, "Filens namn slutar på .pdf, men innehållet är något annat."),
        ("../a.exe", making.EXE, "Den sortens fil går inte att lämna."),
    ],
)
def test_what_is_refused_leaves_nothing(
    reader: Any, own_storage: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(FileRefused, match=says):
        actions.receive(making.upload(name, content), by=reader, now=NOW)

    assert kept(own_storage) == []
    assert StoredFile.objects.count() == Job.objects.count() == TrailEntry.objects.count() == 0


def test_a_file_of_the_portals_own_is_ready_at_once(own_storage: Path) -> None:
    file = actions.store_made("Kvitto.pdf", making.PDF, "application/pdf", now=NOW)

    assert (file.state, file.inspected_at, file.received_by) == ("clean", NOW, None)
    assert (own_storage / file.path).read_bytes() == making.PDF
    assert Job.objects.count() == 0


# --- No room -----------------------------------------------------------------------------


def test_a_full_disk_while_storing(reader: Any, own_storage: Path) -> None:
    content = making.PDF + bytes(500_000)
    with no_room_beyond(100_000), pytest.raises(StorageFull, match=FULL):
        actions.receive(making.upload("a.pdf", content), by=reader, now=NOW)

    assert kept(own_storage) == []
    assert StoredFile.objects.count() == Job.objects.count() == 0


def test_a_broken_disk_while_storing(
    reader: Any, own_storage: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not mounted, say. Whoever mends it reads of it in the log."""
    own_storage.write_text("no folder")
    with pytest.raises(StorageBroken, match=BROKEN):
        actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=NOW)

    assert StoredFile.objects.count() == Job.objects.count() == 0
    assert "A file could not be kept" in caplog.text


@pytest.mark.urls("tests.exchange_portal.files.urls")
class TestOverTheWire:
    @pytest.fixture
    def client(self, client: Client, reader: Any) -> Client:
        client.force_login(reader)
        return client

    @pytest.fixture
    def temporary(self, settings: Any, tmp_path: Path) -> Path:
        folder = tmp_path / "on its way"
        folder.mkdir()
        settings.FILE_UPLOAD_TEMP_DIR = folder
        return folder

    def test_small_and_large_files_arrive(
        self, client: Client, temporary: Path, own_storage: Path
    ) -> None:
        for size in (1_000, 3_000_000):
            content = making.PDF + bytes(size)
            response = client.post("/prov/", {"file": making.upload("a.pdf", content)})
            file = StoredFile.objects.get(pk=int(response.content))
            assert (own_storage / file.path).read_bytes() == content

        assert kept(temporary) == []

    def test_a_full_disk_on_the_way_is_said_in_words(
        self, client: Client, temporary: Path, own_storage: Path
    ) -> None:
        content = making.PDF + bytes(3_000_000)
        with no_room_beyond(1_000_000):
            response = client.post("/prov/", {"file": making.upload("a.pdf", content)})

        assert (response.status_code, response.content.decode().startswith(FULL)) == (422, True)
        assert kept(temporary) == kept(own_storage) == []

    def test_a_broken_disk_on_the_way_is_said_in_words(
        self, client: Client, temporary: Path, own_storage: Path
    ) -> None:
        temporary.rmdir()
        content = making.PDF + bytes(3_000_000)
        response = client.post("/prov/", {"file": making.upload("a.pdf", content)})

        assert (response.status_code, response.content.decode().startswith(BROKEN)) == (422, True)
        assert not own_storage.exists()

    def test_too_large_is_said_in_words_and_not_kept(
        self, client: Client, temporary: Path, own_storage: Path, settings: Any
    ) -> None:
        settings.FILE_MAX_BYTES = 3 * 1024 * 1024
        content = making.PDF + bytes(4_000_000)
        with no_room_beyond(3_500_000):
            response = client.post("/prov/", {"file": making.upload("a.pdf", content)})

        assert response.content.decode() == (
            "Filen är för stor. En fil får vara högst 3 MB. Dela upp den, eller spara bilderna i "
            "den med lägre upplösning."
        )
        assert kept(temporary) == kept(own_storage) == []

    def test_too_large_in_memory(self, client: Client, settings: Any) -> None:
        settings.FILE_MAX_BYTES = 1024 * 1024
        content = making.PDF + bytes(1_500_000)
        response = client.post("/prov/", {"file": making.upload("a.pdf", content)})

        assert response.content.decode().startswith("Filen är för stor. En fil får vara högst 1 MB")


# --- Together ----------------------------------------------------------------------------


def test_a_file_whose_row_was_never_committed_is_swept_a_day_later(
    reader: Any, own_storage: Path
) -> None:
    undone(lambda: actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=NOW))
    stays = actions.receive(making.upload("b.pdf", making.PDF), by=reader, now=NOW)
    written = default_storage.get_modified_time(stays.path)
    early = orphans.remove_orphans(written + timedelta(hours=23))
    between = len(kept(own_storage))
    late = orphans.remove_orphans(written + timedelta(hours=25))

    assert (early, between, late) == (0, 2, 1)
    assert kept(own_storage) == [own_storage / stays.path]


def test_a_row_that_the_database_refuses_takes_its_file_along(
    reader: Any, own_storage: Path
) -> None:
    with pytest.raises(IntegrityError):
        actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=None)  # type: ignore[arg-type]

    assert kept(own_storage) == []


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_file_too(reader: Any, own_storage: Path) -> None:
    file = actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=NOW)
    pk = file.pk

    assert actions.remove(file, by=reader, now=NOW)
    assert kept(own_storage) == []
    assert TrailEntry.objects.filter(event=events.FILE_REMOVED, about_id=pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_removing_in_a_transaction_that_fails_keeps_the_file(
    reader: Any, own_storage: Path
) -> None:
    file = actions.receive(making.upload("a.pdf", making.PDF), by=reader, now=NOW)
    undone(lambda: actions.remove(file, by=reader, now=NOW))

    assert kept(own_storage) == [own_storage / file.path]
    assert StoredFile.objects.count() == 1
