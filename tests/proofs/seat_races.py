"""A seat never has more holders than one, and nobody becomes two persons, however many try at once.

Coordinators of one institution invite over HTTP, all in the same moment: each another colleague to
the same seat, and then all of them the same new colleague, each to another seat. The control is the
same with actions that lock nothing: there the seat must get several holders, or the proof has
proven nothing.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tests import servers
from tests.proofs import _neighbours
from tests.proofs._browsing import Line

if TYPE_CHECKING:
    from cohorts.models import Seat
    from tests.crowds import Office

FULL, REDUCED = 200, 40  # attempts at once
COORDINATORS = 8
UNLOCKED = {"DJANGO_SETTINGS_MODULE": "tests.proofs.unlocked.settings"}
WORDS = {HTTPStatus.FOUND: "done", HTTPStatus.UNPROCESSABLE_ENTITY: "refused"}
CONTROL_TRIES = 5  # seats that the control may need until one of them has got too many


@dataclass
class Attempt:
    """One coordinator's browser about to press the button."""

    line: Line
    path: str
    fields: dict[str, str | int]
    outcome: str = field(default="", init=False)

    def make(self, start: threading.Barrier) -> None:
        start.wait()
        try:
            status = self.line.post(self.path, self.fields).status
        except Exception as failure:  # noqa: BLE001  (told in the figures)
            self.outcome = type(failure).__name__
        else:
            self.outcome = WORDS.get(HTTPStatus(status), str(status))


def run(full: bool) -> dict[str, Any]:
    attempts = FULL if full else REDUCED
    with servers.postgres() as database:
        with servers.portal(database_url=database.url(), workers=0) as site:
            _neighbours.move_in(site)
            office, seats = _office(attempts)
            of_seat = _at_once(_to_one_seat(site.port, office, seats[0], attempts))
            holders = seats[0].holdings.count()
            of_person = _at_once(_one_person(site.port, office, seats[1 : attempts + 1]))
            people, given = _people(), _seats_of_newcomer()
        with servers.portal(
            database_url=database.url(), workers=0, env=UNLOCKED, prepared=True
        ) as site:
            control = _control(site.port, office, seats[attempts + 1 :], attempts)
    figures = {
        "attempts": attempts,
        "seat": {**of_seat, "holders": holders},
        "person": {**of_person, "people": people, "seats": given},
        "control_holders": control,
    }
    is_one = of_seat == {"done": 1, "refused": attempts - 1} and holders == 1
    is_same = of_person == {"done": attempts} and (people, given) == (1, attempts)
    return {"ok": is_one and is_same and control > 1, **figures}


def _office(attempts: int) -> "tuple[Office, list[Seat]]":
    """An institution with its coordinators, and as many vacant seats as are needed."""
    from django.utils import timezone

    from cohorts import actions
    from tests.crowds import Crowd

    crowd = Crowd(timezone.now())
    _, (office,) = crowd.group("Grupp 1", institutions=1, roles=["coordinator"] * COORDINATORS)
    function = crowd.round.functions.get(code="member")
    seats = [
        actions.add_seat(office.participation, function=function, by=None, now=crowd.now)
        for _ in range(1 + attempts + CONTROL_TRIES)
    ]
    return office, seats


def _to_one_seat(port: int, office: "Office", seat: "Seat", attempts: int) -> list[Attempt]:
    """Each for somebody else, and for a month: an open end the database itself holds to be one."""
    return [
        _attempt(port, office, seat, number, name=f"Kollega {seat.number} {number}")
        for number in range(attempts)
    ]


def _one_person(port: int, office: "Office", seats: "Sequence[Seat]") -> list[Attempt]:
    return [
        _attempt(port, office, seat, number, name="Ny Kollega") for number, seat in enumerate(seats)
    ]


def _attempt(port: int, office: "Office", seat: "Seat", number: int, *, name: str) -> Attempt:
    from django.urls import reverse
    from django.utils.timezone import localdate

    from tests.crowds import session_of

    today = localdate()
    return Attempt(
        Line(port, session_of(office.people[number % COORDINATORS])),
        reverse("invite_colleague", args=[seat.key]),
        {
            "name": name,
            "address": f"{name.lower().replace(' ', '.')}@prov.example",
            "from_on": str(today),
            "last_on": str(today + timedelta(days=30)),
        },
    )


def _at_once(attempts: Sequence[Attempt]) -> Counter[str]:
    """How many came to what, when all were made in the same moment."""
    start = threading.Barrier(len(attempts))
    threads = [threading.Thread(target=one.make, args=[start], daemon=True) for one in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(one.outcome for one in attempts)


def _control(port: int, office: "Office", seats: "Sequence[Seat]", attempts: int) -> int:
    """The most holders that a seat has got."""
    most = 0
    for seat in seats:
        _at_once(_to_one_seat(port, office, seat, attempts))
        most = max(most, seat.holdings.count())
        if most > 1:
            break
    return most


def _people() -> int:
    from cohorts.models import User

    return User.objects.filter(name="Ny Kollega").count()


def _seats_of_newcomer() -> int:
    from cohorts.models import Holding

    return Holding.objects.filter(user__name="Ny Kollega").count()
