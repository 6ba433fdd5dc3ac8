from django.urls import path

from programmes import missing_views, round_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("grupper/<uuid:key>/", views.cohort, name="cohort"),
    path("admin/laget/", views.staff_board, name="staff_board"),
    path("admin/mallar/", round_views.round_templates, name="round_templates"),
    path("admin/mallar/<uuid:key>/", round_views.round_template, name="round_template"),
    path("admin/mallar/<uuid:key>/ny-omgang/", round_views.plan_round, name="plan_round"),
    path("admin/mallar/<uuid:key>/starta/", round_views.start_round, name="start_round"),
    path("admin/omgangar/<uuid:key>/", round_views.round_meetings, name="round_meetings"),
    path("admin/traffar/<uuid:key>/datum/", round_views.meeting_date, name="meeting_date"),
    path(
        "admin/saknas/uppgift/<uuid:key>/",
        missing_views.missing_assignment,
        name="missing_assignment",
    ),
    path("admin/saknas/traff/<uuid:key>/", missing_views.missing_answers, name="missing_answers"),
    path(
        "admin/saknas/sjalvskattning/<uuid:key>/<slug:instrument>/",
        missing_views.missing_assessment,
        name="missing_assessment",
    ),
]
