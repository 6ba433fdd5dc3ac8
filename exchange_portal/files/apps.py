from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "exchange_portal.files"

    def ready(self) -> None:
        from exchange_portal.files import inspection  # noqa: F401
