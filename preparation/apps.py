from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreparationConfig(AppConfig):
    name = "preparation"
    verbose_name = _("Förberedelse")

    def ready(self) -> None:
        from preparation import emails  # noqa: F401  (it registers what it writes)
