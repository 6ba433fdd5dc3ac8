from django.urls import path

from preparation.views import by_link, confirming, courses, planning

OWN = "forberedelse/<uuid:key>"
ROUND = "admin/omgangar/<uuid:key>"

urlpatterns = [
    path(f"{OWN}/bekraftelse/", confirming.confirmation, name="confirmation"),
    path(f"{OWN}/bekrafta/", confirming.confirm, name="confirm"),
    path(f"{OWN}/bekrafta/lank/", by_link.confirm_by_link, name="confirm_by_link"),
    path("bekraftelser/<uuid:key>/inte-jag/", by_link.disown, name="disown"),
    path(f"{OWN}/be-om-bekraftelse/", confirming.ask_head, name="ask_head"),
    path("bekraftelser/<uuid:key>/", confirming.confirmed, name="confirmed"),
    path(f"{OWN}/webbutbildning/", courses.course, name="course"),
    path(f"{OWN}/webbutbildning/min/", courses.say_course, name="say_course"),
    path(f"{OWN}/webbutbildning/angra/", courses.take_back, name="take_back_course"),
    path("intyg/<uuid:key>/", courses.proof, name="course_proof"),
    path(f"{ROUND}/forberedelse/", planning.plan, name="plan_preparation"),
    path(f"{ROUND}/webbutbildning/", courses.import_completions, name="import_completions"),
]
