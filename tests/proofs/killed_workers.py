"""What is handed in becomes one PDF and the right mails, whoever dies meanwhile.

Institutions hand in over HTTP, to an assignment and a self-assessment, and ask again and again for
the summary of what their group has shared, while four workers make PDFs and send mail; each second
one of the four, whichever, is killed and another one started. The mail server is a real one and
takes its time. Then everyone forgets which PDFs are made, as when who made them dies before saying
so: no killing hits that moment often enough. Afterwards every version, every self-assessment and
every set of versions that was asked for has its one PDF, and every mail has come exactly once, or
is shown as unclear and has come at most once.

What the proof is up against stands in its figures too: how many mails a sender that tries again
after a crash would have sent twice (`control_doubled`), how many one that does not would have lost
without a word (`control_lost`), and how many PDFs a maker that does not look whether one is there
would have made twice (`control_made_twice`). Work must have been interrupted, or nothing is proven:
until it is, the killing goes on, slowly enough for workers to begin on a busy machine.
"""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts import commands
from scripts.proof import ROOT
from tests import servers
from tests.proofs import _neighbours

if TYPE_CHECKING:
    from tests.proofs._handing_in import Office

WORKERS = 4
HANDS = 4  # that hand in at the same time
LEASE = 8  # seconds: what a dead worker held is taken up again soon
ANSWER_TIME = 0.25  # seconds that the mail server takes at most, before and after it took a mail
PATIENCE = 600  # seconds for the rest, when nobody is killed any more


@dataclass(frozen=True)
class Scale:
    groups: int
    institutions: int  # in each group
    pace: float  # seconds between two submissions
    kills: int  # one each second; then fewer, until something has been interrupted

    @property
    def submissions(self) -> int:
        return self.groups * self.institutions


FULL = Scale(groups=20, institutions=10, pace=0.5, kills=240)
REDUCED = Scale(groups=3, institutions=10, pace=0.5, kills=30)


class SlowPost(servers.Smtp):
    """A mail server in whose midst a sender can die: before it took the mail, and after."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(random.uniform(0, ANSWER_TIME))
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(random.uniform(0, ANSWER_TIME))
        return answer


def run(full: bool) -> dict[str, Any]:
    scale = FULL if full else REDUCED
    with (
        servers.postgres() as database,
        servers.redis() as broker,
        servers.smtp(SlowPost) as post,
        _site(database, broker, post) as site,
    ):
        _neighbours.move_in(site)
        from tests.proofs import _handing_in, _outcome

        offices = _handing_in.offices(scale.groups, scale.institutions)
        with _beat(site), ThreadPoolExecutor(HANDS) as hands:
            handing_in = hands.submit(_hand_in, site, offices, scale.pace)
            kills = _kill(site, handing_in, scale.kills)
            handing_in.result()
            under_fire = _outcome.pdfs_made()
            _wait_for_the_rest(site)
            interrupted = _outcome.interrupted()
            forgotten = _outcome.forget_what_is_made()
            _wait_for_the_rest(site)
        verdict = _outcome.verdict(offices, post.mails, site.port)
    return {
        **verdict,
        "ok": verdict["ok"] and interrupted > 0 and forgotten > 0,
        "interrupted": interrupted,
        "control_made_twice": forgotten,
        "kills": kills,
        "pdfs_under_fire": under_fire,
    }


def _site(database: servers.Postgres, broker: servers.Redis, post: servers.Smtp) -> Any:
    return servers.portal(
        database_url=database.url(),
        broker_url=broker.url,
        smtp=post,
        env={"PORTAL_LEASE_SECONDS": str(LEASE)},
        workers=0,
    )


@contextmanager
def _beat(site: servers.Portal) -> Iterator[None]:
    """The pulse, in a process of its own as in the server form. It lives."""
    beat = servers.Process(
        commands.run(commands.BEAT), log=site.folder / "beat.log", env=site.env, cwd=ROOT
    )
    beat.start()
    try:
        yield
    finally:
        beat.stop()


def _hand_in(site: servers.Portal, offices: Sequence["Office"], pace: float) -> None:
    """One after the other at a steady pace, however long each takes."""
    with ThreadPoolExecutor(HANDS) as hands:
        handed_in = []
        for office in offices:
            handed_in.append(hands.submit(office.hand_in, site.port))
            time.sleep(pace)
    for one in handed_in:
        one.result()


def _kill(site: servers.Portal, handing_in: Future[None], at_most: int) -> int:
    """Each second kill one of four workers and start another, until all is handed in and worked
    off. (Not in a thread: what a thread has started ends with it.) Returns how many."""
    from tests.proofs import _outcome

    workers = [site.start_worker() for _ in range(WORKERS)]
    kills = 0
    while not (handing_in.done() and not _outcome.left()):
        if kills >= at_most and _outcome.interrupted():
            break
        time.sleep(1 if kills < at_most else LEASE)
        victim = random.choice(workers)
        victim.kill()
        victim.start()
        kills += 1
    return kills


def _wait_for_the_rest(site: servers.Portal) -> None:
    """Nobody is killed any more: what is still there after a while stays there."""
    from tests.proofs import _outcome

    ends = time.monotonic() + PATIENCE
    while left := _outcome.left():
        assert time.monotonic() < ends, "\n".join([*left, site.logs()[-20_000:]])
        time.sleep(0.5)
