"""The demo's round: the real agencies, dates around today, something already going on."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import Count
from django.utils import timezone
from django.utils.timezone import localdate

from cohorts.models import Cohort, Institution, Participation, Round, User
from demo.actions import build
from demo.people import EMPLOYEES, HOLDERS, PERSONAS
from exchange_portal.outbox.models import Notice
from materials.models import Material
from meetings import events
from meetings.models import Assignment, Attendance, DraftAnswer, Meeting, Session, SubmittedVersion
from programmes.pages import home_of
from programmes.visitor import Visitor
from selfassessment.models import Rating, SubmittedAssessment

ROOMS = ("cohorts", "meetings", "selfassessment")


@pytest.fixture
def built(db: None) -> datetime:
    now = timezone.now()
    build(now=now)
    return now


def person(name: str) -> User:
    return User.objects.get(name=name)


def test_the_agencies_and_their_anchors(built: datetime) -> None:
    groups = {
        cohort.name: sorted(one.institution.short_name for one in cohort.participations.all())
        for cohort in Cohort.objects.all()
    }
    anchors = Participation.objects.filter(role=Participation.Role.ANCHOR)

    assert groups == {
        "Grupp 1": ["KV", "MIG", "Polisen", "SiS"],
        "Grupp 2": ["Formas", "Forte", "VR", "Vinnova"],
        "Grupp 3": ["AF", "CSN", "FK", "PM", "SKV"],
    }
    assert sorted(anchors.values_list("institution__short_name", flat=True)) == ["KV", "SKV", "VR"]
    assert Institution.objects.count() == 14  # and the host


def test_meeting_one_is_nine_days_away(built: datetime) -> None:
    today = localdate(built)
    days = {
        (meeting.kind, meeting.number): meeting.held_on and (meeting.held_on - today).days
        for meeting in Meeting.objects.filter(cohort__name="Grupp 2")
    }

    assert days == {
        ("coordinators", 1): 5,
        ("kickoff", 1): 9,
        ("themed", 2): 79,
        ("themed", 3): None,
        ("themed", 4): None,
        ("themed", 5): None,
    }
    assert Round.objects.get().preparation_ends_on == today - timedelta(days=1)


def test_the_head_comes_to_the_first_and_the_last_meeting(built: datetime) -> None:
    sessions = Session.objects.filter(meeting__cohort__name="Grupp 2")
    with_head = sessions.filter(audience__role="head")

    assert set(with_head.values_list("meeting__number", flat=True)) == {1}
    assert sessions.filter(meeting__kind="coordinators").get().audience.get().code == "coordinator"


def test_the_afternoon_is_for_coordinators_and_some_have_answered(built: datetime) -> None:
    meeting = Meeting.objects.get(cohort__name="Grupp 2", kind=Meeting.Kind.KICKOFF)
    morning, afternoon = meeting.sessions.order_by("starts_at")

    assert meeting.link.startswith("https://")
    assert (morning.audience.count(), afternoon.audience.count()) == (5, 1)
    assert (morning.agenda.count(), afternoon.agenda.count()) == (4, 2)
    answers = Attendance.objects.filter(session=morning)
    assert set(answers.values_list("is_coming", flat=True)) == {True, False}
    assert answers.exclude(comment="").get().user == person("Ulla Moberg")


def test_something_is_going_on(built: datetime) -> None:
    version = SubmittedVersion.objects.get()

    assert version.submission.participation.institution.name == "Forte"
    assert version.files.count() == 1
    assert DraftAnswer.objects.filter(saved_by=person("Frida Lund")).count() == 1
    assert Assignment.objects.filter(due_on=localdate(built) + timedelta(days=2)).count() == 3


def test_self_assessments_are_going_on(built: datetime) -> None:
    ratings = Rating.objects.values_list("respondent__name", flat=True)
    submitted = SubmittedAssessment.objects.get()

    assert list(ratings) == ["Hedda Ask"] * 4
    assert submitted.assessment.participation.institution.name == "Forte"
    assert not Rating.objects.filter(wanted=None).exists()


def test_some_mails_are_on_their_way(built: datetime) -> None:
    kinds = set(Notice.objects.values_list("kind", flat=True))

    assert kinds >= {events.RECEIPT, events.RECEIVED, events.REMINDER, "cohorts.welcome"}
    assert not Notice.objects.filter(kind=events.REMINDER, recipient=person("Dan Falk")).exists()


def test_something_is_shared(built: datetime) -> None:
    def seen_by(name: str) -> list[tuple[str, int]]:
        seen = Material.objects.visible_to(person(name), built).annotate(count=Count("versions"))
        return list(seen.order_by("title_sv").values_list("title_sv", "count"))

    of_group = [
        ("Dagordning för träff 1", 1),
        ("Mall för problem och mål", 2),
        ("Samordnarnas kontaktlista", 1),
    ]
    assert seen_by("Dan Falk") == seen_by("Cleo Berg") == of_group
    assert seen_by("Ada Lind") == [*of_group, ("Vår arbetsplan i vår", 1)]
    assert seen_by("Eve Ström") == []


def test_there_are_vacancies(built: datetime) -> None:
    vacant = Participation.objects.filter(
        institution__short_name="SiS", seats__function__code="coordinator", seats__holdings=None
    )

    assert vacant.exists()


def test_a_second_time_changes_nothing(built: datetime) -> None:
    def count() -> dict[str, int]:
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model._meta.app_label not in {"sessions"}
        }

    before = count()
    build(now=built + timedelta(days=3))

    assert count() == before


def test_each_persona_is_somebody(built: datetime) -> None:
    people = {one.email for one in (*HOLDERS, *EMPLOYEES)}

    assert {persona.email for persona in PERSONAS} <= people
    assert len({persona.slug for persona in PERSONAS}) == len(PERSONAS)
    assert User.objects.filter(email__in=[one.email for one in PERSONAS]).count() == len(PERSONAS)


def test_ada_has_three_things_to_do(built: datetime) -> None:
    home = home_of(Visitor(person("Ada Lind"), built))

    assert home.heading == "Tre saker att göra"
    assert [todo.title for todo in home.first] == [
        "Beskriv hur det ser ut hos er i dag",
        "Samordnarträff 1: Vi förbereder träff 1",
        "Förändringspotential och ambitionsnivå",
    ]
    assert [one.name for _, one in home.contacts] == ["Cleo Berg"]
    assert len(home.news) == 1


def test_texts_stand_in_both_languages(built: datetime) -> None:
    for assignment in Assignment.objects.all():
        assert assignment.title_en
        assert assignment.instructions_en
        assert all(one.prompt_en and one.hint_en for one in assignment.questions.all())
    assert not Meeting.objects.filter(theme_en="").exists()
