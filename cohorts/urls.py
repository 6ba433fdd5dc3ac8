from django.urls import path

from cohorts.views import invitations, language, notes, questions, seats

urlpatterns = [
    path("sprak/", language.language, name="language"),
    path("platser/<uuid:key>/", seats.own_seats, name="own_seats"),
    path("platser/<uuid:key>/bjud-in/", seats.invite_colleague, name="invite_colleague"),
    path("kollegor/<uuid:key>/avsluta/", seats.end_colleague, name="end_colleague"),
    path("kollegor/<uuid:key>/bjud-in-igen/", seats.invite_again, name="invite_again"),
    path("kollegor/<uuid:key>/adress/", invitations.correct_address, name="correct_address"),
    path("fraga/", questions.ask_contact, name="ask_contact"),
    path("fragor/<uuid:key>/", questions.asked_question, name="asked_question"),
    path("fragor/<uuid:key>/svara/", questions.answer_question, name="answer_question"),
    path("admin/fragor/", questions.staff_questions, name="staff_questions"),
    path("admin/kontakter/<uuid:key>/", notes.contact_notes, name="contact_notes"),
]
