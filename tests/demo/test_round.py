"""The demo's rounds: real institutions, dates around today, something already going on."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import Count
from django.utils.timezone import localdate

from cohorts.models import (
    Charge,
    Cohort,
    Institution,
    Participation,
    Round,
    User,
    rights_of,
)
from demo.actions import build
from demo.assessments import MANAGEMENT, PLANNING, PRECONDITIONS
from demo.holders import JIHU_HOLDERS, JIM_HOLDERS
from demo.people import ASSISTANT, EMPLOYEES, GUEST, PERSONAS
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from materials.models import Material
from meetings import events
from meetings.models import Assignment, Attendance, DraftAnswer, Meeting, Session, SubmittedVersion
from programmes import late, queries
from programmes.duplicates import pairs
from programmes.models import RoundOrigin
from programmes.pages import home_of
from programmes.visitor import Visitor
from selfassessment import events as assessment_events
from selfassessment.models import Assessment, Finish, Rating, SubmittedAssessment


def person(name: str) -> User:
    return User.objects.get(name=name)


def charge(name: str, now: datetime) -> Charge:
    """What they run, in rounds under way."""
    return rights_of(person(name), now).charge.within(under_way=queries.rounds_under_way(now))


def test_the_institutions_and_their_anchors(built: datetime) -> None:
    groups = {
        cohort.name: sorted(one.institution.short_name for one in cohort.participations.all())
        for cohort in Cohort.objects.all()
    }
    anchors = Participation.objects.filter(role=Participation.Role.ANCHOR)

    assert groups == {
        "Grupp 1": ["KV", "MIG", "Polisen", "SiS"],
        "Grupp 2": ["Formas", "Forte", "VR", "Vinnova"],
        "Grupp 3": ["AF", "CSN", "FK", "PM", "SKV"],
        "Lärosätesgruppen": ["KaU", "LNU", "MIUN", "ORU"],
        "Referensgruppen": ["KV", "KaU", "SKV", "VR"],
    }
    assert sorted(anchors.values_list("institution__short_name", flat=True)) == [
        *("KV", "KaU", "SKV", "VR"),
    ]
    assert Institution.objects.count() == 19  # and the host, and the guest


def days_of_meetings(group: str, built: datetime) -> dict[tuple[str, int], int | None]:
    return {
        (meeting.kind, meeting.number): meeting.held_on
        and (meeting.held_on - localdate(built)).days
        for meeting in Meeting.objects.filter(cohort__name=group)
        if meeting.held_on or meeting.kind != Meeting.Kind.COORDINATORS
    }


def test_meeting_two_is_nine_days_away(built: datetime) -> None:
    assert days_of_meetings("Grupp 2", built) == {
        ("coordinators", 1): -39,  # on the Thursday before a Saturday
        ("kickoff", 1): -33,
        ("coordinators", 2): 3,  # likewise
        ("themed", 2): 9,
        ("themed", 3): 79,
        ("themed", 4): None,
        ("themed", 5): 317,
    }
    ended_on = Round.objects.get(programme__slug="jim-plus").preparation_ends_on
    assert (localdate(built) - ended_on).days == 36


def test_the_universities_prepare_themselves(built: datetime) -> None:
    round = Round.objects.get(programme__slug="jihu")

    assert days_of_meetings("Lärosätesgruppen", built) == {
        ("coordinators", 1): 23,
        ("kickoff", 1): 86,
        ("themed", 2): 149,
        ("themed", 3): None,
        ("themed", 4): None,
        ("themed", 5): None,
    }
    assert round.preparation_starts_on < localdate(built) < round.preparation_ends_on


def test_rounds_come_of_templates(built: datetime) -> None:
    origins = RoundOrigin.objects.values_list("round__name", "version__label")

    assert set(origins) == {("JiM+ 2021–2022", "2021"), ("JiHU 2022–2023", "2023")}


@pytest.mark.parametrize("group", ["Grupp 2", "Lärosätesgruppen"])
def test_the_head_comes_to_the_first_and_the_last_meeting(built: datetime, group: str) -> None:
    sessions = Session.objects.filter(meeting__cohort__name=group)
    with_head = sessions.filter(audience__role="head")

    assert set(with_head.values_list("meeting__number", flat=True)) == {1, 5}


def test_the_afternoon_of_universities_is_for_coordinators(built: datetime) -> None:
    meeting = Meeting.objects.get(cohort__name="Lärosätesgruppen", kind=Meeting.Kind.KICKOFF)
    morning, afternoon = meeting.sessions.order_by("starts_at")

    assert (morning.audience.count(), afternoon.audience.get().code) == (5, "coordinator")


@pytest.mark.parametrize("number", [1, 2])
def test_meetings_have_an_agenda_and_answers(built: datetime, number: int) -> None:
    meeting = Meeting.objects.exclude(kind=Meeting.Kind.COORDINATORS).get(
        cohort__name="Grupp 2", number=number
    )
    sessions = list(meeting.sessions.order_by("starts_at"))
    answers = Attendance.objects.filter(session__in=sessions)

    assert meeting.link.startswith("https://")
    assert [session.agenda.count() for session in sessions] == {1: [4, 3], 2: [3, 3]}[number]
    assert set(answers.values_list("is_coming", flat=True)) == {True, False}
    assert answers.exclude(comment="").exists() is (number == 2)
    assert answers.filter(user__name="Ada Lind").exists() is (number == 1)
    assert answers.filter(user__name="Hedda Ask").exists() is (number == 1)


def test_some_are_late(built: datetime) -> None:
    """In Cleo's group one institution, with one task."""
    some, count = late.late(charge("Gun Ek", built), built, most=5)

    assert [(one.institution, one.phase, one.meeting_number) for one in some] == [
        ("Arbetsförmedlingen", "", None),
        ("Polismyndigheten", "", None),
        ("Centrala studiestödsnämnden", "", None),
        ("Vinnova", Assignment.Phase.AFTER, 1),
    ]
    assert count == 4
    some, count = late.late(charge("Cleo Berg", built), built, most=5)
    assert ([one.institution for one in some], count) == (["Vinnova"], 1)


