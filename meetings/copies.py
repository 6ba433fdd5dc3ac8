"""The frozen copy as it may be read today."""

from dataclasses import replace

from meetings.frozen import Frozen
from meetings.models import SubmittedVersion


def copy_of(version: SubmittedVersion) -> Frozen:
    """As it was handed in; by whom is told by function if their identity has been protected since.
    The row and its fingerprint stay as they were."""
    copy, by = Frozen.from_content(version.content), version.submitted_by
    return replace(copy, submitted_by=by.name) if by.is_protected else copy
