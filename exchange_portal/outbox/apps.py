from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "exchange_portal.outbox"
    verbose_name = _("Utskick och bakgrundsarbete")
