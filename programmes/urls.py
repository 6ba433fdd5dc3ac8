from django.urls import path

from programmes import views

urlpatterns = [
    path("", views.home, name="home"),
    path("grupper/<uuid:key>/", views.cohort, name="cohort"),
]