def test_something_is_going_on(built: datetime) -> None:
    coming = Assignment.objects.filter(meeting__number=2, phase=Assignment.Phase.BEFORE)
    forte = SubmittedVersion.objects.get(
        submission__assignment__in=coming, submission__participation__institution__name="Forte"
    )
    returned = SubmittedVersion.objects.exclude(returned_at=None).get()

    assert forte.files.count() == 1
    assert returned.submission.participation.institution.short_name == "SKV"
    assert DraftAnswer.objects.filter(submission__versions=None).get().saved_by == person(
        "Frida Lund"
    )
    assert coming.filter(due_on=localdate(built) + timedelta(days=2)).count() == 2


def test_self_assessments_are_going_on(built: datetime) -> None:
    handed_in = SubmittedAssessment.objects.values_list(
        "assessment__instrument_version__instrument__key"
    ).annotate(count=Count("pk"))
    hedda = Rating.objects.filter(respondent=person("Hedda Ask"))

    assert dict(handed_in) == {PRECONDITIONS: 12, PLANNING: 11, MANAGEMENT: 1}
    assert hedda.count() == 4
    assert Rating.objects.values("respondent").distinct().count() == 6
    assert Assessment.objects.filter(withdrawn_at__isnull=False).count() == 1
    of_ben = Rating.objects.filter(respondent=person("Ben Sund"))
    assert (of_ben.count(), Finish.objects.count()) == (9, 4)
    assert not Rating.objects.filter(wanted=None).exists()


