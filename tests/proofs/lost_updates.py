"""Nothing that was acknowledged as saved is lost.

Colleagues of one institution save in one draft at the same time, over HTTP; every tenth answer is
never heard, and the database crashes in between. The control is the same with an autosave that
does not ask for versions: it must lose something, or the proof has proven nothing.
"""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests import servers
from tests.proofs import _neighbours
from tests.proofs._browsing import Line
from tests.proofs._writers import Text, Writer, at_work

if TYPE_CHECKING:
    from tests.proofs._drafts import Desk

DROPPED_SHARE = 0.1
PATIENCE = 900  # seconds for all to have written
CARELESS = {"DJANGO_SETTINGS_MODULE": "tests.proofs.careless.settings"}


@dataclass(frozen=True)
class Scale:
    writers: int
    saves: int
    crashes: int

    @property
    def all_saves(self) -> int:
        return self.writers * self.saves


FULL = Scale(writers=20, saves=100, crashes=2)
REDUCED = Scale(writers=6, saves=20, crashes=1)


def run(full: bool) -> dict[str, Any]:
    scale = FULL if full else REDUCED
    with servers.postgres(durable=True) as database:
        with servers.portal(database_url=database.url(), workers=0) as site:
            _neighbours.move_in(site)
            from tests.proofs import _drafts

            draft, control_draft = _drafts.two_desks(people=scale.writers)
            writers = _write(site, database, draft, scale)
        stored = draft.stored()
        with servers.portal(
            database_url=database.url(), workers=0, env=CARELESS, prepared=True
        ) as site:
            control = _write(site, database, control_draft, scale)
        return _figures(scale, writers, stored, _lost(control, control_draft.stored()))


def _write(
    site: servers.Portal, database: servers.Postgres, desk: "Desk", scale: Scale
) -> list[Writer]:
    """Let everyone write, and the database crash when a third (two thirds …) has been saved."""
    writers = [
        Writer(
            Line(site.port, session),
            name,
            [Text(address) for address in desk.addresses],
            scale.saves,
            DROPPED_SHARE,
        )
        for name, session in desk.sessions.items()
    ]
    threads = at_work(writers)
    for number in range(1, scale.crashes + 1):
        _wait_for(writers, scale.all_saves * number // (scale.crashes + 1))
        database.crash()
        time.sleep(0.5)
        database.start()
    _wait_for_end(writers, threads)
    return writers


def _wait_for(writers: Sequence[Writer], count: int) -> None:
    def is_there() -> bool:
        _raise_failure(writers)
        return sum(len(writer.acknowledged) for writer in writers) >= count

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


def _lost(writers: Sequence[Writer], stored: dict[str, str]) -> int:
    """Words that were acknowledged and do not stand in their text."""
    words = {address: set(text.split()) for address, text in stored.items()}
    said = [one for writer in writers for one in writer.acknowledged]
    return sum(word not in words[address] for address, word in said)


def _figures(
    scale: Scale, writers: Sequence[Writer], stored: dict[str, str], control_lost: int
) -> dict[str, Any]:
    counted = Counter(word for text in stored.values() for word in text.split())
    said = [word for writer in writers for _, word in writer.acknowledged]
    figures = {
        "acknowledged": len(said),
        "conflicts": sum(writer.conflicts for writer in writers),
        "retries": sum(writer.retries for writer in writers),
        "dropped": sum(writer.dropped for writer in writers),
        "crashes": scale.crashes,
        "longest_text": max(len(text) for text in stored.values()),
        "lost": _lost(writers, stored),
        "twice": sum(counted[word] > 1 for word in said),
        "control_lost": control_lost,
    }
    is_whole = figures["acknowledged"] == scale.all_saves and not figures["lost"]
    was_hard = all(figures[name] for name in ("conflicts", "dropped", "control_lost"))
    return {"ok": is_whole and was_hard and not figures["twice"], **figures}
