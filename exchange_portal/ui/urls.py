from django.urls import path

from exchange_portal.ui import views

urlpatterns = [
    path("galleri/", views.gallery, name="gallery"),
]
