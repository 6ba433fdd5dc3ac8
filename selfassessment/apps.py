from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfassessmentConfig(AppConfig):
    name = "selfassessment"
    verbose_name = _("Självskattning")

    def ready(self) -> None:
        from selfassessment import documents, emails, links  # noqa: F401  (they register what they do)
