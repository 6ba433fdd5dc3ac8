from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Träffar och uppgifter")

    def ready(self) -> None:
        from meetings import documents, emails, occasions  # noqa: F401  (they register themselves)
