"""The portal's addresses, and the floor's."""

from django.urls import path

from exchange_portal.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.benchmarks.floor import floor

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*urlpatterns, path("floor/", floor)]
