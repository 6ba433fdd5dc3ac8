"""Why a file was not received, in words for the person who sent it."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FileRefused(Exception):
    """The text says what is wrong and what to do, in the reader's language."""


class StorageFull(FileRefused):
    """Not the file's fault: there is no room on the disk."""


class StorageBroken(FileRefused):
    """Not the file's fault either: the disk cannot be written to, or is not there."""


def no_room() -> StorageFull:
    return StorageFull(
        _(
            "Filen kunde inte sparas, för portalens lagring är full. Det du har skrivit och de "
            "filer du redan har lagt till finns kvar. Försök igen senare, och berätta gärna för "
            "din kontaktperson."
        )
    )


def too_large(max_bytes: int) -> FileRefused:
    megabytes = max_bytes // (1024 * 1024)
    return FileRefused(
        _(
            "Filen är för stor. En fil får vara högst %(megabytes)s MB. Dela upp den, eller spara "
            "bilderna i den med lägre upplösning."
        )
        % {"megabytes": megabytes}
    )


def not_kept(error: OSError) -> FileRefused:
    """What the system says of a disk, in our words. A disk that is broken is told to the log."""
    if error.errno in NO_ROOM:
        return no_room()
    logger.error("A file could not be kept: %s", error)
    return StorageBroken(
        _(
            "Filen kunde inte sparas, för portalens lagring fungerar inte just nu. Det du har "
            "skrivit och de filer du redan har lagt till finns kvar. Försök igen senare, och "
            "berätta gärna för din kontaktperson."
        )
    )


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turns the system's word for a disk that takes nothing into ours."""
    try:
        yield
    except OSError as error:
        raise not_kept(error) from error
