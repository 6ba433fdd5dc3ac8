"""The frozen copy as it may be read today."""

from dataclasses import replace

from preparation.frozen import Frozen
from preparation.models import Confirmation


def copy_of(confirmation: Confirmation) -> Frozen:
    """As it was confirmed; by whom is told by function if their identity has been protected since.
    The row and its fingerprint stay as they were."""
    copy, by = Frozen.from_content(confirmation.content), confirmation.confirmed_by
    return replace(copy, confirmed_by=by.name) if by.is_protected else copy
