"""Run the whole portal on this machine, with people one can be."""

import os
import secrets
import signal
import time
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from demo.people import PERSONAS
from demo.processes import Children, Ended, choose_port, wait_for_page, web, worker
from demo.reset import forget_everything
from exchange_portal.outbox import wake

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    requires_system_checks = ()  # they open the database, which may not be there yet
    help = "Runs the portal with demo data: a web server, one worker with beat, mail in a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="begin anew")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *, reset: bool, port: int, **options: object) -> None:
        # Installed by hand: a process started in the background inherits an ignored SIGINT.
        for number in STOP_SIGNALS:
            signal.signal(number, signal.default_int_handler)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        if reset or os.environ.get("RESET") == "1":
            forget_everything()
        children = Children(cwd=settings.BASE_DIR)
        try:
            self._run(children, choose_port(port))
        except KeyboardInterrupt:
            self.stdout.write("\nDemon är avslutad.")
        except Ended as reason:
            raise CommandError(str(reason)) from reason
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            children.stop()

    def _run(self, children: Children, port: int) -> None:
        env = surroundings(port)
        settings.SECRET_KEY = env["PORTAL_SECRET_KEY"]  # what is sealed here, the others open
        settings.PORTAL_URL = env["PORTAL_URL"]  # what is written here leads to the others
        children.start("web", web(port), env)
        prepare()  # while the web server starts, which takes as long as much of this
        wait_for_page(f"http://127.0.0.1:{port}/demo/", children)
        wake.ring()  # the first mails go at once, not at the first pulse
        children.start("worker", worker(), env)
        self.stdout.write(welcome(port))
        self.stdout.flush()
        while True:
            time.sleep(0.5)
            children.check()


def prepare() -> None:
    """Tables, cache and demo data, each only if it is missing: a warm start is quick."""
    (settings.VAR_DIR / "broker.sqlite3").unlink(missing_ok=True)  # wake-ups of an earlier run
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    call_command("demo_data", verbosity=0)
    connection.close()


def surroundings(port: int) -> dict[str, str]:
    """The environment of the processes. The key is kept, so that logins survive a restart."""
    return os.environ | {
        "PORTAL_DEMO": "1",
        "PORTAL_SECRET_KEY": os.environ.get("PORTAL_SECRET_KEY") or kept_key(),
        "PORTAL_URL": f"http://localhost:{port}",
    }


def kept_key() -> str:
    path = settings.VAR_DIR / "demo-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def welcome(port: int) -> str:
    people = [f"  {p.email:<32} {p.part}, {p.institution}" for p in PERSONAS]
    address = f"http://localhost:{port}"
    return "\n".join(
        [
            f"\nErfarenhetsutbytet: {address}",
            f"\nVälj vem du vill vara på {address}/demo/ (ett klick, inget lösenord):",
            *people,
            f"\nAlla mejl syns på {address}/demo/inkorg/",
            "Avsluta med Ctrl-C. Börja om från början: make demo RESET=1\n",
        ]
    )
