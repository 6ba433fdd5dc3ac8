"""A file is handed out when it has been found clean, and to nobody before."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files import actions, events
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox import delivery
from exchange_portal.outbox.models import Job
from tests import servers
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.files import making

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_storage"),
    pytest.mark.urls("tests.exchange_portal.files.urls"),
]


def work(at: datetime = NOW) -> None:
    delivery.work_off(lambda: at)


def received(reader: Any, name: str = "a.txt", content: bytes = b"hej") -> StoredFile:
    return actions.receive(making.upload(name, content), by=reader, now=NOW)


def happened() -> list[tuple[str, int | None]]:
    return list(TrailEntry.objects.order_by("pk").values_list("event", "actor_id"))


def test_without_a_scanner_the_checks_at_reception_do(reader: Any) -> None:
    file = received(reader)
    work()
    file.refresh_from_db()

    assert (file.state, file.inspected_at) == ("clean", NOW)


class TestWithAScanner:
    @pytest.fixture(autouse=True)
    def _scanner(self, clamd: servers.Clamd, settings: Any) -> None:
        settings.CLAMAV_ADDRESS = clamd.address

    def test_a_clean_file(self, reader: Any) -> None:
        file = received(reader, "a.pdf", making.PDF + bytes(300_000))
        work()
        file.refresh_from_db()

        assert (file.state, file.inspected_at) == ("clean", NOW)
        assert happened() == [(events.FILE_RECEIVED, reader.pk), (events.FILE_FOUND_CLEAN, None)]

    @pytest.mark.parametrize(
        "content", [servers.EICAR, b"x" * 200_000 + servers.MARKED_TEXT], ids=["eicar", "late"]
    )
    def test_a_virus(self, reader: Any, client: Client, content: bytes) -> None:
        file = received(reader, "a.txt", content)
        work()
        file.refresh_from_db()
        client.force_login(reader)
        response = client.get(f"/prov/{file.pk}/")

        assert (file.state, file.inspected_at) == ("refused", NOW)
        assert happened() == [
            (events.FILE_RECEIVED, reader.pk),
            (events.FILE_FOUND_MALICIOUS, None),
        ]
        assert response.status_code == 409
        assert "ser ut som ett virus" in response.content.decode()
        assert content not in response.content

    def test_a_disk_that_is_away_is_waited_for(self, reader: Any, own_storage: Path) -> None:
        file = received(reader)
        away = own_storage.rename(own_storage.with_name("away"))
        for hour in range(20):
            work(NOW + timedelta(hours=hour))
        file.refresh_from_db()
        assert (file.state, Job.objects.get().state) == ("waiting", "waiting")

        away.rename(own_storage)
        work(NOW + timedelta(days=1))
        file.refresh_from_db()
        assert file.state == "clean"

    def test_a_second_inspection_changes_nothing(self, reader: Any) -> None:
        file = received(reader)
        work()
        Job.objects.update(state="waiting", done_at=None)
        work(NOW + timedelta(hours=1))
        file.refresh_from_db()

        assert file.inspected_at == NOW
        assert len(happened()) == 2


def test_a_scanner_that_does_not_answer_leaves_it_waiting(reader: Any, settings: Any) -> None:
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{servers.free_port()}"
    file = received(reader)
    for minute in range(20):
        work(NOW + timedelta(minutes=minute))
    file.refresh_from_db()
    job = Job.objects.get()

    assert (file.state, file.inspected_at) == ("waiting", None)
    assert (job.state, job.tries) == ("waiting", 0)
    assert "refused" in job.error


class TestFetching:
    @pytest.fixture
    def client(self, client: Client, reader: Any) -> Client:
        client.force_login(reader)
        return client

    def test_a_waiting_file_is_explained(self, client: Client, reader: Any) -> None:
        file = received(reader, content=b"hemligt")
        response = client.get(f"/prov/{file.pk}/")

        assert response.status_code == 409
        assert "Filen kontrolleras" in response.content.decode()
        assert b"hemligt" not in response.content
        assert (events.FILE_DOWNLOADED, reader.pk) not in happened()

    def test_a_clean_one_comes_as_an_attachment_and_is_noted(
        self, client: Client, reader: Any
    ) -> None:
        file = received(reader, "Mål <b>.txt", b"<script>alert(1)</script>")
        work()
        response = client.get(f"/prov/{file.pk}/")

        assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
        assert dict(response.headers) | {
            "Content-Type": "text/plain",
            "Content-Length": "25",
            "Content-Disposition": "attachment; filename*=utf-8''M%C3%A5l%20%3Cb%3E.txt",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        } == dict(response.headers)
        assert happened()[-1] == (events.FILE_DOWNLOADED, reader.pk)

    def test_asking_for_its_size_is_no_download(self, client: Client, reader: Any) -> None:
        file = received(reader)
        work()
        response = client.head(f"/prov/{file.pk}/")

        assert (response.content, response["Content-Length"]) == (b"", "3")
        assert happened()[-1] == (events.FILE_FOUND_CLEAN, None)

    def test_a_web_server_in_front_sends_the_bytes(
        self, client: Client, reader: Any, settings: Any
    ) -> None:
        settings.FILES_ACCEL_PREFIX = "/private/"
        file = received(reader)
        work()
        response = client.get(f"/prov/{file.pk}/")

        assert (response.content, response["X-Accel-Redirect"]) == (b"", f"/private/{file.path}")
        assert response["Content-Disposition"] == 'attachment; filename="a.txt"'
        assert happened()[-1] == (events.FILE_DOWNLOADED, reader.pk)

    def test_one_that_is_gone_is_our_fault_and_no_500(
        self, client: Client, reader: Any, own_storage: Path
    ) -> None:
        file = received(reader)
        work()
        (own_storage / file.path).unlink()
        response = client.get(f"/prov/{file.pk}/")

        assert response.status_code == 410
        assert "Felet är vårt" in response.content.decode()

    def test_one_that_cannot_be_read_is_our_fault_and_no_500(
        self, client: Client, reader: Any, own_storage: Path
    ) -> None:
        file = received(reader)
        work()
        (own_storage / file.path).unlink()
        (own_storage / file.path).mkdir()
        response = client.get(f"/prov/{file.pk}/")

        assert response.status_code == 503
        assert "Felet är vårt, och filen ligger kvar." in response.content.decode()
        assert (events.FILE_DOWNLOADED, reader.pk) not in happened()
