"""The portal's own settings, with what the tests need said before they are read.

Journeys, proofs and benchmarks start the portal as it is, without this file.
"""

import os

os.environ.setdefault("PORTAL_SECRET_KEY", "known to every reader of the tests")
os.environ.setdefault("PORTAL_HTTPS", "0")  # the test client speaks http
os.environ.setdefault("PORTAL_FROM_EMAIL", "Erfarenhetsutbytet <portalen@example.se>")

from exchange_portal.settings import *  # noqa: F403
from exchange_portal.settings import STORAGES

# Pages are rendered without `collectstatic` having run.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
STATIC_ROOT = None  # type: ignore[assignment]
# A broker that is not there: a test that means to reach one says so.
CELERY_BROKER_URL = os.environ.get("PORTAL_BROKER_URL", "memory://")
LOGIN_ANSWER_SECONDS = 0
