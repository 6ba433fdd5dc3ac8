"""The portal's settings with the careless autosave in place of its own."""

from exchange_portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.proofs.careless.urls"
