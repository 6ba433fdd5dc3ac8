"""The door for wsgi servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange_portal.settings")

import exchange_portal.celery  # noqa: F401  (so that .delay() knows its broker)

application = get_wsgi_application()
