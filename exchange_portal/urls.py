"""Every address of the portal. Addresses are Swedish: people read them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("programmes.urls")),
    path("", include("cohorts.urls")),
    path("", include("materials.urls")),
    path("", include("meetings.urls")),
    path("", include("selfassessment.urls")),
    path("", include("preparation.urls")),
    path("", include("exchange_portal.pages.urls")),
    path("", include("exchange_portal.ui.urls")),
    path("konto/", include("cohorts.account_urls")),
    path("admin/", admin.site.urls),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("demo.urls")))

handler400 = "exchange_portal.errors.bad_request"
handler403 = "exchange_portal.errors.forbidden"
handler404 = "exchange_portal.errors.not_found"
handler500 = "exchange_portal.errors.server_error"
