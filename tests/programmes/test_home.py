"""Min sida: what there is to do, where the round is, whom to ask. For each kind of reader."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from cohorts.models import Engagement, Function, User
from meetings import actions
from meetings.models import Assignment, SubmittedVersion
from meetings.queries.drafts import draft
from tests.personas import World, login
from tests.programmes.conftest import ask, plan


def page(client: Client, user: User) -> str:
    response = login(client, user).get(reverse("home"))
    assert response.status_code == 200
    return unescape(response.content.decode())


def words(html: str) -> str:
    """The page as it is read: without tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def heading(html: str) -> str:
    return words(re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1])  # type: ignore[index]


def hand_in(world: World, user: User, place: str, assignment: Assignment) -> None:
    participation = world.participations[place]
    actions.save_answer(
        assignment,
        participation=participation,
        question=assignment.questions.get(),
        text="Så här.",
        version=0,
        by=user,
        now=world.now,
    )
    actions.submit(
        assignment,
        participation=participation,
        stamp=draft(assignment, participation).stamp,
        by=user,
        now=world.now,
    )


def test_ada_sees_what_to_do_and_where_the_round_is(client: Client, begun: World) -> None:
    html = page(client, begun.ada)
    text = words(html)

    assert heading(html) == "Två saker att göra"
    assert "Vetenskapsrådet i grupp 2. Den närmaste månaden: ungefär" in text
    assert "Beskriv ert läge" in text
    assert "2 dagar kvar" in text
    assert "Träff 1 om 9 dagar" in text
    assert "Träff 2 datum kommer" in text


def test_the_contact_person_is_one_click_away(client: Client, begun: World) -> None:
    html = page(client, begun.ada)

    assert f'href="mailto:{begun.cleo.email}"' in html
    assert "Cleo Berg" in words(html)
    assert "Jämställdhetsmyndigheten" in words(html)


def test_without_a_contact_person_the_page_says_so(client: Client, begun: World) -> None:
    text = words(page(client, begun.eve))

    assert "Ni har ingen kontaktperson än." in text
    assert "Cleo" not in text


def test_what_others_have_shared_is_new(client: Client, begun: World) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    hand_in(begun, begun.dan, "Forte", assignment)

    assert "Forte delade Beskriv ert läge" in words(page(client, begun.ada))
    assert "Forte" not in words(page(Client(), begun.eve))
    assert "Forte delade" not in words(page(Client(), begun.dan))


@pytest.mark.parametrize("who", ["ada", "ben", "hedda"])
def test_what_one_has_handed_in_is_found_again(client: Client, begun: World, who: str) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    assert "Det ni har lämnat in" not in words(page(client, begun.people[who]))

    hand_in(begun, begun.ada, "VR", assignment)
    html = page(client, begun.people[who])
    version = SubmittedVersion.objects.get()

    assert "Det ni har lämnat in Beskriv ert läge Inlämnad" in words(html)
    assert f'href="{reverse("submitted", args=[version.key])}"' in html
    assert "Det ni har lämnat in" not in words(page(Client(), begun.dan))


def test_an_assignment_leads_and_the_meeting_of_the_day_is_quiet_once_answered(
    client: Client, begun: World
) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    meeting = assignment.meeting
    assert meeting
    actions.change_assignment(assignment, due_on=meeting.held_on, by=None, now=begun.now)

    def buttons() -> list[tuple[str, str]]:
        html = page(client, begun.ada)
        return re.findall(r'class="(button[^"]*)" href="[^"]+">([^<]+)<', html)

    assert buttons() == [("button primary", "Börja"), ("button", "Svara")]
    actions.answer_invitation(
        meeting.sessions.get(),
        holding=begun.ada.holdings.get(),
        is_coming=True,
        answered_for=meeting.held_on,
        version=0,
        by=begun.ada,
        now=begun.now,
    )
    assert buttons() == [("button primary", "Börja"), ("button quiet", "Se träffen")]
    assert "Du kommer" in words(page(client, begun.ada))
    assert reverse("meeting", args=[meeting.key]) in page(client, begun.ada)


def test_whom_to_ask_is_said_once(client: Client, begun: World) -> None:
    assert page(client, begun.ada).count(f"mailto:{begun.cleo.email}") == 1


def test_nothing_left_to_do_says_what_comes(client: Client, begun: World) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    hand_in(begun, begun.ada, "VR", assignment)
    for session in assignment.meeting.sessions.all():  # type: ignore[union-attr]
        session.audience.clear()

    html = page(client, begun.ada)

    assert heading(html) == "Inget att göra just nu"
    assert "Nästa träff är träff 1," in words(html)


def test_three_things_and_the_rest_behind_a_fold(client: Client, begun: World) -> None:
    meeting = Assignment.objects.get(cohort=begun.group2).meeting
    assert meeting
    for number in range(4):
        ask(begun, begun.group2, meeting, days=20 + number, title=f"Uppgift {number}")

    html = page(client, begun.ada)

    assert heading(html) == "Tre saker att göra"
    first, fold = html.split("<details")
    assert first.count('class="button') == 3
    assert "Tre saker till, längre fram" in fold
    assert "Uppgift 3" in fold


