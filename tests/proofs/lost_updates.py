"""Nothing that was acknowledged as saved is lost.

Colleagues of one institution save at the same time, over HTTP: in one draft, in the answers that
they agree on in self-assessments, and each leader, in two browsers, in answers of their own. Every
tenth answer of the portal is never heard, and the database crashes in between. The control is the
same with an autosave that does not ask for versions: it must lose something of each kind, or the
proof has proven nothing.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests import servers
from tests.proofs import _authors, _neighbours, _raters
from tests.proofs._authors import Author
from tests.proofs._raters import Rater
from tests.proofs._writers import Writer, at_work

if TYPE_CHECKING:
    from tests.proofs._desks import Desk

DROPPED_SHARE = 0.1
PATIENCE = 1800  # seconds for all to have written
CARELESS = {"DJANGO_SETTINGS_MODULE": "tests.proofs.careless.settings"}


@dataclass(frozen=True)
class Scale:
    people: int  # everyone writes in the draft and the agreed answers, every second one leads
    saves: int  # of each person in each, and of each leader's browser
    crashes: int


FULL = Scale(people=20, saves=100, crashes=2)
REDUCED = Scale(people=6, saves=20, crashes=1)


@dataclass(frozen=True)
class Staff:
    """Who writes, by what they write in."""

    draft: list[Author]
    agreed: list[Author]
    ratings: list[Rater]

    @property
    def everyone(self) -> list[Writer]:
        return [*self.draft, *self.agreed, *self.ratings]

    def lost(self, desk: "Desk") -> dict[str, int]:
        return {
            "draft": _authors.lost(self.draft, desk.stored_draft()),
            "agreed": _authors.lost(self.agreed, desk.stored_agreed()),
            "ratings": _raters.lost(self.ratings, desk.stored_ratings()),
        }

    def twice(self, desk: "Desk") -> int:
        drafted = _authors.twice(self.draft, desk.stored_draft())
        return drafted + _authors.twice(self.agreed, desk.stored_agreed())

    def conflicts(self) -> dict[str, int]:
        return {
            "draft": sum(author.conflicts for author in self.draft),
            "agreed": sum(author.conflicts for author in self.agreed),
            "ratings": sum(rater.conflicts for rater in self.ratings),
        }


def run(full: bool) -> dict[str, Any]:
    scale = FULL if full else REDUCED
    with servers.postgres(durable=True) as database:
        with servers.portal(database_url=database.url(), workers=0) as site:
            _neighbours.move_in(site)
            from tests.proofs import _desks

            desk, control_desk = _desks.two_desks(people=scale.people)
            staff = _write(site, database, desk, scale)
        with servers.portal(
            database_url=database.url(), workers=0, env=CARELESS, prepared=True
        ) as site:
            control = _write(site, database, control_desk, scale)
        return _figures(scale, staff, desk, control.lost(control_desk))


def _write(site: servers.Portal, database: servers.Postgres, desk: "Desk", scale: Scale) -> Staff:
    """Let everyone write, and the database crash when a third (two thirds …) has been saved."""
    from tests.proofs import _desks

    bad_line = (site.port, scale.saves, DROPPED_SHARE)
    staff = Staff(
        draft=desk.authors("draft", *bad_line),
        agreed=desk.authors("agreed", *bad_line),
        ratings=desk.raters(*bad_line),
    )
    writers = staff.everyone
    threads = at_work(writers)
    for number in range(1, scale.crashes + 1):
        _wait_for(writers, len(writers) * scale.saves * number // (scale.crashes + 1))
        database.crash()
        time.sleep(0.5)
        database.start()
    _wait_for_end(writers, threads)
    _desks.connect_again()
    return staff


def _wait_for(writers: Sequence[Writer], count: int) -> None:
    def is_there() -> bool:
        _raise_failure(writers)
        return sum(writer.acknowledged for writer in writers) >= count

    servers.wait_until(is_there, f"{count} saves", within=PATIENCE)


def _wait_for_end(writers: Sequence[Writer], threads: Sequence[threading.Thread]) -> None:
    ends = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0, ends - time.monotonic()))
        assert not thread.is_alive(), "a writer does not come to an end"
    _raise_failure(writers)


def _raise_failure(writers: Sequence[Writer]) -> None:
    for writer in writers:
        if writer.failure is not None:
            raise writer.failure


def _figures(
    scale: Scale, staff: Staff, desk: "Desk", control_lost: dict[str, int]
) -> dict[str, Any]:
    writers, conflicts, lost = staff.everyone, staff.conflicts(), staff.lost(desk)
    figures = {
        "acknowledged": sum(writer.acknowledged for writer in writers),
        "conflicts": conflicts,
        "retries": sum(writer.retries for writer in writers),
        "dropped": sum(writer.dropped for writer in writers),
        "crashes": scale.crashes,
        "longest_text": max(len(text) for text in desk.stored_draft().values()),
        "lost": lost,
        "twice": staff.twice(desk),
        "control_lost": control_lost,
    }
    is_whole = figures["acknowledged"] == len(writers) * scale.saves
    was_hard = all([*conflicts.values(), *control_lost.values(), figures["dropped"]])
    is_kept = not any(lost.values()) and not figures["twice"]
    return {"ok": is_whole and was_hard and is_kept, **figures}
