"""Prepares every page in a database and prints who asks for what: run inside its surroundings."""

import importlib
import json
import pkgutil
import sys

import django


def main(rows: int) -> None:
    importlib.import_module("exchange_portal.celery")
    django.setup()

    from django.utils import timezone

    from tests.benchmarks import pages
    from tests.crowds import session_of

    now = timezone.now()
    visits = {}
    for found in sorted(pkgutil.iter_modules(pages.__path__), key=lambda module: module.name):
        page = importlib.import_module(f"{pages.__name__}.{found.name}")
        visit = page.prepare(rows, now)
        visits[found.name] = {
            "path": visit.path,
            "cookie": session_of(visit.user),
            "bar": page.BAR,
            "most_queries": page.QUERIES,
        }
    print(json.dumps(visits))


if __name__ == "__main__":
    main(int(sys.argv[1]))
