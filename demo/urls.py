from django.urls import path

from demo import views

urlpatterns = [
    path("", views.people, name="demo"),
    path("bli/<slug:slug>/", views.become, name="demo_become"),
    path("inkorg/", views.inbox, name="demo_inbox"),
    path("inkorg/<slug:slug>/", views.mail, name="demo_mail"),
    path("inkorg/<slug:slug>/utseende/", views.mail_look, name="demo_mail_look"),
    path("inkorg/<slug:slug>/kalla/", views.mail_source, name="demo_mail_source"),
]
