"""What the agency asks no longer: nobody answers or reads it, nothing is lost, and the agency is
told nothing by it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from selfassessment import actions, events, reminders
from selfassessment.models import AgreedAnswer, Asking, Assessment, Rating
from selfassessment.queries.todos import todo
from tests.selfassessment.asking import JSON, Visitor, page, url
from tests.selfassessment.conftest import MANAGEMENT, PRECONDITIONS, Stage, open_for

REASON = "Fel grupp fick den."
WITHDRAWN = "Självskattningen är återkallad"


def withdraw(stage: Stage, *assessments: Assessment) -> list[Assessment]:
    return actions.withdraw(assessments, reason=REASON, by=stage.world.cleo, now=stage.now)


def mailed(stage: Stage, kind: str) -> list[str]:
    kept = Notice.objects.filter(kind=kind).order_by("pk")
    return sorted(one.recipient.name for one in kept)


# --- The institution ----------------------------------------------------------------------------


def test_nobody_answers_what_is_withdrawn_and_nothing_is_lost(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.agree(stage.own, comment="Vi började.")
    withdraw(stage, stage.vr, stage.own)

    for attempt in (
        lambda: stage.rate(stage.world.hedda, 3, version=1),
        lambda: stage.finish(stage.world.hedda),
        stage.close,
        lambda: actions.reopen_answering(stage.vr, by=stage.world.ada, now=stage.now),
        lambda: stage.agree(stage.own, comment="Vi fortsatte.", version=1),
        lambda: actions.submit(stage.own, stamp="", by=stage.world.ada, now=stage.now),
    ):
        with pytest.raises(actions.Withdrawn):
            attempt()
    assert Rating.objects.get().present.position == 2
    assert AgreedAnswer.objects.get().comment == "Vi började."


def test_everyone_there_reads_who_when_and_why_and_no_answer(
    stage: Stage, visitor: Visitor
) -> None:
    """Wherever in it they were; neither what they answered themselves nor the distribution."""
    for person in ("ben", "hedda", "maja"):
        stage.answer_all(stage.world.people[person])
    stage.agree(stage.vr, comment="Vi enades.")
    assert "Så svarade ledningsgruppen" in page(visitor("ben").get(url("assessment", stage.vr)))
    withdraw(stage, stage.vr)

    for who in ("ada", "ben"):
        html = page(visitor(who).get(url("assessment", stage.vr)))
        assert "Cleo Berg på Jämställdhetsmyndigheten återkallade självskattningen" in html
        assert REASON in html
        assert "visas inte för någon" in html
        assert "Vi enades." not in html
        assert "Så svarade" not in html
    for name, more in (("answering", []), ("rate", [1]), ("rated", [])):
        answer = visitor("ben").get(url(name, stage.vr, *more))
        assertRedirects(answer, url("assessment", stage.vr))
    assertRedirects(
        visitor("ada").get(url("submit_assessment", stage.vr)), url("assessment", stage.vr)
    )
    state = visitor("ben").get(url("agreed_state", stage.vr)).json()
    assert (state["answers"], WITHDRAWN in state["locked"]) == ([], True)


@pytest.mark.parametrize(
    ("name", "more", "who"),
    [
        ("rate", [1], "hedda"),
        ("finish_answering", [], "hedda"),
        ("close_answering", [], "ada"),
        ("reopen_answering", [], "ada"),
        ("submit_assessment", [], "ada"),
    ],
)
def test_a_press_on_an_older_page_is_told_so(
    stage: Stage, visitor: Visitor, name: str, more: list[int], who: str
) -> None:
    withdraw(stage, stage.vr)
    answer = visitor(who).post(url(name, stage.vr, *more), {"present": 2, "version": 0})

    assertRedirects(answer, url("assessment", stage.vr), fetch_redirect_response=False)
    (message,) = get_messages(answer.wsgi_request)
    assert str(message).startswith(WITHDRAWN)


def test_whoever_is_writing_keeps_the_text_and_is_told(stage: Stage, visitor: Visitor) -> None:
    stage.agree(stage.own, comment="Sparat förut.")
    withdraw(stage, stage.own, stage.vr)
    ada = visitor("ada")
    data = {"version-1": "1", "start-1": "", "present-1": "3", "comment-1": "Det sista jag skrev."}
    whole = ada.post(url("agree", stage.own), data)
    auto = ada.post(
        url("agree_answer", stage.own, 1), {"text": "Nu: Uppnått\nNytt", "version": 1}, **JSON
    )
    choice = visitor("hedda").post(url("rate", stage.vr, 1), {"present": 2, "version": 0}, **JSON)

    assert whole.status_code == HTTPStatus.CONFLICT
    assert "Det sista jag skrev." in page(whole)
    assert WITHDRAWN in page(whole)
    assert auto.status_code == choice.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert auto.json()["message"].startswith(WITHDRAWN)
    assert choice.json()["message"].startswith(WITHDRAWN)
    assert AgreedAnswer.objects.get().comment == "Sparat förut."


def test_nothing_is_asked_and_nobody_is_reminded(stage: Stage) -> None:
    Assessment.objects.exclude(pk=stage.vr.pk).update(due_on=None)
    now = stage.noon(9)
    reminders.remind(now=now)
    assert {one.recipient.name for one in reminders.due(now)} >= {"Ada Lind", "Hedda Öberg"}
    withdraw(stage, stage.vr)

    assert reminders.due(now) == []
    notice = Notice.objects.filter(kind=events.REMINDER, recipient=stage.world.hedda).latest("pk")
    assert not notice_kind(events.REMINDER).still_wanted(notice, now)
    told = [due.told() for due in todo(stage.world.hedda, stage.now)]
    assert [(one.action, one.tag, one.is_quiet) for one in told] == [
        ("Läs varför", "Återkallad", True),
        ("Öppna", "Inte inlämnad", False),
    ]
    Assessment.objects.filter(pk=stage.vr.pk).update(withdrawn_at=stage.now - timedelta(days=15))
    assert [due.told().action for due in todo(stage.world.hedda, stage.now)] == ["Öppna"]


def test_opened_again_everything_is_as_it_was(stage: Stage, visitor: Visitor) -> None:
    stage.answer_all(stage.world.hedda)
    before = Assessment.objects.filter(pk=stage.vr.pk).values().get()
    withdraw(stage, stage.vr)
    for _twice in range(2):
        actions.restore([stage.vr], by=stage.world.cleo, now=stage.now)

    assert Assessment.objects.filter(pk=stage.vr.pk).values().get() == before
    assert "Tack för dina svar" in page(visitor("hedda").get(url("rated", stage.vr)))
    stage.rate(stage.world.ben, 2)
    assert mailed(stage, events.RESTORATION) == ["Ada Lind"]


# --- The agency ---------------------------------------------------------------------------------


def staff_url(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.key])


def test_the_agency_withdraws_and_opens_again(stage: Stage, visitor: Visitor) -> None:
    cleo = visitor("cleo")
    listed = page(cleo.get(reverse("staff_assessments")))
    assert staff_url("asked_assessment", stage.vr) in listed
    data = {"reason": REASON, "whom": "en"}
    for _twice in range(2):
        answer = cleo.post(staff_url("withdraw_assessment", stage.vr), data)
        assertRedirects(answer, staff_url("asked_assessment", stage.vr))
    html = page(cleo.get(staff_url("asked_assessment", stage.vr)))

    assert "Cleo Berg återkallade den" in html
    assert REASON in html
    assert page(cleo.get(reverse("staff_assessments"))).count(">Återkallad<") == 1
    answer = cleo.post(staff_url("restore_assessment", stage.vr), {"whom": "en"}, follow=True)
    assert "Självskattningen är öppen igen för 1 institution." in page(answer)
    about = TrailEntry.objects.filter(about_type="selfassessment.assessment", about_id=stage.vr.pk)
    assert [one.event for one in about.order_by("pk")] == [
        events.OPENED,
        events.WITHDRAWN,
        events.RESTORED,
    ]


def test_for_all_who_have_not_handed_in(stage: Stage, visitor: Visitor) -> None:
    other = open_for(stage.world, "Forte", PRECONDITIONS)
    third = open_for(stage.world, "Formas", PRECONDITIONS)
    elsewhere = open_for(stage.world, "KV", PRECONDITIONS)
    stage.hand_in(third)
    cleo, data = visitor("cleo"), {"reason": REASON, "whom": "alla"}
    answer = cleo.post(staff_url("withdraw_assessment", stage.own), data, follow=True)

    assert "Självskattningen är återkallad för 2 institutioner." in page(answer)
    withdrawn = Assessment.objects.filter(withdrawn_at__isnull=False)
    assert set(withdrawn) == {stage.own, other}
    assert elsewhere not in withdrawn


def test_what_is_handed_in_is_not_withdrawn(stage: Stage, visitor: Visitor) -> None:
    stage.hand_in(stage.own)
    cleo = visitor("cleo")
    html = page(cleo.get(staff_url("asked_assessment", stage.own)))
    assert "Den är inlämnad." in html
    assert '<form method="post" action="/admin' not in html

    for name in ("withdraw_assessment", "change_last_day", "restore_assessment"):
        answer = cleo.post(staff_url(name, stage.own), {"reason": REASON, "whom": "en"})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Det är redan inlämnat." in page(answer)
    assert not Assessment.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_agency_learns_nothing_of_who_has_begun(stage: Stage, visitor: Visitor) -> None:
    """The same words for an institution that has answered everything and one that has not begun."""
    for person in ("ben", "hedda", "maja"):
        stage.answer_all(stage.world.people[person])
    stage.agree(stage.vr, comment="Vi enades.")
    begun, not_begun = stage.vr, stage.management["Forte"]
    cleo = visitor("cleo")

    def seen(assessment: Assessment) -> list[str]:
        data: dict[str, Any] = {"reason": REASON, "whom": "en"}
        pages = [
            cleo.get(staff_url("asked_assessment", assessment)),
            cleo.post(staff_url("withdraw_assessment", assessment), data, follow=True),
            cleo.post(staff_url("restore_assessment", assessment), data, follow=True),
            cleo.post(staff_url("change_last_day", assessment), {"whom": "en"}, follow=True),
        ]
        texts = [one.context["asking"] and page(one).split("<main", 1)[1] for one in pages]
        name = str(assessment.participation.institution)
        return [
            text.replace(name, "X").replace(str(assessment.key), "K").split("csrf")[0]
            for text in texts
        ]

    assert seen(begun) == seen(not_begun)


def test_without_a_reason_nothing_is_withdrawn(stage: Stage, visitor: Visitor) -> None:
    for data in ({"whom": "en"}, {"reason": "  ", "whom": "en"}, {"reason": REASON, "whom": "x"}):
        answer = visitor("cleo").post(staff_url("withdraw_assessment", stage.vr), data)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert REASON in page(answer)  # what was written is kept
    with pytest.raises(actions.ReasonMissing):
        actions.withdraw([stage.vr], reason=" ", by=stage.world.cleo, now=stage.now)
    assert not Assessment.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_same_is_not_asked_again_beside_it(stage: Stage) -> None:
    withdraw(stage, stage.vr)
    with pytest.raises(actions.AskedAndWithdrawn, match="Vetenskapsrådet"):
        open_for(stage.world, "VR", MANAGEMENT)


def test_who_sees_what_was_asked(stage: Stage) -> None:
    seers = {
        name
        for name, user in stage.world.people.items()
        if Asking.objects.visible_to(user, stage.now).filter(pk=stage.vr.pk).exists()
    }
    assert seers == {"cleo", "gun"}


def test_time_person_and_reason_belong_together(stage: Stage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=stage.vr.pk).update(withdrawn_reason=REASON)
