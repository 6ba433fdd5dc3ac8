from django.urls import path

from programmes.views import invited, merging, missing, pages, protecting, rounds

urlpatterns = [
    path("", pages.home, name="home"),
    path("grupper/<uuid:key>/", pages.cohort, name="cohort"),
    path("institutioner/<uuid:key>/", pages.institution, name="institution"),
    path("admin/laget/", pages.staff_board, name="staff_board"),
    path("admin/inbjudningar/", invited.staff_invitations, name="staff_invitations"),
    path("admin/inbjudningar/<uuid:key>/", invited.staff_invitation, name="staff_invitation"),
    path("personer/<uuid:key>/skydd/", protecting.protect_person, name="protect_person"),
    path("admin/dubbletter/", merging.duplicates, name="duplicates"),
    path("admin/dubbletter/<uuid:key>/<uuid:other>/", merging.merge_people, name="merge_people"),
    path("admin/mallar/", rounds.round_templates, name="round_templates"),
    path("admin/mallar/<uuid:key>/", rounds.round_template, name="round_template"),
    path("admin/mallar/<uuid:key>/ny-omgang/", rounds.plan_round, name="plan_round"),
    path("admin/mallar/<uuid:key>/starta/", rounds.start_round, name="start_round"),
    path("admin/omgangar/<uuid:key>/", rounds.round_meetings, name="round_meetings"),
    path("admin/traffar/<uuid:key>/datum/", rounds.meeting_date, name="meeting_date"),
    path(
        "admin/saknas/uppgift/<uuid:key>/",
        missing.missing_assignment,
        name="missing_assignment",
    ),
    path("admin/saknas/traff/<uuid:key>/", missing.missing_answers, name="missing_answers"),
    path(
        "admin/saknas/sjalvskattning/<uuid:key>/<slug:instrument>/",
        missing.missing_assessment,
        name="missing_assessment",
    ),
]
