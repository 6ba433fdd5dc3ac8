"""What every test may ask for: real servers, running portals and browsers.

The database is the one that PORTAL_DATABASE_URL names: `make test` starts a PostgreSQL and says so.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext

import exchange_portal.celery  # noqa: F401  (so that wake-ups go to the broker of the tests)
from exchange_portal.audit.trail import switch_open
from exchange_portal.year import read_at
from tests import servers
from tests.personas import now, world  # noqa: F401
from tests.replay import everything, put_back
from tests.windows import Windows, chromium


@contextmanager
def _shipped_again_after_a_flush() -> Iterator[None]:
    """A test that commits empties the tables after it: one of the two reasons to open the trail's
    switch. What the portal comes with is put back, so that tests may follow in any order."""
    shipped = everything()
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with switch_open():
            flush(case)
        cache.clear()  # its table is no model's, and it holds the limits of login
        put_back(shipped)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[attr-defined]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: none is left for one process alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture(autouse=True)
def _read_now(now: datetime) -> Iterator[None]:  # noqa: F811
    """Words that a test makes without a page or a mail are read today, as those of pages are."""
    with read_at(now):
        yield


# --- Servers ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A portal that a test has started may take a moment to let go of the database on a busy
    machine; without it the database cannot be dropped."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(_shipped_again_after_a_flush())
        yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid() "
                    "AND backend_type = 'client backend' AND usename = current_user"
                )


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.Postgres]:
    """A PostgreSQL beside the one of the test database, for portals that really run."""
    with servers.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def _redis_server() -> Iterator[servers.Redis]:
    with servers.redis() as server:
        yield server


@pytest.fixture
def redis(_redis_server: servers.Redis) -> servers.Redis:
    """An empty, running Redis, also when the test before has stopped it."""
    if not _redis_server.process.is_running:
        _redis_server.start()
    _redis_server.flush()
    return _redis_server


@pytest.fixture
def smtp() -> Iterator[servers.Smtp]:
    with servers.smtp() as server:
        yield server


@pytest.fixture(scope="session")
def clamd() -> Iterator[servers.Clamd]:
    with servers.clamd() as server:
        yield server


# --- Portals that run ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def _migrated(postgres: servers.Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with all tables, to make others from."""
    url = postgres.create("template_portal")
    folder = tmp_path_factory.mktemp("template")
    site = servers.Portal(folder, 0, servers.surroundings(folder, 0, {"PORTAL_DATABASE_URL": url}))
    site.prepare()
    return "template_portal"


class StartPortal(Protocol):
    def __call__(self, database: str = "postgres", **options: Any) -> servers.Portal: ...


@pytest.fixture
def start_portal(request: pytest.FixtureRequest, redis: servers.Redis) -> Iterator[StartPortal]:
    """Start portals, on PostgreSQL and Redis or on the embedded SQLite; they end with the test.

    Options are those of `servers.portal`: smtp, env, workers.
    """
    with ExitStack() as stack:

        def start(database: str = "postgres", **options: Any) -> servers.Portal:
            if database == "sqlite":
                return stack.enter_context(servers.portal(**options))
            server: servers.Postgres = request.getfixturevalue("postgres")
            template: str = request.getfixturevalue("_migrated")
            name = f"portal_{servers.free_port()}"
            stack.callback(server.drop, name)
            url = server.create(name, template=template)
            options = {"broker_url": redis.url, "prepared": True, **options}
            return stack.enter_context(servers.portal(database_url=url, **options))

        yield start


# --- Browsers -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop running
    with chromium() as started:
        yield started


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of one person each; the test fails if one asks another host for anything or breaks
    the content security policy."""
    windows = Windows(browser)
    yield windows.open
    windows.close()
    assert windows.wrongs == []
