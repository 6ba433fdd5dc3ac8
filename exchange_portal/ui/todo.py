"""What a person shall do now: every app offers its own, Min sida merges them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing to do. The nearest date comes first; a thing without a date comes last."""

    title: str  # with its language, when it is in another than the page
    url: str
    action: str  # the verb on the button
    due_on: date | None = None
    about: str = ""  # one line of context
    tag: str = ""  # status in a word
    status: str = "quiet"  # done, now, late or quiet
    minutes: int = 0  # honest time it takes
