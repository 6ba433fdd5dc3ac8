from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class UiConfig(AppConfig):
    name = "exchange_portal.ui"


class PortalAdminConfig(AdminConfig):
    default_site = "exchange_portal.ui.admin.PortalAdminSite"
