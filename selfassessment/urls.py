from django.urls import path

from selfassessment.views import agreeing, answering, handing_in, staff

OWN = "sjalvskattning/<uuid:key>"
DONE = "inlamnade-sjalvskattningar/<uuid:key>"

urlpatterns = [
    path(f"{OWN}/", agreeing.assessment, name="assessment"),
    path(f"{OWN}/svara/", answering.answering, name="answering"),
    path(f"{OWN}/svara/<int:number>/", answering.rate, name="rate"),
    path(f"{OWN}/svara/klart/", answering.rated, name="rated"),
    path(f"{OWN}/stang/", agreeing.close_answering, name="close_answering"),
    path(f"{OWN}/paminn/", agreeing.ask_respondents, name="ask_respondents"),
    path(f"{OWN}/oppna-igen/", agreeing.reopen_answering, name="reopen_answering"),
    path(f"{OWN}/enas/", agreeing.agree, name="agree"),
    path(f"{OWN}/enas/<int:number>/", agreeing.agree_answer, name="agree_answer"),
    path(f"{OWN}/lage/", agreeing.agreed_state, name="agreed_state"),
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
]
