"""Min sida for those who run groups: what needs them. Of drafts it knows nothing."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Round
from cohorts.queries import vacant_seats
from exchange_portal.ui.texts import day, day_of_month
from meetings import actions
from meetings.models import Assignment, Meeting
from tests.personas import World
from tests.programmes.test_home import hand_in, heading, page, words


def fill_every_seat(world: World, *, but: tuple[str, str]) -> None:
    """Of group 2, except one of an institution (short name) and function (code)."""
    by: Any = {"by": world.gun, "now": world.now}
    for seat in vacant_seats(world.now).filter(participation__cohort=world.group2):
        institution = seat.participation.institution
        if (institution.short_name, seat.function.code) != but:
            email = f"{institution.short_name}@m.example"
            user = cohorts.invite(institution, email=email, name="Någon", **by)
            cohorts.fill_seat(seat, user=user, from_on=world.today, **by)


def test_staff_are_told_what_needs_them(client: Client, begun: World) -> None:
    """What is late, and seats that nobody has: of their own groups, with the way to each."""
    fill_every_seat(begun, but=("Forte", "head"))
    assignment = Assignment.objects.get(cohort=begun.group2)
    Assignment.objects.update(due_on=begun.days(-3))  # in both groups
    hand_in(begun, begun.ada, "VR", assignment)
    hand_in(begun, begun.dan, "Forte", assignment)

    html = page(client, begun.cleo)
    text = words(html)

    assert heading(html) == "Tre saker behöver dig"
    due = day_of_month(begun.days(-3))
    late = f"Beskriv ert läge Grupp 2, inför träff 1. Sista dag var {due}. Försenad 3 dagar"
    assert f"Formas har inte lämnat in: {late}" in text
    assert f"Vinnova har inte lämnat in: {late}" in text
    day = day_of_month(begun.days(9))
    missed = f"Ingen är generaldirektör den dag som träff 1 hålls, {day} Forte, Grupp 2"
    assert f"{missed} Bjud in någon" in text
    assert "Inför träff 1: 2 av 4 har lämnat in." in text
    query = f"?grupp={begun.group2.key}&uppgift={assignment.key}"
    assert reverse("staff_submissions") + query in html
    place = begun.participations["Forte"].pk
    assert reverse("admin:cohorts_participation_change", args=[place]) in html
    group = reverse("admin:cohorts_participation_changelist") + f"?grupp={begun.group2.key}"
    assert group in html
    assert client.get(group).context["cl"].result_count == 4
    assert "Grupp 1" not in text


def test_a_title_in_another_language_says_so(client: Client, begun: World) -> None:
    Assignment.objects.update(due_on=begun.days(-3), title_sv="Mål & <medel>")
    client.cookies["language"] = "en"

    html = page(client, begun.cleo)
    said = 'Vinnova has not handed in: <span lang="sv">Mål & <medel></span>'
    assert said in html  # unescaped as it is read
    assert "<medel>" not in client.get(reverse("home")).content.decode()


def test_the_next_meeting_is_told_by_its_name(client: Client, begun: World) -> None:
    kickoff = begun.group2.meetings.get(number=1)
    nearest = actions.plan_meeting(
        begun.group2,
        kind=Meeting.Kind.COORDINATORS,
        number=2,
        theme_sv="Vi förbereder oss",
        held_on=begun.days(4),
        by=None,
        now=begun.now,
    )
    html = page(client, begun.cleo)

    assert f"Samordnarträff 2, {day(begun.days(4))}" in words(html)
    assert f'href="{reverse("meeting", args=[nearest.key])}"' in html
    assert str(kickoff.key) not in html


def test_when_nothing_needs_staff_the_page_says_so(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("", ""))

    html = page(client, begun.cleo)

    assert heading(html) == "Inget behöver dig just nu"
    assert "Inför träff 1: 0 av 4 har lämnat in." in words(html)


def test_seats_are_vacant_also_before_the_round_begins(client: Client, begun: World) -> None:
    """They are no hurry then, and yet nobody has them; after its end nobody looks for people."""
    fill_every_seat(begun, but=("Forte", "head"))
    ahead = {"preparation_starts_on": begun.days(10), "preparation_ends_on": begun.days(40)}
    Round.objects.filter(pk=begun.round.pk).update(**ahead, ends_on=begun.days(400))
    text = words(page(client, begun.cleo))
    assert "En ledig plats" in text
    assert "Forte saknar generaldirektör" not in text

    past = {"preparation_starts_on": begun.days(-400), "preparation_ends_on": begun.days(-300)}
    Round.objects.filter(pk=begun.round.pk).update(**past, ends_on=begun.days(-1))
    assert "En ledig plats" not in words(page(client, begun.cleo))


def test_a_draft_changes_nothing_for_staff(client: Client, begun: World) -> None:
    Assignment.objects.update(due_on=begun.days(-3))
    before = words(page(client, begun.cleo))
    assignment = Assignment.objects.get(cohort=begun.group2)
    actions.save_answer(
        assignment,
        participation=begun.participations["VR"],
        question=assignment.questions.get(),
        text="Så här.",
        version=0,
        by=begun.ada,
        now=begun.now,
    )

    assert words(page(client, begun.cleo)) == before


def test_the_coordinator_is_missed_the_most(client: Client, begun: World) -> None:
    """Whoever carries the work at home is named, though other seats come before."""
    html = words(page(client, begun.cleo))

    named = "saknar samordnare för jämställdhetsintegrering med flera Grupp 2 Fem lediga platser"
    assert f"Formas {named}" in html
    assert f"Vinnova {named}" in html
    assert "Forte saknar central funktion" in html  # Dan coordinates there
