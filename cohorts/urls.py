from django.urls import path

from cohorts.views import (
    assistants,
    invitations,
    language,
    links,
    lists,
    notes,
    questions,
    seats,
    stand_ins,
)

urlpatterns = [
    path(
        "lank/<slug:purpose>/<uuid:thing>/<uuid:person>/<str:until_on>/<str:signature>/",
        links.personal_link,
        name="personal_link",
    ),
    path("sprak/", language.language, name="language"),
    path("platser/<uuid:key>/bjud-in/", seats.invite_colleague, name="invite_colleague"),
    path("platser/<uuid:key>/ersattare/", stand_ins.name_stand_in, name="name_stand_in"),
    path("platser/<uuid:key>/fran-fil/", lists.invite_colleagues, name="invite_colleagues"),
    path("platser/<uuid:key>/fyll-i.csv", lists.colleagues_file, name="colleagues_file"),
    path("admin/omgangar/<uuid:key>/fran-fil/", lists.invite_many, name="invite_many"),
    path("admin/omgangar/<uuid:key>/fyll-i.csv", lists.people_file, name="people_file"),
    path("inbjudningslistor/<uuid:key>/", lists.invitation_list, name="invitation_list"),
    path("inbjudningslistor/<uuid:key>/ratta.csv", lists.rows_to_mend, name="rows_to_mend"),
    path("inbjudningslistor/<uuid:key>/kasta/", lists.throw_list, name="throw_list"),
    path("kollegor/<uuid:key>/", seats.colleague, name="colleague"),
    path("kollegor/<uuid:key>/avsluta/", seats.end_colleague, name="end_colleague"),
    path("kollegor/<uuid:key>/assistent/", assistants.name_assistant, name="name_assistant"),
    path("assistenter/<uuid:key>/avsluta/", assistants.end_assistant, name="end_assistant"),
    path("kollegor/<uuid:key>/hogsta-ledningen/", seats.top_management, name="top_management"),
    path("kollegor/<uuid:key>/bjud-in-igen/", seats.invite_again, name="invite_again"),
    path("kollegor/<uuid:key>/adress/", invitations.correct_address, name="correct_address"),
    path("fraga/", questions.ask_contact, name="ask_contact"),
    path("fragor/<uuid:key>/", questions.asked_question, name="asked_question"),
    path("fragor/<uuid:key>/svara/", questions.answer_question, name="answer_question"),
    path("admin/fragor/", questions.staff_questions, name="staff_questions"),
    path("admin/kontakter/<uuid:key>/", notes.contact_notes, name="contact_notes"),
]
