"""What Cleo has written to those who are missing, some days ago."""

from uuid import uuid4

from demo.building import Build
from meetings.models import Assignment
from programmes import actions
from programmes.missing import OfAssignment

TEXTS = {
    "text_sv": "Vi har inte fått in det här från er än. Ring mig gärna, så hittar vi en dag som"
    " passar er.",
    "text_en": "We have not received this from you yet. Do call me, and we will find a day"
    " that suits you.",
}


def write(building: Build) -> None:
    """To Vinnova, about what was due after meeting 1."""
    cohort, now = building.cohorts["Grupp 2"], building.at(-6, 9, 12)
    asked = cohort.assignments.select_related("cohort__round", "meeting")
    assignment = asked.get(meeting__number=1, phase=Assignment.Phase.AFTER)
    chosen = [str(building.participation("Vinnova").pk)]
    cleo = building.staff["Cleo Berg"]
    matter = OfAssignment(assignment)
    actions.nudge(matter, chosen=chosen, **TEXTS, form_key=uuid4(), by=cleo, now=now)
