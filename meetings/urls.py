from django.urls import path

from meetings.views import (
    asking,
    assignment_files,
    assignments,
    assistants,
    drafting,
    feedback,
    guests,
    handing_in,
    invitations,
    meetings,
    presentations,
    staff,
    stand_ins,
    summaries,
)

MEETING = "traffar/<uuid:key>"

urlpatterns = [
    path(f"{MEETING}/presentationer/", presentations.presentations, name="presentations"),
    path(
        f"{MEETING}/presentationer/ordning/",
        presentations.place_presentation,
        name="place_presentation",
    ),
    path(
        f"{MEETING}/presentationer/tid/",
        presentations.presentation_minutes,
        name="presentation_minutes",
    ),
    path("uppgifter/<uuid:key>/", assignments.assignment, name="assignment"),
    path("uppgifter/<uuid:key>/svar/<uuid:question>/", drafting.save_answer, name="save_answer"),
    path("uppgifter/<uuid:key>/spara/", drafting.save_draft, name="save_draft"),
    path("uppgifter/<uuid:key>/lage/", drafting.draft_state, name="draft_state"),
    path("uppgifter/<uuid:key>/filer/", drafting.add_file, name="add_file"),
    path("uppgifter/<uuid:key>/lamna-in/", handing_in.submit, name="submit"),
    path(
        "uppgifter/<uuid:key>/underlag/",
        assignment_files.assignment_files,
        name="assignment_files",
    ),
    path("underlag/<uuid:key>/", assignment_files.assignment_file, name="assignment_file"),
    path(
        "underlag/<uuid:key>/ta-bort/",
        assignment_files.withdraw_assignment_file,
        name="withdraw_assignment_file",
    ),
    path("utkastfiler/<uuid:key>/", drafting.draft_file, name="draft_file"),
    path("utkastfiler/<uuid:key>/ta-bort/", drafting.remove_file, name="remove_file"),
    path("inlamningar/<uuid:key>/", handing_in.submitted, name="submitted"),
    path("inlamningar/<uuid:key>/pdf/", handing_in.submitted_pdf, name="submitted_pdf"),
    path(
        "inlamningar/<uuid:key>/pdf-lage/",
        handing_in.submitted_pdf_state,
        name="submitted_pdf_state",
    ),
    path(
        "inlamningar/<uuid:key>/pdf/igen/",
        handing_in.submitted_pdf_again,
        name="submitted_pdf_again",
    ),
    path("inlamnade-filer/<uuid:key>/", handing_in.submitted_file, name="submitted_file"),
    path("traffar/<uuid:key>/", meetings.meeting, name="meeting"),
    path("traffar/<uuid:key>/kallelse/", invitations.invitation, name="invitation"),
    path(
        "traffar/<uuid:key>/kallelse/kalender.ics",
        invitations.invitation_calendar,
        name="invitation_calendar",
    ),
    path("traffar/<uuid:key>/paminn/", asking.ask_colleagues, name="ask_colleagues"),
    path("traffar/<uuid:key>/kalender.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("traffar/<uuid:key>/sammanstallning/", summaries.meeting_summary, name="meeting_summary"),
    path(
        "traffar/<uuid:key>/sammanstallning/pdf/",
        summaries.meeting_summary_pdf,
        name="meeting_summary_pdf",
    ),
    path(
        "traffar/<uuid:key>/sammanstallning/pdf-lage/",
        summaries.meeting_summary_pdf_state,
        name="meeting_summary_pdf_state",
    ),
    path(
        "platser/<uuid:key>/ersattare/<uuid:meeting>/",
        stand_ins.stand_in_at_meeting,
        name="stand_in_at_meeting",
    ),
    path("assistent/<uuid:key>/", assistants.assisted, name="assisted"),
    path(
        "assistent/<uuid:key>/kalender.ics", assistants.assisted_calendar, name="assisted_calendar"
    ),
    path(
        "assistent/<uuid:key>/pass/<uuid:session>/",
        assistants.answer_as_assistant,
        name="answer_as_assistant",
    ),
    path("pass/<uuid:key>/svar/<uuid:holding>/", meetings.answer, name="answer"),
    path("pass/<uuid:key>/svar/", guests.answer_as_guest, name="answer_as_guest"),
    path("traffar/<uuid:key>/dela/", guests.share_as_guest, name="share_as_guest"),
    path("pass/<uuid:key>/kalender.ics", meetings.session_calendar, name="session_calendar"),
    path("admin/inlamningar/", staff.staff_submissions, name="staff_submissions"),
    path("admin/inlamningar/<uuid:key>/", feedback.staff_submitted, name="staff_submitted"),
    path("admin/inlamningar/<uuid:key>/komplettering/", feedback.staff_return, name="staff_return"),
    path("admin/inlamningar/<uuid:key>/kommentar/", feedback.staff_comment, name="staff_comment"),
    path(
        "admin/kommentarer/<uuid:key>/ta-tillbaka/",
        feedback.withdraw_comment,
        name="withdraw_comment",
    ),
    path("kommentarsfiler/<uuid:key>/", feedback.feedback_file, name="feedback_file"),
]
