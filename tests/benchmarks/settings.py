"""The portal's settings with two things added: the floor, and a header that counts queries."""

from exchange_portal.settings import *  # noqa: F403
from exchange_portal.settings import BASE_DIR, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "tests.benchmarks.urls"
MIDDLEWARE.insert(0, "tests.benchmarks.floor.CountQueries")
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "benchmarks" / "templates"]  # type: ignore[misc]
