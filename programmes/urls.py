from django.urls import path

from programmes.views import (
    draft_parts,
    drafts,
    invited,
    missing,
    pages,
    round_changes,
    rounds,
    template_files,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("grupper/<uuid:key>/", pages.cohort, name="cohort"),
    path("institutioner/<uuid:key>/", pages.institution, name="institution"),
    path("admin/laget/", pages.staff_board, name="staff_board"),
    path("admin/inbjudningar/", invited.staff_invitations, name="staff_invitations"),
    path("admin/inbjudningar/<uuid:key>/", invited.staff_invitation, name="staff_invitation"),
    path("admin/mallar/", rounds.round_templates, name="round_templates"),
    path("admin/mallar/nytt/", drafts.new_draft, name="new_draft"),
    path("admin/mallar/fil/", template_files.import_template, name="import_template"),
    path("mallar/format-1.json", template_files.template_schema, name="template_schema"),
    path("admin/mallar/utkast/<uuid:key>/publicera/", drafts.publish_draft, name="publish_draft"),
    path("admin/mallar/utkast/<uuid:key>/slang/", drafts.discard_draft, name="discard_draft"),
    path("admin/mallar/utkast/<uuid:key>/fil/", template_files.export_draft, name="export_draft"),
    path("admin/mallar/utkast/<uuid:key>/", drafts.template_draft, name="template_draft"),
    path("admin/mallar/utkast/<uuid:key>/<path:part>/", draft_parts.draft_part, name="draft_part"),
    path("admin/mallar/<uuid:key>/kopia/", drafts.copy_template, name="copy_template"),
    path("admin/mallar/<uuid:key>/erbjud/", drafts.retire_template, name="retire_template"),
    path("admin/mallar/<uuid:key>/fil/", template_files.export_template, name="export_template"),
    path("admin/mallar/<uuid:key>/", rounds.round_template, name="round_template"),
    path("admin/mallar/<uuid:key>/ny-omgang/", rounds.plan_round, name="plan_round"),
    path("admin/mallar/<uuid:key>/starta/", rounds.start_round, name="start_round"),
    path(
        "admin/omgangar/<uuid:key>/nytt-i-mallen/",
        round_changes.round_changes,
        name="round_changes",
    ),
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
