"""What the outbox can do. Each app registers its notices and jobs when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange_portal.outbox.models import Notice


class UnknownKind(Exception):
    """Nobody has registered a notice or a job of this kind."""


class TryLater(Exception):
    """Raised by a job that cannot be done now through no fault of its own: a scanner that does
    not answer, a library that is missing. It stays waiting for as long as that takes; the text
    is shown to staff."""


@dataclass(frozen=True)
class Mail:
    """A mail in words: subject on one line, plain text, HTML."""

    subject: str
    text: str
    html: str = ""


type Write = Callable[[Notice], Mail]
type StillWanted = Callable[[Notice, datetime], bool]
type Work = Callable[[dict[str, Any], datetime], None]


@dataclass(frozen=True)
class NoticeKind:
    write: Write
    still_wanted: StillWanted


_notices: dict[str, NoticeKind] = {}
_jobs: dict[str, Work] = {}
_private_notices: set[str] = set()
_private_jobs: set[str] = set()


def register_notice(
    kind: str, *, write: Write, still_wanted: StillWanted, is_private: bool = False
) -> None:
    """`write` makes the mail, in the recipient's language; `still_wanted` is asked just before,
    in the same transaction. A no drops the notice for good. The mails of a private one stand in no
    list: who gets them tells of something that nobody at the agency may know of."""
    _notices[kind] = NoticeKind(write, still_wanted)
    if is_private:
        _private_notices.add(kind)


def register_job(kind: str, work: Work, *, is_private: bool = False) -> None:
    """`work` is called with the job's data and the time, outside any transaction. It can run
    twice without harm, even at once. A private one stands in no list: that it is there would tell
    of something that nobody at the agency may know of."""
    _jobs[kind] = work
    if is_private:
        _private_jobs.add(kind)


def private_notices() -> set[str]:
    return _private_notices


def private_jobs() -> set[str]:
    return _private_jobs


def notice_kind(kind: str) -> NoticeKind:
    if kind not in _notices:
        raise UnknownKind(kind)
    return _notices[kind]


def job_work(kind: str) -> Work:
    if kind not in _jobs:
        raise UnknownKind(kind)
    return _jobs[kind]


def notice_kinds() -> list[str]:
    return list(_notices)


def job_kinds() -> list[str]:
    return list(_jobs)
