"""The templates that the portal comes with, and that a published one stands still."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from programmes.models import (
    AssignmentPlan,
    FunctionPlan,
    MeetingPlan,
    QuestionPlan,
    ReminderPlan,
    SessionPlan,
    TemplateVersion,
)
from programmes.shipped import load

EVERYONE = ["planning", "core_activity", "finance", "coordinator", "head"]
OF_UNIVERSITY = ["head", "planning", "core_activity", "key_function", "coordinator"]
PLANS = [FunctionPlan, ReminderPlan, MeetingPlan, SessionPlan, AssignmentPlan, QuestionPlan]


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    load(apps)  # a test with a real flush may have taken them away


def version(slug: str, label: str) -> TemplateVersion:
    return TemplateVersion.objects.get(template__programme__slug=slug, label=label)


def days(slug: str, label: str) -> list[list[tuple[str, list[str]]]]:
    """Meeting by meeting: the hours of each session, and the codes of those called."""
    meetings = version(slug, label).meetings.exclude(kind="coordinators").order_by("number")
    return [
        [
            (
                f"{one.starts_at:%H}-{one.ends_at:%H}",
                [f.code for f in one.audience.order_by("position")],
            )
            for one in meeting.sessions.order_by("starts_at")
        ]
        for meeting in meetings
    ]


def test_three_are_published() -> None:
    rows = TemplateVersion.objects.values_list("template__programme__slug", "label", "state")

    assert sorted(rows) == [
        ("jihu", "2022", "published"),
        ("jim-plus", "2021", "published"),
        ("jim-plus", "2022", "published"),
    ]


def test_jim_2021_has_the_director_general_first_and_last() -> None:
    def day(codes: list[str]) -> list[tuple[str, list[str]]]:
        return [("09-12", codes), ("13-16", codes)]

    first, second, third, fourth, last = days("jim-plus", "2021")

    assert first == last == day(EVERYONE)
    assert second == third == fourth == day(EVERYONE[:-1])


def test_jihu_days_have_two_sessions_for_different_people() -> None:
    first, second, third, fourth, last = days("jihu", "2022")

    assert first == last == [("10-12", OF_UNIVERSITY), ("13-16", ["coordinator"])]
    assert second == third == fourth == [("09-12", OF_UNIVERSITY[1:]), ("13-15", ["coordinator"])]


def test_jim_2021_asks_for_top_management_and_the_later_ones_do_not() -> None:
    rows = TemplateVersion.objects.values_list("label", "needs_top_management")

    assert sorted(rows) == [("2021", True), ("2022", False), ("2022", False)]


def test_themes_and_functions_change_between_two_versions() -> None:
    def themes(label: str) -> list[str]:
        meetings = version("jim-plus", label).meetings.exclude(kind="coordinators")
        return list(meetings.order_by("number").values_list("theme_sv", flat=True))

    assert themes("2021")[3:] == ["Uppföljning", "Fördjupning"]
    assert themes("2022")[3:] == ["Fördjupning", "Uppföljning"]
    codes = version("jim-plus", "2022").functions.order_by("position")
    assert [one.code for one in codes] == ["analyst", "management", "controller", "coordinator"]


def test_a_coordinators_meeting_and_two_tasks_stand_round_each_meeting() -> None:
    for one in TemplateVersion.objects.all():
        coordinators = one.meetings.filter(kind="coordinators", sessions__audience__role="head")
        assert not coordinators.exists()
        assert one.meetings.filter(kind="coordinators").count() == 5
        for phase in ("before", "after"):
            tasks = one.assignments.filter(phase=phase)
            assert sorted(tasks.values_list("meeting__number", flat=True)) == [1, 2, 3, 4, 5]
        assert one.assignments.filter(phase="preparation").count() == 2
        assert sorted(one.reminders.values_list("days_before", flat=True)) == [1, 7, 14]
        assert not one.assignments.filter(questions=None).exists()


def test_every_text_stands_in_both_languages() -> None:
    for plan in PLANS:
        names = [f.name[:-3] for f in plan._meta.fields if f.name.endswith("_sv")]
        for name in names:
            half = plan._default_manager.exclude(**{f"{name}_sv": ""}).filter(**{f"{name}_en": ""})
            assert not half.exists()


def test_shipping_twice_changes_nothing() -> None:
    before = {plan: list(plan._default_manager.order_by("pk").values()) for plan in PLANS}
    load(apps)

    assert {plan: list(plan._default_manager.order_by("pk").values()) for plan in PLANS} == before


# --- What is published stands still -------------------------------------------------------------


def refused(deed: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            deed()
    except IntegrityError as error:
        return "a published template is not changed" in str(error)
    return False


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.__name__)
def test_no_plan_of_a_published_version_changes(plan: Any) -> None:
    row = plan._default_manager.first()
    copy = plan._default_manager.get(pk=row.pk)
    copy.pk = None

    assert refused(lambda: plan._default_manager.filter(pk=row.pk).update(id=row.pk))
    assert refused(lambda: plan._default_manager.filter(pk=row.pk)._raw_delete("default"))
    assert refused(copy.save)


def test_neither_does_the_version_itself_nor_who_is_called() -> None:
    published = version("jihu", "2022")
    session = SessionPlan.objects.filter(meeting__version=published).first()
    assert session is not None
    called = session.audience.through.objects.filter(sessionplan=session)
    own = TemplateVersion.objects.filter(pk=published.pk)

    assert refused(lambda: own.update(state="draft"))
    assert refused(lambda: own._raw_delete("default"))
    assert refused(called.delete)
    assert refused(lambda: session.audience.through.objects.bulk_create(called))


def test_a_draft_can_be_changed_until_it_is_published() -> None:
    draft = TemplateVersion.objects.create(
        template=version("jihu", "2022").template,
        label="2027",
        preparation_months=3,
        exchange_months=12,
    )
    reminder = draft.reminders.create(days_before=3)
    draft.reminders.update(days_before=5)
    reminder.delete()
    draft.state = "published"
    draft.save()

    assert refused(lambda: draft.reminders.create(days_before=3))
