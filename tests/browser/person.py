"""A person at a browser of their own, in a portal that really runs."""

import re
import time
from pathlib import Path
from typing import ClassVar

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.axe import findings
from tests.personas import TOTP_SECRET
from tests.servers import Portal, Smtp, wait_until

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
PERIOD = 30  # seconds that a code of the authenticator app lives
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CODE = re.compile(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", re.MULTILINE)


class Person:
    """`wrongs` collects what the browser complained of: errors in scripts, failed requests."""

    tried: ClassVar[set[tuple[object, ...]]] = set()  # by axe, in this run

    def __init__(
        self,
        email: str,
        context: BrowserContext,
        site: Portal,
        smtp: Smtp,
        *,
        screens: str = "",
        has_scripts: bool = True,
    ) -> None:
        self.email = email
        self.context = context
        self.site = site
        self.smtp = smtp
        self.screens = screens
        self.has_scripts = has_scripts  # axe is a script too
        self.pages: dict[str, str] = {}  # as the server sent them, by name
        self.wrongs: list[str] = []
        self.expected: set[int] = set()  # statuses that are part of the story
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrongs.append(str(error)))
        self.page.on("response", self._receive)

    @property
    def name(self) -> str:
        return self.email.split("@")[0]

    def go(self, path: str) -> Response:
        response = self.page.goto(self.site.url + path)
        assert response is not None
        return response

    def look_again_until(self, thing: Locator, what: str, *, within: float = 20) -> None:
        """Ask for the open page until `thing` is on it. Not by the browser's own reload, which
        fails while the page before is being put away."""

        def is_there() -> bool:
            self.page.goto(self.page.url)
            return thing.count() > 0

        wait_until(is_there, what, within=within)

    def press(self, name: str) -> None:
        """A button or a link, by what stands on it."""
        either = self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        )
        either.first.click()

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def log_in(self, path: str | None = "/") -> None:
        """With the code from the mail. Without a path: on the page that is open."""
        before = len(self.smtp.to(self.email))
        if path is not None:
            self.go(path)
        self.page.locator("input[name=email]").fill(self.email)
        self.look("login")
        self.page.locator("main form button").first.click()
        code = self.page.locator("input[name=code]")
        code.wait_for()
        self.look("login-code")
        code.fill(self._code_from_mail(before))
        self.page.locator("main form button").first.click()
        self.page.wait_for_url(lambda url: "/login/code/" not in url)

    def pass_second_factor(self) -> None:
        self.page.locator("input[name=code]").fill(code_now())
        self.look("second-factor")
        self.page.locator("main form button").first.click()
        self.page.wait_for_url(lambda url: "/2fa/" not in url)

    def lose_the_net(self) -> None:
        self.context.route("**/*", lambda route: route.abort("internetdisconnected"))

    def find_the_net(self) -> None:
        self.context.unroute("**/*")

    def look(self, name: str) -> None:
        """Take a picture, keep the page for later, and find nothing that shuts anybody out."""
        self.page.wait_for_load_state()
        if self.screens:
            SCREENS.mkdir(parents=True, exist_ok=True)
            path = SCREENS / f"{self.screens}-{self.name}-{name}.png"
            self.page.screenshot(path=path, full_page=True)
            answer = self.context.request.get(self.page.url)
            if answer.ok:
                self.pages[f"{self.name}-{name}"] = answer.text()
        if self.has_scripts and self._is_new(name):
            found = findings(self.page)
            assert found == [], f"{self.name}, {name}: {found}"

    def _is_new(self, name: str) -> bool:
        """A page of one kind, at one moment of a story, is tried once in each width."""
        size = self.page.viewport_size
        path = UUIDS.sub("", self.page.url.removeprefix(self.site.url))
        kind = (name, path, size["width"] if size else 0)
        is_new = kind not in self.tried
        self.tried.add(kind)
        return is_new

    def _code_from_mail(self, before: int) -> str:
        """Other mail may come between."""

        def codes() -> list[str]:
            texts = [mail.text for mail in self.smtp.to(self.email)[before:]]
            return [found[1] for found in map(CODE.search, texts) if found]

        wait_until(codes, f"a code for {self.email}")
        return codes()[-1]

    def _hear(self, message: ConsoleMessage) -> None:
        status = re.search(r"status of (\d+)", message.text)
        is_part_of_story = status and int(status[1]) in self.expected
        if is_part_of_story or "ERR_INTERNET_DISCONNECTED" in message.text:
            return
        if message.type in {"error", "warning"}:
            self.wrongs.append(f"{self.name}: {message.text}")

    def _receive(self, response: Response) -> None:
        if response.status >= 500:
            self.wrongs.append(f"{self.name}: {response.url} answered {response.status}")


def code_now() -> str:
    """The app's code. One that is about to change is not worth beginning to type."""
    if time.time() % PERIOD > PERIOD - 8:
        time.sleep(PERIOD - time.time() % PERIOD)
    return str(format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // PERIOD)))
