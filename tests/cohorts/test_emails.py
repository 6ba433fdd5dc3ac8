"""The welcome, and the command for the first administrator."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cohorts import actions, events
from cohorts.emails import welcome_still_wanted, write_welcome
from cohorts.login import may_log_in
from cohorts.models import Institution, User
from cohorts.rules import is_administrator
from exchange_portal.outbox.models import Notice
from tests.personas import World


def welcome_to(user: User) -> Notice:
    return Notice.objects.get(kind=events.WELCOME, recipient=user)


def test_a_welcome_says_what_this_is_and_whom_to_ask(world: World) -> None:
    mail = write_welcome(welcome_to(world.ada))

    assert mail.subject == "Välkommen till grupp 2, JiM+"
    for words in (
        "Hej Ada Lind!",
        "Vetenskapsrådet",
        "Samordnare för jämställdhetsintegrering",
        "ada@vr.example",
        "/konto/login/code/",
        "Jämställdhetsmyndigheten har bjudit in dig till JiM+",
        "Cleo Berg",
        "cleo@jamy.example",
    ):
        assert words in mail.text
        assert words in mail.html


@pytest.mark.parametrize(
    ("who", "inviter"), [("ada", "Ada Lind"), ("cleo", "Jämställdhetsmyndigheten"), (None, "Jäm")]
)
def test_a_welcome_says_who_invites(world: World, who: str | None, inviter: str) -> None:
    """A colleague by name, and the agency's people by the agency's; also when asked again."""
    by: Any = {"by": who and world.people[who], "now": world.now}
    seat, siv = world.seat("VR", "core_activity"), {"name": "Siv Ek", "email": "siv@vr.example"}
    holding = actions.invite_to_seat(seat, **siv, from_on=world.today, **by)
    actions.invite_again(holding, **by)

    for notice in Notice.objects.filter(kind=events.WELCOME, recipient=holding.user):
        mail = write_welcome(notice)
        for text in (mail.text, mail.html):
            assert f"{inviter}" in text.partition(" har bjudit in dig till JiM+")[0]
            assert ("Ada Lind" in text) is (who == "ada")


def test_who_coordinates_elsewhere_is_no_colleague(world: World) -> None:
    """Dan's word to somebody at another institution would be the agency's."""
    by: Any = {"by": world.dan, "now": world.now}
    seat, siv = world.seat("VR", "core_activity"), {"name": "Siv Ek", "email": "siv@vr.example"}
    holding = actions.invite_to_seat(seat, **siv, from_on=world.today, **by)

    assert "Dan Ek" not in write_welcome(welcome_to(holding.user)).text


def test_a_welcome_from_before_names_the_agency(world: World) -> None:
    notice = welcome_to(world.ada)
    notice.data = {"participation": notice.data["participation"]}

    assert "Jämställdhetsmyndigheten har bjudit in dig" in write_welcome(notice).text


def test_a_group_without_a_contact_person_names_none(world: World) -> None:
    mail = write_welcome(welcome_to(world.eve))

    assert "kontaktperson" not in mail.text
    assert "None" not in mail.text


def test_a_welcome_opens_nothing(world: World) -> None:
    """A forwarded mail lets nobody in."""
    mail = write_welcome(welcome_to(world.ada))

    assert str(world.ada.key) not in mail.text + mail.html


def test_whoever_did_not_come_is_not_welcomed(world: World) -> None:
    notice = welcome_to(world.nora)
    first_day = world.now + timedelta(days=8)

    assert not welcome_still_wanted(notice, world.now)
    assert welcome_still_wanted(notice, first_day)
    holding = world.nora.holdings.get()
    actions.end_holding(holding, until_on=holding.from_on, by=world.gun, now=world.now)
    assert not welcome_still_wanted(notice, first_day)


def invite(email: str = "Åsa.Öst@jamy.example", name: str = "Åsa Öst") -> None:
    call_command("invite_administrator", email, name)


def test_the_first_administrator(db: None, now, capsys: pytest.CaptureFixture[str]) -> None:
    invite("asa@jamy.example")

    asa = User.objects.get()
    assert Institution.objects.get().name == "Jämställdhetsmyndigheten"
    assert is_administrator(asa, now)
    assert asa.is_staff
    assert may_log_in(asa, "asa@jamy.example", now)
    assert "Åsa Öst är administratör" in capsys.readouterr().out


def test_the_agency_is_the_one_that_the_portal_names(db: None, settings: Any) -> None:
    settings.AGENCY = "Länsstyrelsen Skåne"
    invite("asa@lst.example")

    assert Institution.objects.get().name == "Länsstyrelsen Skåne"


def test_a_second_time_changes_nothing(db: None) -> None:
    invite("asa@jamy.example")
    with pytest.raises(CommandError, match="redan den rollen"):
        invite("asa@jamy.example")

    assert User.objects.count() == Institution.objects.count() == 1


def test_no_address_no_administrator(db: None) -> None:
    with pytest.raises(CommandError, match="e-postadress"):
        invite("inte en adress")

    assert not User.objects.exists()
    assert not Institution.objects.exists()
