"""The way of a round: the one recurring picture of where we are and what is next."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Stop:
    """One stop on the way."""

    label: str
    note: str = ""  # «om 9 dagar», «datum kommer»
    state: Literal["past", "here", "ahead"] = "ahead"
    lang: str = ""  # set when the note is in another language than the page
