from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "exchange_portal.audit"
