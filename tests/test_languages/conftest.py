from scripts import translations
from tests.meetings.conftest import own_storage, stage, visitor  # noqa: F401

translations.compile_all()
