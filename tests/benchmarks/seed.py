"""Prepares every page in a database and prints who asks for what: run inside its surroundings."""

import importlib
import json
import pkgutil
import sys

import django

FULL = "full"  # size, instead of a number of rows


def main(size: str) -> None:
    importlib.import_module("exchange_portal.celery")
    django.setup()

    from django.utils import timezone

    from tests.benchmarks import full_size, pages
    from tests.crowds import session_of

    now = timezone.now()
    folder = full_size if size == FULL else pages
    words = [] if size == FULL else [int(size)]
    visits = {}
    for found in sorted(pkgutil.iter_modules(folder.__path__), key=lambda module: module.name):
        if found.name.startswith("_"):
            continue
        page = importlib.import_module(f"{folder.__name__}.{found.name}")
        visit = page.prepare(*words, now)
        visits[found.name] = {
            "path": visit.path,
            "cookie": session_of(visit.user),
            "bar": page.BAR,
            "most_queries": page.QUERIES,
        }
    print(json.dumps(visits))


if __name__ == "__main__":
    main(sys.argv[1])
