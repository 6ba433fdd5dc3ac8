"""Those who take part, their browsers, and where things are."""

import re
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Cohort, Engagement, Institution, Participation, Seat, User
from tests.clock import Clock
from tests.personas import TOTP_SECRET

KEY = re.compile(r"[0-9a-f-]{36}")
INSTITUTIONS = {
    "VR": "Vetenskapsrådet",
    "Forte": "Forte",
    "Formas": "Formas",
    "SKV": "Skatteverket",
    "CSN": "CSN",
    "ESV": "Ekonomistyrningsverket",
    "Vinnova": "Vinnova",
    "Rymd": "Rymdstyrelsen",
    "JÄMY": "Jämställdhetsmyndigheten",
}


class Play:
    """`keys` has what is in the portal by the names of the table, `emails` the people's
    addresses."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.keys: dict[str, UUID] = {}
        self.emails: dict[str, str] = {}
        self.asked: dict[str, str] = {}  # what Min sida may ask, by its address
        self._browsers: dict[str, tuple[Any, Client]] = {}
        by: Any = {"by": None, "now": clock.now}
        self.institutions = {
            short: cohorts.add_institution(name=name, short_name=short, kind="agency", **by)
            for short, name in INSTITUTIONS.items()
        }

    @property
    def by(self) -> dict[str, Any]:
        """Gun, now: for what is done without a page."""
        return {"by": self.person("gun"), "now": self.clock.now}

    def employee(self, name: str, role: str, scope: Any, place: str = "JÄMY") -> User:
        """Someone of the agency, with an app for codes."""
        email = self.address(name, place)
        user = cohorts.invite(
            self.institutions[place], email=email, name=name, by=None, now=self.clock.now
        )
        act: dict[str, Any] = {"from_on": self.clock.today, "by": None, "now": self.clock.now}
        cohorts.engage(user, role=Engagement.Role(role), scope=scope, **act)
        TOTP.activate(user, TOTP_SECRET)
        return user

    def address(self, name: str, place: str) -> str:
        """What the person of that name is called in the table is the first name."""
        who = name.split(maxsplit=1)[0].lower()
        self.emails[who] = f"{who}@{place.lower().replace('ä', 'a')}.example"
        return self.emails[who]

    def person(self, who: str) -> User:
        return User.objects.get(email=self.emails[who])

    def browser(self, who: str) -> Client:
        """The same until the day is over; a session does not last longer."""
        if who == "nobody":
            return Client()
        day, client = self._browsers.get(who, (None, Client()))
        if day != self.clock.today:
            client = Client()
            client.force_login(self.person(who))
            self._browsers[who] = (self.clock.today, client)
        return client

    def keep(self, who: str, client: Client) -> None:
        """Who has logged in there."""
        self._browsers[who] = (self.clock.today, client)

    def url(self, route: str, *names: str) -> str:
        return reverse(route, args=[self.keys.get(name, name) for name in names])

    # --- Where things are -----------------------------------------------------------------

    def group(self, name: str) -> Cohort:
        return Cohort.objects.get(key=self.keys[name])

    def place(self, short: str, group: str = "group 2") -> Participation:
        rows = Participation.objects.select_related("institution", "cohort__round")
        return rows.get(institution=self.institutions[short], cohort=self.group(group))

    def seat(self, short: str, code: str, group: str = "group 2") -> Seat:
        return self.place(short, group).seats.get(function__code=code)

    def seated(self, name: str, place: str, code: str) -> None:
        """Remembers where the person sits: «ada's seat»."""
        who = name.split(maxsplit=1)[0].lower()
        holding = self.seat(place, code).holdings.get(user=self.person(who))
        self.keys[f"{who}'s seat"] = holding.key

    def receipt(self, answer: Any, as_: str) -> Any:
        """What was made is where the answer leads, if it leads anywhere."""
        if answer.status_code == HTTPStatus.FOUND and (key := KEY.search(answer.url)):
            self.keys[as_] = UUID(key[0])
        return answer

    def institution(self, short: str) -> Institution:
        return self.institutions[short]
