"""A file as a page lists it, without its row."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ListedFile:
    key: UUID  # of the row that it hangs on, for its address
    name: str
    size: int  # bytes
    state: str