def test_someone_in_two_groups_sees_whose_each_thing_is(client: Client, begun: World) -> None:
    seat = begun.seat("KV", "planning")
    cohorts.invite(
        begun.institutions["KV"],
        email="ada@kv.example",
        name="Ada Lind",
        person=begun.ada,
        by=None,
        now=begun.now,
    )
    cohorts.fill_seat(seat, user=begun.ada, from_on=begun.today, by=None, now=begun.now)

    text = words(page(client, begun.ada))

    assert "Kriminalvården i grupp 1. Vetenskapsrådet i grupp 2." in text
    assert "Kriminalvården, Grupp 1" in text
    assert "Vetenskapsrådet, Grupp 2" in text
    assert "Inför träff 1, Kriminalvården" in text
    assert "Inför träff 1, Vetenskapsrådet" in text


def test_the_masthead_and_navigation_say_who_and_where(client: Client, begun: World) -> None:
    html = page(client, begun.ada)

    assert "Ada Lind, samordnare" in words(html)
    assert reverse("cohort", args=[begun.group2.key]) in html
    assert reverse("staff_submissions") not in html


def test_staff_are_led_to_what_has_been_handed_in(client: Client, begun: World) -> None:
    html = page(client, begun.cleo)

    assert "Grupperna du håller ihop" in words(html)
    assert reverse("staff_submissions") in html
    assert reverse("cohort", args=[begun.group2.key]) in html
    assert reverse("cohort", args=[begun.group1.key]) not in html
    assert "Cleo Berg, processledare och kontaktperson" in words(html)


def test_an_administrator_sees_every_group(client: Client, begun: World) -> None:
    html = page(client, begun.gun)

    assert all(reverse("cohort", args=[one.key]) in html for one in begun.cohorts.values())


def test_someone_without_a_place_is_told_whom_to_ask(client: Client, begun: World) -> None:
    html = page(client, begun.nils)

    assert heading(html) == "Du har ingen plats i någon grupp i dag"
    assert reverse("page", args=["anmal-fel"]) in html
    assert "Grupp 2" not in words(html)


def test_an_expert_has_no_pages_of_a_group_yet(client: Client, begun: World) -> None:
    cohorts.engage(
        begun.nils,
        role=Engagement.Role.EXPERT,
        scope=cohorts.scope_of(begun.group2),
        from_on=begun.today,
        by=None,
        now=begun.now,
    )

    html = page(client, begun.nils)

    assert "Nils Holm, expert" in words(html)
    assert "Grupp 2" not in words(html)


def test_after_the_round_everything_can_be_read(client: Client, begun: World) -> None:
    html = page(client, begun.rut)

    assert heading(html) == "Inget att göra just nu"
    assert "Omgången är slut" in words(html)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client: Client, begun: World, rows: int) -> None:
    assignment = Assignment.objects.get(cohort=begun.group2)
    assert assignment.meeting
    for number in range(rows):
        plan(begun, begun.group2, 3 + number, days=12 + number)
        more = ask(begun, begun.group2, assignment.meeting, days=5 + number, title=f"Mer {number}")
        hand_in(begun, begun.dan, "Forte", more)
    login(client, begun.ada)

    with assertNumQueries(10):
        client.get(reverse("home"))


def test_a_coordinator_is_told_of_vacant_seats_and_invites_to_them(
    client: Client, begun: World
) -> None:
    html = page(client, begun.ada)
    seat = begun.seat("VR", "core_activity")

    assert f'href="{reverse("invite_colleague", args=[seat.key])}"' in html
    assert "Lediga platser hos er Ansvarig chef för en del av kärnverksamheten" in words(html)
    assert "Ekonomifunktion" not in html  # Nora comes next week
    for colleague in (begun.ben, begun.hedda):
        assert "Lediga platser" not in page(client, colleague)

    cohorts.fill_seat(seat, user=begun.ben, from_on=begun.days(3), by=None, now=begun.now)
    assert "Lediga platser" not in page(client, begun.ada)


def test_a_seat_that_may_stay_empty_is_not_told_of(client: Client, begun: World) -> None:
    Function.objects.update(is_required=False)

    assert "Lediga platser" not in page(client, begun.ada)


def test_after_the_round_nobody_is_to_invite(client: Client, begun: World) -> None:
    assert "Lediga platser" not in page(client, begun.rut)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_staff_do_not_grow(client: Client, begun: World, rows: int) -> None:
    for number in range(rows):
        cohorts.add_cohort(begun.round, name=f"Grupp {3 + number}", by=None, now=begun.now)
    login(client, begun.gun)
    client.get(reverse("home"))  # that the second factor is there is remembered from now on

    with assertNumQueries(12):
        client.get(reverse("home"))
