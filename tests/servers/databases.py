"""A PostgreSQL of one's own."""

import getpass
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.processes import Process, folder, free_port

CARELESS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def programs() -> Path:
    """Where initdb and postgres are: Debian keeps them beside the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    if debian:
        return debian[-1]
    found = shutil.which("postgres")
    if found is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).resolve().parent


@dataclass
class Postgres:
    """`durable` keeps every acknowledged commit through a crash; without it all is faster.

    `autovacuum` is for data that stays. Seen between two tests the tables are empty, and a plan
    that is made for empty tables takes minutes when the next test has filled them.
    """

    folder: Path
    port: int
    durable: bool = False
    autovacuum: bool = True
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        self.process = Process(
            [
                str(programs() / "postgres"),
                f"-D{self.folder / 'data'}",
                f"-p{self.port}",
                f"-k{self.folder}",
                "-clisten_addresses=127.0.0.1",
                "-cmax_connections=200",
                f"-cautovacuum={'on' if self.autovacuum else 'off'}",
                *([] if self.durable else CARELESS),
            ],
            log=self.folder / "postgres.log",
            user=_owner(),
        )

    def url(self, name: str = "portal") -> str:
        return f"postgres://portal@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, *, template: str = "template1") -> str:
        """A new database, as a copy of another if one is named. Returns its address."""
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER portal TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return self.url(name)

    def drop(self, name: str) -> None:
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def start(self) -> None:
        self.process.start()
        self.process.ready(self._answers)

    def stop(self) -> None:
        self.process.stop(signal.SIGINT)

    def crash(self) -> None:
        """End at once, without writing anything more: as when the power goes."""
        self.process.stop(signal.SIGQUIT)

    def _superuser(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        )

    def _answers(self) -> bool:
        try:
            self._superuser().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def postgres(*, durable: bool = False, autovacuum: bool = True) -> Iterator[Postgres]:
    """A new server with an empty database `portal`, owned by a role that is no superuser."""
    with folder("postgres") as path:
        _initialise(path)
        server = Postgres(path, free_port(), durable, autovacuum)
        try:
            server.start()
            with server._superuser() as connection:
                connection.execute("CREATE ROLE portal LOGIN CREATEDB")
                # So that tests can put rows back as they were: see tests/replay.py.
                connection.execute("GRANT SET ON PARAMETER session_replication_role TO portal")
            server.create("portal")
            yield server
        finally:
            server.stop()


def _initialise(path: Path) -> None:
    command = [str(programs() / "initdb"), f"--pgdata={path / 'data'}", "--username=postgres"]
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    owner = _owner()
    if owner:  # PostgreSQL refuses to run as root
        shutil.chown(path, owner)
        command = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups", *command]
    subprocess.run([*command, *options], check=True, capture_output=True, cwd=path)


def _owner() -> str:
    return "postgres" if os.geteuid() == 0 and getpass.getuser() == "root" else ""
