"""Taking a file from the wire to a temporary place, without filling the disk and without a 500.

A file that is too large, or that the disk does not take, is read to its end and thrown away.
What then stands in `request.FILES` says why in `refusal`; `files.actions.receive` raises it, so
that a view handles it as any other refusal.
"""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from exchange_portal.files.refusals import FileRefused, no_room, not_kept, too_large


class NotReceived(UploadedFile):  # type: ignore[type-arg]
    """An upload of which nothing was kept."""

    def __init__(self, name: str, refusal: FileRefused) -> None:
        super().__init__(BytesIO(), name, size=0)
        self.refusal = refusal


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes to a temporary file, up to FILE_MAX_BYTES and for as long as there is room."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.refusal: FileRefused | None = None
        self.received = 0
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._refuse(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.refusal is None and self.received > settings.FILE_MAX_BYTES:
            self.refusal = too_large(settings.FILE_MAX_BYTES)
            self._discard()
        if self.refusal is None:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self._refuse(error)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.refusal is None:
            try:
                return super().file_complete(file_size)
            except OSError as error:  # the last bytes are written here
                self._refuse(error)
        return NotReceived(self.file_name or "", self.refusal or no_room())

    def _refuse(self, error: OSError) -> None:
        self.refusal = not_kept(error)
        self._discard()

    def _discard(self) -> None:
        """Give the room back at once. Closing may want to write once more, and fail once more."""
        if hasattr(self, "file"):
            with suppress(OSError):
                self.file.close()
            del self.file
