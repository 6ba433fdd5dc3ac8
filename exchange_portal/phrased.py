"""Questions that are phrased once and asked many times (see docs/adr/0104).

The ORM takes longer to put a question than the database takes to answer it. What every page asks is
therefore asked through `ask`: the SQL is made when a question comes for the first time in a process
and a day, and after that only the ids in it are other ones.
"""

import copy
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils.timezone import get_default_timezone, localdate

FIRST_STAND_IN = -2_000_000_000  # downwards: no row has a primary key below zero
PHRASES = 512  # kept at most; one is some kilobytes

type Options = tuple[tuple[str, Hashable], ...]


class HoldsAMoment(Exception):
    """The question is about an hour, so it cannot be asked again at another one."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A QuerySet with its SQL, and which parameters of that are other ids the next time."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: Sequence[Any]
    blanks: Sequence[tuple[int, int, int]]  # parameter; which list of ids, which of its ids

    def rows(self, ids: Sequence[Sequence[int]]) -> list[Any]:
        params = list(self.params)
        for number, group, place in self.blanks:
            params[number] = ids[group][place]
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        vars(compiler)["as_sql"] = lambda *_args, **_more: (self.sql, tuple(params))
        # Not copied the usual way, for that would ask the question.
        asked = object.__new__(type(self.queryset))
        vars(asked).update(vars(self.queryset), _query=Phrased(self.queryset.query, compiler))
        return list(asked)


class Phrased:
    """A query that has its SQL already."""

    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self.query, self.compiler = query, compiler

    def get_compiler(self, *_args: Any, **_more: Any) -> SQLCompiler:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)


def ask[Row](
    build: Callable[..., QuerySet[Any, Row]],
    *ids: Iterable[int],
    now: datetime | None = None,
    **options: Hashable,
) -> list[Row]:
    """The rows of `build(*ids, **options)`: objects, or the values of `values_list`.

    It is called with stand-ins for the ids, and not each time: it must look at nothing but its
    arguments, and ask of the ids only which rows have them. They are primary keys, or places in an
    order counted from one, such as those of a page; each list may have any length. With `now`,
    `build` is given noon of that day under the same name.
    """
    lists = [_evened(some) for some in ids]
    lengths = tuple(len(some) for some in lists)
    kept: Options = tuple(sorted(options.items()))
    day = localdate(now) if now else None
    phrase = _phrase(build, lengths, day, kept, connection.vendor)
    return phrase.rows(lists) if phrase else []


def _evened(ids: Iterable[int]) -> list[int]:
    """Each once, and the last again until they are 1, 2, 4, 8 … so that phrases stay few."""
    different = list(dict.fromkeys(ids))
    missing = (1 << (len(different) - 1).bit_length()) - len(different) if different else 0
    return different + different[-1:] * missing


@lru_cache(maxsize=PHRASES)
def _phrase(
    build: Callable[..., QuerySet[Any, Any]],
    lengths: tuple[int, ...],
    day: date | None,
    options: Options,
    vendor: str,
) -> Phrase | None:
    """None: no row can ever be meant. `vendor` is there to be remembered by."""
    stand_ins = _stand_ins(lengths)
    queryset = build(*stand_ins, **_noon(day), **dict(options))
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    if any(isinstance(one, datetime) for one in params):
        raise HoldsAMoment(sql)
    del compiler.connection  # it is a thread's, which may end before the phrase does
    whose = {pk: (group, at) for group, some in enumerate(stand_ins) for at, pk in enumerate(some)}
    return Phrase(
        queryset=queryset,
        compiler=compiler,
        sql=sql,
        params=params,
        blanks=[
            (number, *whose[one])
            for number, one in enumerate(params)
            if isinstance(one, int) and one in whose
        ],
    )


def _noon(day: date | None) -> dict[str, datetime]:
    return {"now": datetime.combine(day, time(12), get_default_timezone())} if day else {}


def _stand_ins(lengths: tuple[int, ...]) -> list[list[int]]:
    lists = []
    first = FIRST_STAND_IN
    for length in lengths:
        lists.append(list(range(first, first - length, -1)))
        first -= length
    return lists
