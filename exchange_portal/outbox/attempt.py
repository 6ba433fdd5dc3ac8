"""Running what others wrote."""

import logging
from types import TracebackType
from typing import Self

logger = logging.getLogger(__name__)


class Attempt:
    """Work that may fail in any way. The failure is logged and kept, and the worker goes on:
    one notice or job must not stand in the way of all others."""

    def __init__(self, what: str, *, no_alarm: type[Exception] | tuple[()] = ()) -> None:
        self.what = what
        self.no_alarm = no_alarm
        self.failure: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        if isinstance(error, self.no_alarm):
            logger.warning("%s waits: %s", self.what, error)
        else:
            logger.error("%s failed", self.what, exc_info=error)
        self.failure = error
        return True

    @property
    def words(self) -> str:
        return f"{type(self.failure).__name__}: {self.failure}"
