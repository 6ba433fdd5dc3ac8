"""Self-assessments that are asked no longer, or once more: who is missing, and the way there."""

from typing import Any

from django.test import Client
from django.urls import reverse

from exchange_portal.outbox.models import Notice
from selfassessment import actions
from selfassessment.models import Assessment
from tests.personas import World, login
from tests.programmes.test_home import words
from tests.programmes.test_missing import at_assessment, choices, filled_in
from tests.programmes.test_nudging import mails
from tests.programmes.test_staff_board import board
from tests.selfassessment.conftest import MANAGEMENT, build_stage, open_for, ship


def withdraw(world: World, assessment: Assessment) -> None:
    actions.withdraw([assessment], reason="Fel grupp.", by=world.cleo, now=world.now)


def leading(response: Any, url: str) -> list[str]:
    """The columns of the board that lead there."""
    (table,) = response.context["tables"]
    return [str(head.name) for head in table.heads if head.missing_url == url]


def test_nobody_is_missing_in_what_is_withdrawn(client: Client, begun: World) -> None:
    ship()
    withdrawn, asked = (open_for(begun, place, MANAGEMENT) for place in ("VR", "Forte"))
    withdraw(begun, withdrawn)
    login(client, begun.cleo)

    assert choices(client, at_assessment(begun)) == {"Forte": "✓ Dan Ek"}
    listed = client.get(reverse("staff_assessments"))
    assert listed.text.count(at_assessment(begun)) == 1
    assert len(leading(board(client, begun.cleo), at_assessment(begun))) == 1
    withdraw(begun, asked)
    assert "Ingen saknas nu" in words(client.get(at_assessment(begun)).text)
    assert at_assessment(begun) not in client.get(reverse("staff_assessments")).text
    assert leading(board(client, begun.cleo), at_assessment(begun)) == []


def test_a_mail_that_waits_when_it_is_withdrawn_is_dropped(client: Client, begun: World) -> None:
    ship()
    assessment = open_for(begun, "VR", MANAGEMENT)
    login(client, begun.cleo)
    client.post(at_assessment(begun), filled_in(client, at_assessment(begun)))
    notice = Notice.objects.get(kind="programmes.nudge")
    assert notice.state == Notice.State.WAITING
    withdraw(begun, assessment)

    assert mails() == []
    notice.refresh_from_db()
    assert notice.state == Notice.State.DROPPED


def test_asked_again_only_the_newest_leads_to_who_is_missing(client: Client, begun: World) -> None:
    """The page knows of the latest time alone."""
    ship()
    first = open_for(begun, "VR", MANAGEMENT)
    again = open_for(begun, "VR", MANAGEMENT, opens_on=begun.days(-1))
    title = "Förändringspotential och ambitionsnivå"

    assert leading(board(client, begun.cleo), at_assessment(begun)) == [f"{title} (2)"]
    assert client.get(reverse("staff_assessments")).text.count(at_assessment(begun)) == 1
    open_for(begun, "Forte", MANAGEMENT)  # missing in the first time, and on the same page
    assert leading(board(client, begun.cleo), at_assessment(begun)) == [f"{title} (2)"]
    withdraw(begun, again)
    assert leading(board(client, begun.cleo), at_assessment(begun)) == [title]
    withdraw(begun, first)
    assert choices(client, at_assessment(begun)) == {"Forte": "✓ Dan Ek"}


def test_whoever_has_answered_the_second_time_leaves_the_first_to_the_others(
    client: Client, begun: World
) -> None:
    """Vetenskapsrådet was asked twice and has handed in once; Forte was asked once."""
    stage = build_stage(begun)
    again = open_for(begun, "VR", MANAGEMENT, opens_on=begun.days(-1))
    Assessment.objects.filter(pk=again.pk).update(closed_at=begun.now, closed_by=begun.ada)
    stage.hand_in(again)
    url, title = at_assessment(begun), "Förändringspotential och ambitionsnivå"

    assert leading(board(client, begun.cleo), url) == [title]
    assert choices(client, url) == {"Forte": "✓ Dan Ek"}
