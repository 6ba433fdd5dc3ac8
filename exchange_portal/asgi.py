"""The door for asgi servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange_portal.settings")

import exchange_portal.celery  # noqa: F401  (so that .delay() knows its broker)

application = get_asgi_application()
