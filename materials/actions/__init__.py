"""Everything that changes what is shared."""

from materials.actions.refusals import (
    ChangedMeanwhile,
    Refused,
    RoundOver,
    SentBefore,
    Withdrawn,
)
from materials.actions.sharing import (
    Words,
    add_version,
    describe_material,
    share_material,
    withdraw_material,
)

__all__ = [
    "ChangedMeanwhile",
    "Refused",
    "RoundOver",
    "SentBefore",
    "Withdrawn",
    "Words",
    "add_version",
    "describe_material",
    "share_material",
    "withdraw_material",
]