def test_only_the_mails_of_the_last_days_are_on_their_way(built: datetime) -> None:
    waiting = Notice.objects.filter(state=Notice.State.WAITING)
    kinds = {events.RECEIPT, events.RECEIVED, events.REMINDER, events.MEETING_DATED}
    oldest = waiting.earliest("due_at").due_at

    assert set(waiting.values_list("kind", flat=True)) >= {*kinds, "cohorts.welcome"}
    assert (localdate(built) - localdate(oldest)).days <= 9
    of_hedda = waiting.filter(recipient=person("Hedda Ask")).order_by("kind")
    assert list(of_hedda.values_list("kind", flat=True)) == [
        "cohorts.assistant_told",
        events.MEETING_DATED,
        assessment_events.REMINDER,
    ]
    assert not waiting.filter(kind="cohorts.welcome", recipient=person("Ada Lind")).exists()
    assert waiting.filter(kind="cohorts.welcome", recipient=person("Rolf Alving")).exists()
    assert not waiting.filter(kind=events.REMINDER, recipient=person("Dan Falk")).exists()


def test_something_is_shared(built: datetime) -> None:
    def seen_by(name: str) -> list[tuple[str, int]]:
        seen = Material.objects.visible_to(person(name), built).annotate(count=Count("versions"))
        return list(seen.order_by("title_sv").values_list("title_sv", "count"))

    of_group = [
        ("Det vi kom fram till på träff 1", 1),
        ("Mall för problem och mål", 2),
        ("Samordnarnas kontaktlista", 1),
        ("Så förbereder ni er för träff 2", 1),
    ]
    assert sorted(seen_by("Dan Falk")) == sorted(seen_by("Cleo Berg")) == of_group
    assert sorted(seen_by("Ada Lind")) == sorted([*of_group, ("Vår arbetsplan", 1)])
    assert seen_by("Eve Ström") == [of_group[1], of_group[3]]  # those of her own group
    assert seen_by("Rolf Alving") == [("Välkomna till omgången", 1)]


def test_there_are_vacancies(built: datetime) -> None:
    vacant = queries.vacant(charge("Gun Ek", built), built)
    places = Participation.objects.select_related("institution").in_bulk(vacant)

    assert {(places[pk].institution.short_name, one.count) for pk, one in vacant.items()} == {
        *(("SiS", 1), ("VR", 1), ("PM", 1), ("MIUN", 1), ("ORU", 1)),
    }


def test_somebody_may_be_there_twice(built: datetime) -> None:
    assert [(one.one.name, one.reason) for one in pairs()] == [("Lisa Norén", 1)]


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
    people = {one.email for one in (*JIM_HOLDERS, *JIHU_HOLDERS, *EMPLOYEES, GUEST, ASSISTANT)}

    assert {persona.email for persona in PERSONAS} <= people
    assert len({persona.slug for persona in PERSONAS}) == len(PERSONAS)
    assert User.objects.filter(email__in=[one.email for one in PERSONAS]).count() == len(PERSONAS)


def test_ada_has_three_things_to_do(built: datetime) -> None:
    home = home_of(Visitor(person("Ada Lind"), built))

    assert home.heading == "Tre saker att göra"
    assert [todo.title for todo in home.first] == [
        "Beskriv hur ni arbetar med problem och mål i dag",
        "Samordnarträff 2: Vi förbereder träff 2",
        "Förändringspotential och ambitionsnivå",
    ]
    assert [one.name for _, one in home.contacts] == ["Cleo Berg"]
    assert len(home.news) == 4


def test_the_rector_is_told_what_a_rector_does(built: datetime) -> None:
    home = home_of(Visitor(person("Rolf Alving"), built))

    assert [todo.title for todo in (*home.first, *home.later)] == [
        "Bekräfta att ledningen står bakom",
        "Förändringspotential och ambitionsnivå",
        "Förutsättningar",
        "Jämställdhetsintegrering i högskolan",
        "Träff 1: Uppstart: inriktningar, problembilder och förutsättningar",
    ]
    assert [one.name for _, one in home.contacts] == ["Disa Wik"]


def test_nothing_was_done_in_the_future_or_on_a_weekend(built: datetime) -> None:
    days = {localdate(at) for at in TrailEntry.objects.values_list("at", flat=True)}

    assert max(days) < localdate(built)
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_texts_stand_in_both_languages(built: datetime) -> None:
    for assignment in Assignment.objects.all():
        assert assignment.title_en
        assert assignment.instructions_en
        assert all(one.prompt_en for one in assignment.questions.all())
    assert not Meeting.objects.filter(theme_en="").exists()
