"""What a person shall do now: every app offers its own, Min sida merges them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing to do, in words."""

    title: str  # with its language, when it is in another than the page
    url: str
    action: str  # the verb on the button
    due_on: date | None = None
    about: str = ""  # one line of context
    tag: str = ""  # status in a word
    status: str = "quiet"  # done, now, late or quiet
    is_quiet: bool = False  # good to know of; nothing waits for it
    leads: bool = False  # the one thing of the page


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing to do, not yet put into words: of many only the nearest are shown. The nearest
    date comes first; a thing without a date comes last."""

    due_on: date | None
    minutes: int  # honest time it takes
    told: Callable[[], Todo]
