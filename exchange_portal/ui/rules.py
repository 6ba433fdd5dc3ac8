"""Who may see the gallery."""

from datetime import datetime
from typing import Any


def may_see_gallery(user: Any, now: datetime) -> bool:
    """The agency's people. The gallery shows samples only, no one's data."""
    return bool(user.is_staff)
