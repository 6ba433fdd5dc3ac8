"""The settings of the tests, on a database that has its tables already: the copy's own."""

from tests import settings
from tests.settings import *  # noqa: F403

_own = settings.DATABASES["default"]
DATABASES = {"default": {**_own, "TEST": {"NAME": _own["NAME"]}}}
