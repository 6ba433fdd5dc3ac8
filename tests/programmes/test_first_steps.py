"""What leads Min sida when there is little or nothing to do."""

import re
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from meetings import actions as meetings
from meetings.models import Assignment
from tests.personas import TOTP_SECRET, World
from tests.programmes.test_home import hand_in, heading, page, words


def answer_yes(world: World, assignment: Assignment) -> None:
    """Ada comes to every session of the assignment's meeting."""
    holding = world.seat("VR", "coordinator").holdings.get()
    for session in assignment.meeting.sessions.all():  # type: ignore[union-attr]
        meetings.answer_invitation(
            session,
            holding=holding,
            is_coming=True,
            comment="",
            answered_for=session.meeting.held_on,
            version=0,
            by=world.ada,
            now=world.now,
        )


def test_what_is_only_good_to_know_of_is_nothing_to_do(client: Client, begun: World) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    hand_in(begun, begun.ada, "VR", assignment)
    assert heading(page(client, begun.ada)) == "En sak att göra"

    answer_yes(begun, assignment)
    html = page(client, begun.ada)

    assert heading(html) == "Inget att göra just nu"
    assert "Se träffen" in words(html)


def test_whoever_runs_no_group_yet_is_led_to_start_a_round(client: Client, world: World) -> None:
    by: Any = {"by": None, "now": world.now}
    scope = cohorts.scope_of(cohorts.add_programme(slug="x", name_sv="X", **by))
    disa = cohorts.invite(world.agency, email="disa@jamy.example", name="Disa Wik", **by)
    cohorts.engage(disa, role="process_leader", scope=scope, from_on=world.today, **by)
    TOTP.activate(disa, TOTP_SECRET)

    html = page(client, disa)

    (led,) = re.findall(r'<a class="button primary" href="([^"]+)"', html)
    assert led == reverse("round_templates")
    assert "Se läget, steg för steg" not in html
    assert "Se läget, steg för steg" in page(client, world.cleo)
