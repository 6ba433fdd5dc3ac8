"""The servers that tests start are real, and end."""

import http.client
import io
import smtplib

import clamd as clamd_client
import psycopg
import pytest
import redis as redis_client

from tests import servers


def count(url: str) -> int:
    with psycopg.connect(url.replace("postgres://", "postgresql://")) as connection:
        row = connection.execute("SELECT count(*) FROM thing").fetchone()
    assert row is not None
    return int(row[0])


def insert(url: str, rows: int) -> None:
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as link:
        link.execute("CREATE TABLE IF NOT EXISTS thing (id int)")
        for number in range(rows):
            link.execute("INSERT INTO thing VALUES (%s)", [number])


def test_a_durable_database_survives_a_crash() -> None:
    with servers.postgres(durable=True) as server:
        insert(server.url(), 50)
        server.crash()
        assert not server.process.is_running
        server.start()

        assert count(server.url()) == 50


def test_a_database_can_be_copied_and_its_owner_is_no_superuser(postgres: servers.Postgres) -> None:
    first = postgres.create("first")
    insert(first, 3)
    second = postgres.create("second", template="first")

    assert count(second) == 3
    with psycopg.connect(second) as connection:
        row = connection.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        assert row.fetchone() == (False,)
    postgres.drop("second")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(second)


def test_redis_keeps_what_it_has_over_a_stop(redis: servers.Redis) -> None:
    with redis_client.Redis(port=redis.port) as connection:
        connection.set("key", "value")
    redis.stop()
    redis.start()

    with redis_client.Redis(port=redis.port) as connection:
        assert connection.get("key") == b"value"


def test_redis_is_empty_for_each_test(redis: servers.Redis) -> None:
    with redis_client.Redis(port=redis.port) as connection:
        assert connection.keys() == []


def test_the_mail_server_remembers(smtp: servers.Smtp) -> None:
    with smtplib.SMTP("127.0.0.1", smtp.port) as connection:
        connection.sendmail("a@x.example", ["b@x.example"], b"Subject: Hej\r\n\r\nText\r\n")

    assert smtp.wait_for("b@x.example", subject="Hej").text.strip() == "Text"
    assert smtp.to("c@x.example") == []


def test_the_mail_server_misbehaves_as_told(smtp: servers.Smtp) -> None:
    smtp.hook = lambda stage, envelope: "451 4.7.1 Later" if stage == "rcpt" else None

    with (
        smtplib.SMTP("127.0.0.1", smtp.port) as connection,
        pytest.raises(smtplib.SMTPRecipientsRefused) as refusal,
    ):
        connection.sendmail("a@x.example", ["b@x.example"], b"Subject: Hej\r\n\r\nText\r\n")

    assert refusal.value.recipients == {"b@x.example": (451, b"4.7.1 Later")}
    assert smtp.mails == []


def test_the_scanner_knows_its_two_signatures(clamd: servers.Clamd) -> None:
    scanner = clamd_client.ClamdNetworkSocket("127.0.0.1", clamd.port)

    assert scanner.instream(io.BytesIO(servers.EICAR))["stream"][0] == "FOUND"
    assert scanner.instream(io.BytesIO(b"so: " + servers.MARKED_TEXT))["stream"][0] == "FOUND"
    assert scanner.instream(io.BytesIO(b"harmless"))["stream"] == ("OK", None)


@pytest.mark.parametrize("database", ["postgres", "sqlite"])
def test_the_portal_runs(database: str, start_portal) -> None:
    site = start_portal(database)

    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    connection.request("GET", "/", headers={"Host": "localhost"})
    answer = connection.getresponse()
    connection.close()

    assert answer.status == http.HTTPStatus.FOUND
    assert str(answer.getheader("Location")).startswith("/konto/login/")
    assert site.web.is_running
    assert [worker.is_running for worker in site.workers] == [True]


def test_a_program_that_does_not_start_shows_why(tmp_path) -> None:
    process = servers.Process(["sh", "-c", "echo no such luck; exit 3"], log=tmp_path / "log")
    process.start()

    with pytest.raises(RuntimeError, match="no such luck"):
        process.ready(lambda: False)
    assert process.stop() == 3


def test_a_program_is_killed_with_its_children(tmp_path) -> None:
    process = servers.Process(["sh", "-c", "sleep 60 & wait"], log=tmp_path / "log")
    process.start()
    process.kill()

    assert not process.is_running
