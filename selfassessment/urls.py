from django.urls import path

from selfassessment.views import agreeing, answering, asking, handing_in, parts, saving, staff

OWN = "sjalvskattning/<uuid:key>"
ASKED = "admin/sjalvskattningar/<uuid:key>"
DONE = "inlamnade-sjalvskattningar/<uuid:key>"

urlpatterns = [
    path(f"{OWN}/", agreeing.assessment, name="assessment"),
    path(f"{OWN}/svara/", answering.answering, name="answering"),
    path(f"{OWN}/svara/<int:number>/", answering.rate, name="rate"),
    path(f"{OWN}/svara/klart/", answering.rated, name="rated"),
    path(f"{OWN}/svara/jag-ar-klar/", answering.finish, name="finish_answering"),
    path(f"{OWN}/stang/", agreeing.close_answering, name="close_answering"),
    path(f"{OWN}/paminn/", agreeing.ask_respondents, name="ask_respondents"),
    path(f"{OWN}/oppna-igen/", agreeing.reopen_answering, name="reopen_answering"),
    path(f"{OWN}/enas/", agreeing.agree, name="agree"),
    path(f"{OWN}/enas/<int:number>/", saving.agree_answer, name="agree_answer"),
    path(f"{OWN}/lage/", saving.agreed_state, name="agreed_state"),
    path(f"{OWN}/delar/", parts.parts, name="assessment_parts"),
    path(f"{OWN}/delar/paminn/", parts.ask_for_parts, name="ask_for_parts"),
    path(f"{OWN}/delar/visa/", parts.show_parts, name="show_parts"),
    path(f"{OWN}/lamna-in/", handing_in.submit, name="submit_assessment"),
    path(f"{DONE}/", handing_in.submitted, name="submitted_assessment"),
    path(f"{DONE}/pdf/", handing_in.submitted_pdf, name="submitted_assessment_pdf"),
    path(
        f"{DONE}/pdf-lage/", handing_in.submitted_pdf_state, name="submitted_assessment_pdf_state"
    ),
    path(
        f"{DONE}/pdf/igen/", handing_in.submitted_pdf_again, name="submitted_assessment_pdf_again"
    ),
    path("admin/sjalvskattningar/", staff.staff_assessments, name="staff_assessments"),
    path("admin/sjalvskattningar/oppna/", staff.open_assessments, name="open_assessments"),
    path(f"{ASKED}/", asking.asked_assessment, name="asked_assessment"),
    path(f"{ASKED}/sista-dag/", asking.change_last_day, name="change_last_day"),
    path(f"{ASKED}/aterkalla/", asking.withdraw_assessment, name="withdraw_assessment"),
    path(f"{ASKED}/oppna-igen/", asking.restore_assessment, name="restore_assessment"),
]
