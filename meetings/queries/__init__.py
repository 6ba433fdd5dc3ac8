"""What the pages of this room show. Nothing here changes anything."""

from meetings.queries.todos import todo

__all__ = ["todo"]
