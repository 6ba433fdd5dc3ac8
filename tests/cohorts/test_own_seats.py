"""The own institution's seats: who sees them, who fills them, and who ends whose time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Holding, Round, Seat, User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from tests.personas import World, login

type Browser = Callable[[str], Client]


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


def seats_page(world: World, place: str = "VR") -> str:
    return reverse("own_seats", args=[world.participations[place].key])


def invite_page(seat: Seat) -> str:
    return reverse("invite_colleague", args=[seat.key])


def someone(world: World, **other: Any) -> dict[str, Any]:
    given = {"name": "Siv Ek", "address": "siv@vr.example", "from_on": world.today.isoformat()}
    return given | other


def text_of(response: Any) -> str:
    return str(response.content.decode())


def vacant(world: World) -> Seat:
    return world.seat("VR", "core_activity")


def test_everyone_there_sees_the_seats(world: World, browser: Browser) -> None:
    page = text_of(browser("ben").get(seats_page(world)))

    for name in ("Ada Lind", "Ben Åkesson", "Hedda Öberg", "Nora Dahl"):
        assert name in page
    assert "Lena Ström" not in page
    assert page.count("Ledig plats") == 1
    assert "Bjud in" not in page


def test_the_coordinator_invites_someone_new(world: World, browser: Browser) -> None:
    ada, seat = browser("ada"), vacant(world)
    assert invite_page(seat) in text_of(ada.get(seats_page(world)))

    response = ada.post(invite_page(seat), someone(world), follow=True)

    assert "Siv Ek har fått platsen." in text_of(response)
    holding = Holding.objects.get(seat=seat)
    assert (holding.user.email, holding.from_on, holding.until_on) == (
        "siv@vr.example",
        world.today,
        None,
    )
    assert Notice.objects.filter(recipient=holding.user).count() == 1


def test_pressed_twice_it_is_done_once(world: World, browser: Browser) -> None:
    ada, seat = browser("ada"), vacant(world)

    for _ in range(2):
        assert ada.post(invite_page(seat), someone(world)).status_code == 302

    assert Holding.objects.filter(seat=seat).count() == 1


def test_a_colleague_who_is_known_gets_one_more_seat(world: World, browser: Browser) -> None:
    seat = vacant(world)
    data = {"person": world.ben.pk, "from_on": world.today.isoformat(), "is_top_management": "on"}

    assert browser("ada").post(invite_page(seat), data).status_code == 302

    holding = Holding.objects.get(seat=seat)
    assert (holding.user, holding.is_top_management) == (world.ben, True)


def test_only_people_of_the_own_institution_can_be_chosen(world: World, browser: Browser) -> None:
    data = {"person": world.dan.pk, "from_on": world.today.isoformat()}

    response = browser("ada").post(invite_page(vacant(world)), data)

    assert response.status_code == 422
    assert "Dan Ek" not in text_of(response)
    assert not Holding.objects.filter(seat=vacant(world)).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Skriv personens namn"),
        ({"name": "\u200b"}, "Skriv personens namn"),
        ({"address": ""}, "Skriv personens e-postadress"),
        ({"address": "siv"}, "Skriv hela adressen"),
        ({"from_on": "2020-01-01"}, "Den första dagen har redan varit"),
        ({"from_on": "igår"}, "Skriv datumet så här"),
        ({"last_on": "2020-01-01"}, "Den sista dagen ligger före den första"),
        ({"from_on": "2101-01-01"}, "Skriv ett år mellan 2000 och 2100."),
        ({"last_on": "9999-12-31"}, "Skriv ett år mellan 2000 och 2100."),
        ({"address": "dan@forte.example", "is_sure": "on"}, "används redan av någon annan"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    world: World, browser: Browser, given: dict[str, Any], said: str
) -> None:
    response = browser("ada").post(invite_page(vacant(world)), someone(world, **given))

    assert response.status_code == 422
    assert said in text_of(response)
    assert "name" in given or "Siv Ek" in text_of(response)
    assert not Holding.objects.filter(seat=vacant(world)).exists()


def test_an_address_unlike_the_others_is_asked_about(world: World, browser: Browser) -> None:
    ada, page = browser("ada"), invite_page(vacant(world))
    strange = someone(world, address="siv@vr.exmaple")

    response = ada.post(page, strange)

    assert response.status_code == 422
    assert "Ingen annan hos er har en adress på vr.exmaple" in text_of(response)
    assert not User.objects.filter(email="siv@vr.exmaple").exists()
    half = text_of(ada.post(page, someone(world, address="siv@annan")))
    assert "Skriv hela adressen" in half
    assert "Ingen annan hos er" not in half
    assert ada.post(page, strange | {"is_sure": "on"}).status_code == 302


def test_a_seat_that_someone_has_is_refused_in_words(world: World, browser: Browser) -> None:
    response = browser("ada").post(invite_page(world.seat("VR", "planning")), someone(world))

    assert response.status_code == 422
    assert "Någon annan har platsen under den tiden" in text_of(response)
    assert not User.objects.filter(email="siv@vr.example").exists()


def test_ending_a_colleagues_time(world: World, browser: Browser) -> None:
    holding = Holding.objects.get(user=world.ben)
    page = reverse("end_colleague", args=[holding.key])

    response = browser("ada").post(page, {"last_on": world.days(9).isoformat()}, follow=True)

    assert "Den sista dagen är sparad." in text_of(response)
    holding.refresh_from_db()
    assert holding.until_on == world.days(10)


@pytest.mark.parametrize(
    ("last_on", "said"),
    [
        ("2001-01-01", "Dagen har redan varit"),
        ("9999-12-31", "Skriv ett år mellan 2000 och 2100."),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(
    world: World, browser: Browser, last_on: str, said: str
) -> None:
    """What someone did in the seat until today was done by right."""
    holding = Holding.objects.get(user=world.ben)
    page = reverse("end_colleague", args=[holding.key])

    response = browser("ada").post(page, {"last_on": last_on})

    assert response.status_code == 422
    assert said in text_of(response)
    holding.refresh_from_db()
    assert holding.until_on is None


def test_the_invitation_is_sent_again_once_a_day(world: World, browser: Browser) -> None:
    holding = Holding.objects.get(user=world.ben)
    page = reverse("invite_again", args=[holding.key])
    before = Notice.objects.filter(recipient=world.ben).count()

    for _ in range(2):
        assert "Inbjudan mejlas till Ben Åkesson igen." in text_of(
            browser("ada").post(page, follow=True)
        )

    assert Notice.objects.filter(recipient=world.ben).count() == before + 1


def test_no_invitation_to_someone_who_has_been_here(world: World, browser: Browser) -> None:
    User.objects.filter(pk=world.ben.pk).update(last_login=world.now - timedelta(days=1))
    holding = Holding.objects.get(user=world.ben)

    response = browser("ada").post(reverse("invite_again", args=[holding.key]), follow=True)

    assert "Personen har redan loggat in" in text_of(response)
    assert not TrailEntry.objects.filter(event="cohorts.invited_again").exists()


def test_no_invitation_before_the_first_day(world: World, browser: Browser) -> None:
    holding = Holding.objects.get(user=world.nora)

    response = browser("ada").post(reverse("invite_again", args=[holding.key]), follow=True)

    assert "Inbjudan mejlas den första dagen" in text_of(response)


def ways(world: World, page: str) -> set[str]:
    """The names of what one may do about Ben, or about oneself, on the page."""
    asked = {"end_colleague", "hand_over", "invite_again", "correct_address", "top_management"}
    holdings = Holding.objects.filter(user__in=[world.ben, world.ada])
    found = {name for name in asked if any(reverse(name, args=[h.key]) in page for h in holdings)}
    people = {"protect_person": [world.ben, world.ada], "name_stand_in": [h.seat for h in holdings]}
    return found | {
        name for name, of in people.items() if any(reverse(name, args=[o.key]) in page for o in of)
    }


def test_the_list_is_calm_and_each_person_has_a_page(world: World, browser: Browser) -> None:
    bens, adas = (Holding.objects.get(user=one) for one in (world.ben, world.ada))
    ada, pages = browser("ada"), [reverse("colleague", args=[one.key]) for one in (bens, adas)]
    seats = text_of(ada.get(seats_page(world)))

    assert [page in seats for page in pages] == [True, True]
    assert ways(world, seats) == set()
    invited = {"invite_again", "correct_address"}
    lasting = {"end_colleague", "hand_over", "name_stand_in", "protect_person"}
    assert ways(world, text_of(ada.get(pages[0]))) == invited | lasting
    User.objects.filter(pk=world.ben.pk).update(last_login=world.now)
    Round.objects.update(needs_top_management=True)
    assert ways(world, text_of(ada.get(pages[0]))) == lasting | {"top_management"}
    assert ways(world, text_of(ada.get(pages[1]))) == {"protect_person"}  # the agency's to change
    assert pages[0] not in text_of(browser("ben").get(seats_page(world)))


def test_cancelling_leads_back_to_the_person(world: World, browser: Browser) -> None:
    ben = Holding.objects.get(user=world.ben)
    back = f'href="{reverse("colleague", args=[ben.key])}"'

    for name in ("end_colleague", "hand_over", "correct_address"):
        page = text_of(browser("ada").get(reverse(name, args=[ben.key])))
        assert page.count(back) == 2, name  # on top, and beside the button
    page = text_of(browser("ada").get(reverse("name_stand_in", args=[ben.seat.key])))
    assert page.count(back) == 2
    page = text_of(browser("ada").get(reverse("protect_person", args=[world.ben.key])))
    assert page.count(back) == 2


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_as_many_queries_whatever_there_is(
    world: World, browser: Browser, django_assert_max_num_queries: Any, who: str
) -> None:
    client = browser(who)

    def ask() -> int:
        with django_assert_max_num_queries(10) as counted:
            assert client.get(seats_page(world)).status_code == 200
        return len(counted)

    ask()
    few = ask()
    for days in (20, 30, 40):
        Holding.objects.create(
            seat=vacant(world),
            user=world.nils,
            from_on=world.days(days),
            until_on=world.days(days + 5),
        )

    assert ask() == few
