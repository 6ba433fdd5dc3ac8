"""This Python as a neighbour of a running portal: the same settings, the same database."""

import importlib
import os

import django

from tests import servers


def move_in(site: servers.Portal) -> None:
    """To be called once, before anything of the portal is imported."""
    own = {name: value for name, value in site.env.items() if name.startswith("PORTAL_")}
    os.environ.update(own, DJANGO_SETTINGS_MODULE="exchange_portal.settings")
    importlib.import_module("exchange_portal.celery")
    django.setup()
