"""The preparation of the JiHU round: what it asks, a vice-chancellor who has confirmed, people who
have taken the course, and a question to the contact person."""

from uuid import uuid4

from django.utils.timezone import localdate

from cohorts import actions as cohorts
from demo import facts
from demo.building import Build
from preparation import actions
from preparation.models import Completion, Preparation
from preparation.queries.confirming import asked
from programmes import actions as programmes

COURSE = "Jämställdhetsintegrering i högskolan"
COURSE_EN = "Gender mainstreaming in higher education"
LINK = "https://utbildning.jamy.example/jamstalldhetsintegrering"
NOTE = "Vi har lagt in tiden i chefernas kalendrar för hela året."
QUESTION = "Kan vår nya prefekt vara med på uppstartsträffen, fast hon börjar först i januari?"
ANSWER = "Ja, bjud gärna in henne till platsen redan nu. Välj hennes första dag, så börjar det då."
# Institution, function, whether they knew it already, and the day.
TAKEN = (
    ("KaU", "coordinator", False, -3),
    ("KaU", "planning", False, -2),
    ("KaU", "head", True, -2),
    ("ORU", "coordinator", True, -1),
)


def prepare(building: Build) -> None:
    leader = building.staff[facts.JIHU.begun_by]
    round = building.participation("KaU").cohort.round
    if round is None:
        return
    plan = actions.plan_preparation(
        round,
        plan=actions.Plan(
            confirm_by=building.day(7),
            preparation_hours=16,
            meeting_hours=60,
            course_name_sv=COURSE,
            course_name_en=COURSE_EN,
            course_link=LINK,
            course_minutes=180,
            course_due_on=building.day(60),
        ),
        by=leader,
        now=building.at(-4, 9),
    )
    _confirm(building, plan)
    for short_name, function, is_known, day in TAKEN:
        at = building.at(day, 15)
        actions.say_course(
            building.participation(short_name),
            kind=Completion.Kind.KNOWN if is_known else Completion.Kind.TAKEN,
            taken_on=None if is_known else localdate(at),
            upload=None,
            by=building.holders[short_name, function],
            now=at,
        )
    _ask(building)
    programmes.let_through(
        building.participation("LNU"),
        reason="Rektor byts ut i januari. Vi har talats vid och går vidare så länge.",
        by=leader,
        now=building.at(-1, 10),
    )


def _confirm(building: Build, plan: Preparation) -> None:
    actions.confirm(
        building.participation("KaU"),
        statements=asked(plan),
        note=NOTE,
        number=1,
        by=building.holders["KaU", "head"],
        now=building.at(-2, 8, 40),
    )


def _ask(building: Build) -> None:
    question = cohorts.ask_contact(
        building.participation("ORU"),
        text=QUESTION,
        page="",
        form_key=uuid4(),
        by=building.holders["ORU", "coordinator"],
        now=building.at(-2, 11),
    )
    leader = building.staff[facts.JIHU.begun_by]
    cohorts.answer_question(question, answer=ANSWER, by=leader, now=building.at(-1, 9))
    cohorts.ask_contact(
        building.participation("VR"),
        text="Räcker det att en av oss är med hela dagen på träff 2?",
        page="/",
        form_key=uuid4(),
        by=building.holders["VR", "planning"],
        now=building.at(-1, 14),
    )
