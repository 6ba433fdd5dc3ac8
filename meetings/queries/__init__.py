"""What the pages of this room show. Nothing here changes anything."""

from meetings.queries.handed_in import shared_lately
from meetings.queries.todos import todo

__all__ = ["shared_lately", "todo"]
