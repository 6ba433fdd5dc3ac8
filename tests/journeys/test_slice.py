"""One assignment from end to end, by five people at browsers of their own.

Ada and Ben write together, Ada hands in, Cleo asks for completion, Ada hands in again, Dan of the
same group reads, Eve of another group and a stranger find nothing.
"""

import io
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.nu import complaints
from tests.journeys.conftest import Stage
from tests.journeys.story import FILE, Story
from tests.journeys.world import QUESTIONS, TITLE

ADAS = "Kvinnor söker lika ofta som män, men får lägre belopp. Åtgärd – nästa år."
BENS = "Samordnaren följer statistiken. Målen finns inte i verksamhetsplanen."
ADAS_OTHER = "Vi frågar efter målen på varje uppföljning."
MORE = "Nu med siffror: 3,9 mot 4,1 miljoner kronor."
COMMENT = "Lägg till siffror på första frågan, tack."


class Slice(Story):
    """The acts of the story. Each begins where the one before ended."""

    # --- Writing ------------------------------------------------------------------------

    def ada_sees_what_to_do(self) -> None:
        assert self.ada.heading() == "Två saker att göra"
        self.ada.reads("Vetenskapsrådet i grupp 2")
        self.ada.reads("Cleo Berg")
        self.ada.look("home")

    def ada_writes_and_adds_a_file(self) -> None:
        self.ada.press("Börja")
        self.ada.reads("Ingen på Jämställdhetsmyndigheten kan läsa det")
        self.write(self.ada, 0, ADAS)
        self.upload(self.ada)
        self.ada.look("assignment")

    def ben_goes_on_in_the_same_draft(self) -> None:
        self.ben.press("Fortsätt")
        expect(self.answer(self.ben, 0)).to_have_value(ADAS)
        self.ben.reads(FILE)
        self.ben.reads("Den som är samordnare lämnar in: Ada Lind")

    def both_write_in_one_field(self) -> None:
        """The later one sees both texts and chooses; nothing is overwritten."""
        area = self.answer(self.ada, 1)
        self.ada.expected.add(409)
        if self.stage.has_scripts:
            self.ada.lose_the_net()
            area.fill(ADAS_OTHER)
            self.ada.reads("Inte sparat än")
        self.write(self.ben, 1, BENS)
        if self.stage.has_scripts:
            self.ada.find_the_net()
        else:
            area.fill(ADAS_OTHER)
            self.ada.press("Spara utkast")
        self.ada.reads("Två texter i samma svar")
        expect(self.answer(self.ada, 1)).to_have_value(ADAS_OTHER)
        self.ada.reads(BENS)
        self.ada.look("conflict")

    def ada_takes_bens_text(self) -> None:
        self.ada.press("Ta kollegans")
        expect(self.answer(self.ada, 1)).to_have_value(BENS)
        expect(self.ada.page.locator("main")).not_to_contain_text("Två texter i samma svar")

    def cleo_sees_no_trace_of_a_draft(self) -> None:
        self.cleo.go("/admin/inlamningar/")
        row = self.cleo.page.get_by_role("row").filter(has_text="Vetenskapsrådet")
        expect(row).to_contain_text("Inte inlämnad")
        expect(row.get_by_role("link")).to_have_count(0)
        assert ADAS not in self.cleo.page.content()
        self.cleo.look("submissions")

    # --- Handing in ---------------------------------------------------------------------

    def ada_reviews_and_hands_in(self) -> None:
        self.ada.press("Granska och lämna in")
        self.ada.reads("Det ni lämnar in blir en allmän handling hos Jämställdhetsmyndigheten")
        self.ada.reads("Formas, Forte och Vinnova")
        self.ada.reads(FILE)
        self.ada.look("review")
        self.ada.page.get_by_role("button", name="Lämna in", exact=True).dblclick()
        self.ada.page.wait_for_url("**/inlamningar/**")
        assert self.ada.heading() == "Ni har lämnat in"

    def the_receipt_comes_by_mail(self) -> None:
        receipt = self.stage.smtp.wait_for(self.ada.email, subject="Kvitto")
        assert TITLE in receipt.text
        assert self.ada.page.url in receipt.text
        self.stage.smtp.wait_for("cleo@jamy.example", subject="Vetenskapsrådet")

    def the_pdf_holds_what_was_handed_in(self, *texts: str) -> None:
        link = self.ada.page.get_by_role("link", name="PDF av det som lämnades in")
        if not self.stage.has_scripts:
            self.ada.look_again_until(link, "the PDF", within=30)
        expect(link).to_be_visible(timeout=30_000)
        answer = self.ada.context.request.get(self.stage.site.url + str(link.get_attribute("href")))
        assert answer.headers["content-disposition"].startswith("attachment")
        pages = PdfReader(io.BytesIO(answer.body())).pages
        found = " ".join(" ".join(page.extract_text() for page in pages).split())
        for text in (*texts, *QUESTIONS, FILE, "Ada Lind", "Vetenskapsrådet"):
            assert text in found, found
        self.ada.look("receipt")

    # --- Completion ---------------------------------------------------------------------

    def cleo_asks_for_completion(self) -> None:
        self.cleo.go("/admin/inlamningar/")
        row = self.cleo.page.get_by_role("row").filter(has_text="Vetenskapsrådet")
        expect(row).to_contain_text("Inlämnad")
        row.get_by_role("link").first.click()
        self.cleo.reads(ADAS)
        self.cleo.look("submitted")
        self.cleo.page.get_by_label("Vad behöver kompletteras?").fill(COMMENT)
        self.cleo.page.get_by_role("button", name="Skicka tillbaka för komplettering").dblclick()
        self.cleo.reads("Inlämningen är tillbakaskickad")
        mail = self.stage.smtp.wait_for(self.ada.email, subject="omplett")
        assert COMMENT in mail.text

    def ada_hands_in_again(self) -> None:
        self.ada.go("/")
        self.ada.reads("Kompletteras")
        self.ada.press("Fortsätt")
        self.ada.reads(COMMENT)
        self.ada.look("returned")
        self.write(self.ada, 0, f"{ADAS} {MORE}")
        self.ada.press("Granska och lämna in")
        self.ada.page.get_by_role("button", name="Lämna in", exact=True).click()
        self.ada.page.wait_for_url("**/inlamningar/**")

    def both_versions_stay(self) -> None:
        self.ada.reads("Version 1")
        self.ada.reads(MORE)
        self.cleo.go("/admin/inlamningar/")
        self.cleo.page.get_by_role("row").filter(has_text="Vetenskapsrådet").get_by_role(
            "link"
        ).first.click()
        self.cleo.reads(MORE)
        self.cleo.page.get_by_role("link", name="Version 1").click()
        self.cleo.reads("Det finns en nyare version")
        expect(self.cleo.page.locator("main")).not_to_contain_text(MORE)

    # --- The others ---------------------------------------------------------------------

    def dan_reads_what_is_shared(self) -> None:
        self.dan.reads("Vetenskapsrådet delade")
        aside = self.dan.page.get_by_role("complementary")
        aside.get_by_role("link", name=TITLE).click()
        self.dan.reads(MORE)
        expect(self.dan.page.locator("main")).not_to_contain_text(COMMENT)
        self.dan.look("shared")

    def eve_finds_nothing(self) -> None:
        """What she may not see and what does not exist are the same, byte for byte."""
        submitted = self.ada.page.url.removeprefix(self.stage.site.url)
        paths = [submitted, f"{submitted}pdf/", f"/uppgifter/{self.stage.keys['group2']}/"]
        for path in paths:
            foreign, missing = (
                self.eve.context.request.get(self.stage.site.url + one)
                for one in (path, re.sub(r"[0-9a-f-]{36}", str(uuid.uuid4()), path))
            )
            assert (foreign.status, missing.status) == (404, 404)
            assert foreign.body() == missing.body()
            assert "Vetenskapsrådet" not in foreign.text()
        self.eve.expected = {404}
        self.eve.go(submitted)
        self.eve.look("not-found")

    def a_stranger_is_sent_to_login(self) -> None:
        stranger = self.stage.enter("stranger@x.example")
        submitted = self.ada.page.url.removeprefix(self.stage.site.url)
        for path in (submitted, f"/inlamningar/{uuid.uuid4()}/", "/"):
            stranger.go(path)
            assert "/konto/login/" in stranger.page.url

    def nothing_came_twice(self) -> None:
        """Ada pressed twice, and so did Cleo."""
        subjects = [mail.subject for mail in self.stage.smtp.to(self.ada.email)]
        assert sum("Kvitto" in subject for subject in subjects) == 2  # one for each version
        assert sum("omplett" in subject for subject in subjects) == 1
        versions = self.ada.page.get_by_role("region", name="Alla versioner")
        expect(versions.get_by_role("heading", level=3)).to_have_count(2)


