"""From a template to a coordinator's first login: Disa starts a round and invites Tora."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.journeys.conftest import FORMS, Stage
from tests.journeys.rounds import DISA, STAFF

ROUND = "JiHU i år"
TORA = ("Tora Nygren", "tora@oru.example")


def day(number: int) -> date:
    return localdate() + timedelta(days=number)


class Start:
    """The acts of the story. Each begins where the one before ended."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.disa: Person = stage.enter(DISA[1])
        self.tora: Person = stage.enter(TORA[1], **FORMS["phone"])

    def disa_chooses_a_template(self) -> None:
        self.disa.log_in()
        self.disa.pass_second_factor()
        self.disa.press("Starta en omgång")
        self.disa.press("Läs och välj")
        self.disa.press("Använd mallen")

    def disa_says_who_takes_part(self) -> None:
        page = self.disa.page
        page.get_by_label("Omgångens namn").fill(ROUND)
        page.get_by_label("Förberedelsen börjar").fill(day(0).isoformat())
        page.get_by_label("Förberedelsen slutar").fill(day(80).isoformat())
        page.get_by_label("Omgången slutar").fill(day(445).isoformat())
        group = page.locator("#grupp1")
        group.get_by_label("Gruppens namn").fill("Lärosätesgruppen")
        group.get_by_label("Ankare").fill("Karlstads universitet")
        group.get_by_label("Institution 1").fill("ORU")
        group.get_by_label("Institution 2").fill("lnu")
        self.disa.press("Granska")
        self.disa.reads("1 grupp, 3 institutioner, 15 platser, 10 träffar och 12 uppgifter.")

    def disa_starts_it(self) -> None:
        self.disa.page.get_by_role("button", name="Starta omgången").dblclick()
        self.disa.page.wait_for_url("**/admin/omgangar/**")
        self.disa.reads("Omgången är startad")
        self.disa.look("round")

    def disa_sets_dates(self) -> None:
        row = self.disa.page.get_by_role("row", name=re.compile("^Träff 1"))
        row.get_by_role("link", name="Sätt datum").click()
        self.disa.page.get_by_label("Datum").fill(day(86).isoformat())
        self.disa.press("Visa vad som händer")
        self.disa.look("date")
        self.disa.press("Sätt datumet")
        expect(row.get_by_role("link", name="Flytta")).to_be_visible()

    def disa_invites_tora(self) -> None:
        self.disa.press("Bjud in människor")
        self.disa.press("Örebro universitet")
        seat = self.disa.page.get_by_role("listitem").filter(has_text="Samordnare")
        seat.get_by_role("link", name="Bjud in någon").click()
        self.disa.page.get_by_label("Namn:").fill(TORA[0])
        self.disa.page.get_by_label("E-postadress").fill(TORA[1])
        self.disa.look("invitation")
        self.disa.press("Spara")
        self.disa.reads("Tora Nygren har fått platsen. Inbjudan mejlas nu.")

    def tora_gets_the_mail(self) -> str:
        """The address in it where she logs in."""
        mail = self.stage.smtp.wait_for(TORA[1], subject="Välkommen till Lärosätesgruppen")
        for words in ("Hej Tora Nygren!", "Örebro universitet", "Samordnare", "Disa Wik", TORA[1]):
            assert words in mail.text
        (link,) = re.findall(rf"{self.stage.site.url}\S+login\S+", mail.text)
        return str(link).removeprefix(self.stage.site.url)

    def tora_logs_in_and_sees_what_waits(self, path: str) -> None:
        self.tora.log_in(path)
        self.tora.reads("Örebro universitet i Lärosätesgruppen")
        self.tora.reads("Gå den introducerande webbutbildningen")
        self.tora.reads("Disa Wik")
        self.tora.look("home")

    def disa_sees_that_she_has_come(self) -> None:
        self.disa.go("/admin/laget/")


@pytest.mark.journey
def test_a_round_from_its_template_to_a_coordinators_first_login(
    open_stage: Callable[..., Stage],
) -> None:
    story = Start(open_stage(screens="start", build=STAFF))

    story.disa_chooses_a_template()
    story.disa_says_who_takes_part()
    story.disa_starts_it()
    story.disa_sets_dates()
    story.disa_invites_tora()
    story.tora_logs_in_and_sees_what_waits(story.tora_gets_the_mail())
    story.disa_sees_that_she_has_come()
