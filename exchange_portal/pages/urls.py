from django.urls import path

from exchange_portal.pages import views

urlpatterns = [
    path("om/anmal-fel/", views.fault, name="fault"),
    path("om/anmal-fel/tack/", views.fault_thanks, name="fault_thanks"),
    path("om/<slug:slug>/", views.page, name="page"),
]
