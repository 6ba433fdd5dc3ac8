"""A round is started from a template: everything in it, once, or a reason why not."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cohorts.models import Cohort, Participation, Round, Seat
from cohorts.queries import contact_person
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from meetings.models import Assignment, Meeting, Question, Session
from programmes import actions, events
from programmes.actions import Group
from programmes.models import RoundOrigin, TemplateVersion
from tests.personas import World
from tests.programmes.starting import (
    THIRD,
    UNIVERSITIES,
    chosen,
    group,
    institution,
    of_group,
    start,
    three_groups,
    version_of,
)


def names(cohort: Cohort, role: str) -> list[str]:
    places = cohort.participations.filter(role=role).order_by("pk")
    return list(places.values_list("institution__name", flat=True))


def with_head(round: Round) -> list[tuple[int, str]]:
    """Number and hour of the sessions that the head is called to."""
    sessions = Session.objects.filter(meeting__cohort__round=round, audience__role="head")
    rows = sessions.values_list("meeting__number", "starts_at").distinct()
    return sorted((number, f"{at:%H}") for number, at in rows)


# --- What is made -------------------------------------------------------------------------------


def test_the_real_groups_of_jim_2021(world: World, jim: TemplateVersion) -> None:
    round = start(world, jim)
    cohorts = list(round.cohorts.order_by("name"))

    assert [names(one, "anchor") for one in cohorts] == [
        ["Kriminalvården"],
        ["Vetenskapsrådet"],
        ["Skatteverket"],
    ]
    assert names(cohorts[2], "member") == list(THIRD[1:])
    assert Participation.objects.filter(cohort__round=round).count() == 13
    assert Seat.objects.filter(participation__cohort__round=round).count() == 13 * 5
    assert list(round.functions.order_by("position").values_list("code", flat=True)) == [
        "planning",
        "core_activity",
        "finance",
        "coordinator",
        "head",
    ]
    assert sorted(round.reminder_rules.values_list("days_before", flat=True)) == [1, 7, 14]


def test_its_meetings_sessions_and_assignments(world: World, jim: TemplateVersion) -> None:
    round = start(world, jim)
    meetings = Meeting.objects.filter(cohort__round=round)
    asked = Assignment.objects.filter(cohort__round=round)

    assert Counter(meetings.values_list("kind", flat=True)) == {
        "kickoff": 3,
        "themed": 12,
        "coordinators": 15,
    }
    assert not meetings.exclude(held_on=None).exists()
    assert Session.objects.filter(meeting__in=meetings).count() == 3 * (5 * 2 + 5)
    assert with_head(round) == [(1, "09"), (1, "13"), (5, "09"), (5, "13")]
    assert Counter(asked.values_list("phase", flat=True)) == {
        "preparation": 6,
        "before": 15,
        "after": 15,
    }
    assert Question.objects.filter(assignment__in=asked).count() == 3 * 34
    assert not asked.filter(title_en="").exists()


def test_a_jihu_round_calls_the_rector_to_two_mornings(world: World) -> None:
    groups = [
        group(world, "Grupp 1", *UNIVERSITIES[:2]),
        group(world, "Grupp 2", UNIVERSITIES[2]),
    ]
    round = start(world, version_of("jihu", "2022"), name="JiHU 2027", groups=groups)

    assert with_head(round) == [(1, "10"), (5, "10")]
    afternoons = Session.objects.filter(meeting__cohort__round=round, starts_at__hour=13)
    assert afternoons.count() == 2 * 5
    assert {f.code for one in afternoons for f in one.audience.all()} == {"coordinator"}
    assert Seat.objects.filter(participation__cohort__round=round).count() == 3 * 5
    assert round.functions.get(code="key_function").is_required is False
    assert round.functions.get(code="head").name_sv == "Rektor"


def test_dates_hang_on_the_meeting_or_on_the_preparation(
    world: World, jim: TemplateVersion
) -> None:
    day = world.days(120)
    round = start(world, jim, groups=[group(world, "Grupp 3", *THIRD, dates={1: day})])
    asked = {
        (one.phase, one.meeting and one.meeting.number): (one.opens_on, one.due_on)
        for one in Assignment.objects.filter(cohort__round=round).select_related("meeting")
    }

    assert asked["before", 1] == (day - timedelta(days=28), day - timedelta(days=7))
    assert asked["after", 1] == (day, day + timedelta(days=28))
    assert asked["before", 2] == asked["after", 5] == (None, None)
    assert asked["preparation", 1] == (day - timedelta(days=42), day - timedelta(days=7))
    assert asked["preparation", None] == (world.today, world.days(89 - 14))


def test_the_contact_person_is_the_rounds_from_today(world: World, jim: TemplateVersion) -> None:
    round = start(world, jim, contact=world.cleo)

    assert contact_person(round.cohorts.all()[0], world.now) == world.cleo
    assert contact_person(world.group1, world.now) is None


def test_nobody_is_told_and_the_trail_remembers(world: World, jim: TemplateVersion) -> None:
    before = Notice.objects.count()
    round = start(world, jim)

    assert Notice.objects.count() == before
    entry = TrailEntry.objects.get(event=events.ROUND_STARTED)
    assert (entry.about_id, entry.actor_id) == (round.pk, world.gun.pk)
    assert round.origin.version == jim


def test_pressed_again_it_leads_to_the_same_round(world: World, jim: TemplateVersion) -> None:
    token = uuid4()
    first, second = (start(world, jim, token=token) for _ in range(2))

    assert first == second
    assert RoundOrigin.objects.count() == 1
    assert Meeting.objects.filter(cohort__round__name="JiM+ nästa").count() == 30


# --- What is refused ----------------------------------------------------------------------------


def refusal(world: World, version: TemplateVersion, **changes: Any) -> tuple[str, Any, str]:
    """Words, position of the group, and field; nothing is left behind."""
    before = (Round.objects.count(), Cohort.objects.count(), Meeting.objects.count())
    with pytest.raises(actions.Refused) as refused:
        start(world, version, **changes)
    assert (Round.objects.count(), Cohort.objects.count(), Meeting.objects.count()) == before
    return str(refused.value), refused.value.group, refused.value.field


def test_a_template_that_is_not_published(world: World, jim: TemplateVersion) -> None:
    draft = TemplateVersion.objects.create(
        template=jim.template, label="2030", preparation_months=3, exchange_months=15
    )

    assert refusal(world, draft)[0] == "Mallen är inte färdig. Välj en annan mall."


def test_dates_in_the_wrong_order(world: World, jim: TemplateVersion) -> None:
    _, _, ends = refusal(world, jim, preparation_ends_on=world.days(-1))
    _, _, over = refusal(world, jim, ends_on=world.days(80))

    assert (ends, over) == ("preparation_ends_on", "ends_on")


def test_meetings_outside_the_round_or_in_the_wrong_order(
    world: World, jim: TemplateVersion
) -> None:
    def told(**dates: Any) -> tuple[str, Any, str]:
        return refusal(world, jim, groups=[group(world, "Grupp 3", *THIRD, **dates)])

    assert told(dates={2: world.days(600)})[1:] == (0, "meeting_2")
    assert told(dates={1: world.days(200), 2: world.days(100)}) == (
        "Träff 2 ligger före en tidigare träff. Ändra ett av datumen.",
        0,
        "meeting_2",
    )


def test_no_institution_at_all_or_in_one_group(world: World, jim: TemplateVersion) -> None:
    empty = Group(name="Grupp 4", anchor=None)

    assert refusal(world, jim, groups=[])[0] == "Välj minst en institution."
    words, position, _ = refusal(world, jim, groups=[*three_groups(world), empty])
    assert (words, position) == ("Grupp 4 har ingen institution.", 3)


def test_the_same_institution_twice(world: World, jim: TemplateVersion) -> None:
    twice = group(world, "Grupp A", THIRD[0], THIRD[1], THIRD[0])
    again = group(world, "Grupp B", THIRD[2], THIRD[1])

    assert refusal(world, jim, groups=[twice])[:2] == (
        "Skatteverket står två gånger i Grupp A. Ta bort den ena.",
        0,
    )
    one = group(world, "Grupp A", THIRD[0], THIRD[1])
    assert refusal(world, jim, groups=[one, again])[:2] == (
        "Arbetsförmedlingen är redan med i Grupp A. Ta bort den ur en av grupperna.",
        1,
    )


def test_names_that_are_taken(world: World, jim: TemplateVersion) -> None:
    same = [group(world, "Grupp 1", THIRD[0]), group(world, "Grupp 1", THIRD[1])]

    assert refusal(world, jim, name=world.round.name)[2] == "name"
    assert refusal(world, jim, groups=same)[1:] == (1, "group_name")


def test_a_contact_person_from_outside(world: World, jim: TemplateVersion) -> None:
    """To be one opens the administration: only those who work for the agency already."""
    assert refusal(world, jim, contact=world.ada)[2] == "contact"
    assert not world.ada.engagements.exists()


def test_the_others_stay_as_they_are(world: World, jim: TemplateVersion) -> None:
    """Whoever sits in a group of another round may be in this one too."""
    before = Seat.objects.filter(participation__cohort=world.group2).count()
    start(world, jim)

    assert Seat.objects.filter(participation__cohort=world.group2).count() == before
    assert institution(world, "Forte").participations.count() == 2
    assert chosen(world).groups[1].institutions == of_group(world, "Grupp 2")
