from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    name = "cohorts"
    verbose_name = _("Grupper och människor")

    def ready(self) -> None:
        from cohorts import emails
        from exchange_portal import collation

        collation.register()
        emails.register()
