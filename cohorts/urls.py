from django.urls import path

from cohorts import views

urlpatterns = [
    path("sprak/", views.language, name="language"),
]
