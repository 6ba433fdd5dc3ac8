"""Why a file was not received, in words for the person who sent it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FileRefused(Exception):
    """The text says what is wrong and what to do, in the reader's language."""


class StorageFull(FileRefused):
    """Not the file's fault: there is no room on the disk."""


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


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turns the system's word for a full disk into ours."""
    try:
        yield
    except OSError as error:
        if is_no_room(error):
            raise no_room() from error
        raise


def is_no_room(error: OSError) -> bool:
    return error.errno in NO_ROOM
