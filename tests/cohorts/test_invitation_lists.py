"""Many people invited from a file: what is shown first, what is done, and that it is done once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.models import (
    Holding,
    InvitationList,
    User,
)
from exchange_portal.outbox.models import Notice
from tests.cohorts.listing import HEADER, OF_ONE, lines_of, of_place, of_round, press, upload
from tests.personas import World, login

type Browser = Callable[[str], Client]


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


def test_the_button_does_what_was_shown_and_leaves_the_rest(world: World, browser: Browser) -> None:
    cleo = browser("cleo")
    first_day = (world.today + timedelta(days=9)).isoformat()
    page = upload(
        cleo,
        of_round(world),
        HEADER,
        "VR;core_activity;Åsa Ek;asa@vr.example;;",
        f"Forte;planning;Bo Ek;bo@forte.example;{first_day};",
        "Forte;finance;Bo Ek;bo@forte.example;;",
        "Forte;planing;Siv Bo;siv@forte.example;;",
    )

    done = press(cleo, page)
    again = press(cleo, page)

    assert "3 har fått en plats" in done.text
    assert "3 har fått en plats" in again.text
    assert [(n, tag) for n, tag, _ in lines_of(done)] == [(5, "Att rätta")]
    asa, bo = User.objects.get(email="asa@vr.example"), User.objects.get(email="bo@forte.example")
    held = Holding.objects.filter(user__in=[asa, bo]).order_by("pk")
    assert [(one.user, one.seat.function.code, one.from_on.isoformat()) for one in held] == [
        (asa, "core_activity", world.today.isoformat()),
        (bo, "planning", first_day),
        (bo, "finance", world.today.isoformat()),
    ]
    assert Notice.objects.filter(recipient__in=[asa, bo], kind=events.WELCOME).count() == 2


def test_what_is_wrong_is_mended_in_a_file_of_its_own(world: World, browser: Browser) -> None:
    cleo = browser("cleo")
    row = "Forte;planing;Siv Bo;siv@forte.example;;"
    page = upload(cleo, of_round(world), HEADER, row)

    file = cleo.get(reverse("rows_to_mend", args=[page.context["list"].key]))
    assert (
        file.content.decode("utf-8-sig")
        .splitlines()[1]
        .startswith(
            "Forte;;planing;Siv Bo;siv@forte.example;;;;Ingen funktion här heter planing. Menar du"
        )
    )
    mended = upload(
        cleo,
        of_round(world),
        *file.text.replace("planing", "core_activity").split("\r\n"),
        charset="utf-8",
    )
    assert "1 kan bjudas in." in mended.text


def test_what_changed_meanwhile_is_told_and_nothing_is_half_done(
    world: World, browser: Browser
) -> None:
    cleo = browser("cleo")
    rows = ("VR;core_activity;Åsa Ek;asa@vr.example;;", "Forte;planning;Bo Ek;bo@forte.example;;")
    page = upload(cleo, of_round(world), HEADER, *rows)
    actions.invite_to_seat(
        world.seat("VR", "core_activity"),
        name="Siv Bo",
        email="siv@vr.example",
        from_on=world.today,
        by=world.gun,
        now=world.now,
    )

    refused = press(cleo, page)

    assert refused.status_code == 422
    assert "1 rad har ändrats sedan du granskade listan. Ingen är inbjuden än." in refused.text
    assert [(line.number, line.is_changed) for line in refused.context["page"]] == [
        (2, True),
        (3, False),
    ]
    assert not User.objects.filter(email__in=["asa@vr.example", "bo@forte.example"]).exists()
    assert "1 har fått en plats" in press(cleo, refused).text


def test_strange_rows_are_looked_at_before_anybody_is_invited(
    world: World, browser: Browser
) -> None:
    ada = browser("ada")
    page = upload(ada, of_place(world), OF_ONE, "core_activity;Åsa Ek;asa@vr.exampel")

    refused = press(ada, page)

    assert refused.status_code == 422
    assert "Kryssa i att du har läst raderna märkta Kontrollera." in refused.text
    assert not User.objects.filter(name="Åsa Ek").exists()
    assert "1 har fått en plats" in press(ada, page, is_sure="on").text


def test_a_coordinator_invites_the_own_alone_and_chooses_no_coordinator(
    world: World, browser: Browser
) -> None:
    ada = browser("ada")
    page = upload(
        ada,
        of_place(world),
        f"Institution;{OF_ONE}",
        "Forte;core_activity;Åsa Ek;asa@vr.example",
        "Forte;Samordnare;Siv Bo;siv@vr.example",
    )

    assert lines_of(page) == [
        (3, "Att rätta", "Vem som samordnar bestämmer er kontaktperson."),
        (2, "Ny person", ""),
    ]
    press(ada, page)
    holding = Holding.objects.get(user__email="asa@vr.example")
    assert holding.seat.participation == world.participations["VR"]
    mail = Notice.objects.get(recipient=holding.user)
    assert mail.data == {"participation": world.participations["VR"].pk, "colleague": world.ada.pk}
    assert (
        "Samordnare"
        not in ada.get(reverse("colleagues_file", args=[world.participations["VR"].key])).text
    )


def test_a_seat_with_nobody_but_stand_ins_is_free(world: World, browser: Browser) -> None:
    """As one by one: whoever gets the seat stands in for it no longer."""
    seat = world.seat("Forte", "core_activity")
    days = {"from_on": world.today, "by": world.cleo, "now": world.now}
    standing_in = actions.invite_stand_in(
        seat, name="Bo Ek", email="bo@forte.example", until_on=world.days(40), **days
    )
    cleo = browser("cleo")
    page = upload(
        cleo,
        of_round(world),
        HEADER,
        "Forte;core_activity;Bo Ek;bo@forte.example;;",
        "Forte;core_activity;Siv Bo;siv@forte.example;;",
    )
    assert [(n, tag) for n, tag, _ in lines_of(page)] == [
        (3, "Att rätta"),
        (2, "Känd person får platsen"),
    ]
    assert "rad 2" in page.text
    press(cleo, page)

    held = seat.holdings.regular().get()
    assert (held.user, held.from_on) == (standing_in.user, world.today)
    standing_in.refresh_from_db()
    assert standing_in.until_on == world.today


def test_whose_address_it_is_is_not_told_of_the_protected(world: World, browser: Browser) -> None:
    lines = [HEADER, f"VR;core_activity;;{world.ben.email};;"]
    page = upload(browser("cleo"), of_round(world), *lines)
    assert [line.name for line in page.context["page"]] == ["Ben Åkesson"]

    actions.protect(world.ben, by=None, now=world.now)
    (line,) = upload(browser("cleo"), of_round(world), *lines).context["page"]
    assert (line.name, line.tag) == ("", "Känd person får platsen")


def test_a_list_is_its_makers_alone(world: World, browser: Browser) -> None:
    page = upload(browser("cleo"), of_round(world), HEADER, "VR;planning;Åsa Ek;asa@vr.example;;")
    key = page.context["list"].key

    for name in ("gun", "paul", "ada"):
        assert browser(name).get(reverse("invitation_list", args=[key])).status_code == 404


def test_another_groups_institutions_are_not_in_reach(world: World, browser: Browser) -> None:
    """Cleo runs group 2 alone, Gun everything."""
    row = "Polisen;finance;Åsa Ek;asa@polisen.example;;"

    cleos = upload(browser("cleo"), of_round(world), HEADER, row)
    guns = upload(browser("gun"), of_round(world), HEADER, row)

    assert [line[1] for line in lines_of(cleos)] == ["Att rätta"]
    assert [line[1] for line in lines_of(guns)] == ["Ny person"]
    cleos_file = browser("cleo").get(reverse("people_file", args=[world.round.key])).text
    vacant = world.seat("VR", "core_activity").function.name_sv
    assert f"Vetenskapsrådet;Grupp 2;{vacant};;;;;" in cleos_file
    assert "Vetenskapsrådet;Grupp 2;Generaldirektör" not in cleos_file  # Hedda's, with no end
    assert "Polismyndigheten" not in cleos_file


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((), "Filen är tom."),
        (("Namn;Ort", "a;b"), "Här saknas: Funktion, E-postadress, Institution."),
        ((HEADER, "VR;planning;;;;"), "Ingen person är ifylld i filen."),
    ],
)
def test_a_file_that_is_no_list_says_why(
    world: World, browser: Browser, lines: tuple[str, ...], why: str
) -> None:
    answer = upload(browser("cleo"), of_round(world), *lines)

    assert answer.status_code == 422
    assert why in answer.text
    assert not InvitationList.objects.exists()


def test_the_page_asks_for_a_file(world: World, browser: Browser) -> None:
    """And says nothing is wrong before there is one."""
    for who, url in (("cleo", of_round(world)), ("ada", of_place(world))):
        page = browser(who).get(url)
        assert page.status_code == 200
        assert "Hämta en fil att fylla i" in page.text
        assert "Något behöver rättas" not in page.text


def test_a_form_that_is_sent_twice_is_one_list(world: World, browser: Browser) -> None:
    cleo, key = browser("cleo"), uuid4()
    for _ in range(2):
        upload(cleo, of_round(world), HEADER, "VR;planning;Åsa Ek;asa@vr.example;;", key=key)

    assert InvitationList.objects.count() == 1
    assert "Väntar på dig" in cleo.get(of_round(world)).text


def test_lists_go_when_they_are_thrown_or_old(world: World, browser: Browser) -> None:
    cleo = browser("cleo")
    for _ in range(2):
        page = upload(cleo, of_round(world), HEADER, "VR;planning;Åsa Ek;asa@vr.example;;")
    cleo.post(reverse("throw_list", args=[page.context["list"].key]))
    assert InvitationList.objects.count() == 1

    actions.throw_old_lists(now=world.now + timedelta(days=29))
    assert InvitationList.objects.count() == 1
    actions.throw_old_lists(now=world.now + timedelta(days=31))
    assert InvitationList.objects.count() == 0