@pytest.mark.journey
@pytest.mark.parametrize(
    ("database", "form"),
    [
        ("postgres", "desktop"),
        ("postgres", "phone"),
        ("postgres", "without-scripts"),
        ("sqlite", "desktop"),
    ],
)
def test_the_slice(
    open_stage: Callable[..., Stage], database: str, form: str, tmp_path: Path
) -> None:
    story = Slice(open_stage(database, form, screens=form if database == "postgres" else ""))

    story.ada_sees_what_to_do()
    story.ada_writes_and_adds_a_file()
    story.ben_goes_on_in_the_same_draft()
    story.both_write_in_one_field()
    story.ada_takes_bens_text()
    story.cleo_sees_no_trace_of_a_draft()
    story.ada_reviews_and_hands_in()
    story.the_receipt_comes_by_mail()
    story.the_pdf_holds_what_was_handed_in(ADAS, BENS)
    story.cleo_asks_for_completion()
    story.ada_hands_in_again()
    story.both_versions_stay()
    story.the_pdf_holds_what_was_handed_in(ADAS, BENS, MORE)
    story.dan_reads_what_is_shared()
    story.eve_finds_nothing()
    story.a_stranger_is_sent_to_login()
    story.nothing_came_twice()

    pages = {name: html for one in story.people.values() for name, html in one.pages.items()}
    assert complaints(pages, tmp_path) == []
