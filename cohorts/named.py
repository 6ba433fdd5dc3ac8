"""Which institution and which function a row means, or the nearest guess."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cohorts.listed import Row
from cohorts.models import Function, Participation

MOST_GUESSES = (
    100  # in a list: a guess takes some milliseconds, and a file may be of something else
)


class Wrong(Exception):
    """What is wrong with a row, in words for the reader."""


class Names[T]:
    """Things by their names, in any letters."""

    def __init__(self) -> None:
        self.named: dict[str, list[T]] = {}
        self.guessed: dict[str, T | None] = {}

    def add(self, thing: T, names: Iterable[str]) -> None:
        for name in {one.casefold() for one in names} - {""}:
            self.named.setdefault(name, []).append(thing)

    def called(self, name: str) -> Sequence[T]:
        return self.named.get(name.casefold(), [])

    def near(self, name: str) -> T | None:
        """The one that was probably meant."""
        wanted = name.casefold()
        if wanted not in self.guessed and len(self.guessed) < MOST_GUESSES:
            begins = (one for one in self.named if wanted in one.split() or one.startswith(wanted))
            near = next(begins, None) or next(iter(get_close_matches(wanted, self.named, 1)), None)
            self.guessed[wanted] = self.named[near][0] if near else None
        return self.guessed.get(wanted)


class Places:
    """Institutions in groups: by name or short name, and by the group where there are several."""

    def __init__(self, places: Iterable[Participation]) -> None:
        self.names = Names[Participation]()
        for place in places:
            its = place.institution
            self.names.add(place, (its.name, its.short_name, its.name_en))

    def meant(self, row: Row) -> Participation:
        if not row.institution:
            raise Wrong(_("Institution saknas."))
        found = self.names.called(row.institution)
        if not found:
            raise Wrong(self._unknown(row.institution))
        if row.group:
            found = [one for one in found if one.cohort.name.casefold() == row.group.casefold()]
        if not found:
            words = {"institution": row.institution, "group": row.group}
            raise Wrong(_("%(institution)s är inte med i %(group)s.") % words)
        if len(found) > 1:
            raise Wrong(_("Institutionen är med i flera grupper. Skriv vilken under Grupp."))
        return found[0]

    def _unknown(self, name: str) -> str:
        near = self.names.near(name)
        if near is None:
            return _("Ingen institution här heter %(name)s.") % {"name": name}
        words = {"name": name, "near": near.institution.name}
        return _("Ingen institution här heter %(name)s. Menar du %(near)s?") % words


class Functions:
    """By name in either language, by code, or by a role that only one function has."""

    def __init__(self, functions: Iterable[Function]) -> None:
        self.names, self.roles = Names[Function](), Names[Function]()
        for one in functions:
            self.names.add(one, (one.name_sv, one.name_en, one.code))
            self.roles.add(one, (str(Function.Role(one.role).label),))

    def meant(self, row: Row) -> Function:
        if not row.function:
            raise Wrong(_("Funktion saknas."))
        alike = self.roles.called(row.function)
        found = self.names.called(row.function) or (alike if len(alike) == 1 else [])
        if not found:
            raise Wrong(self._unknown(row.function))
        return found[0]

    def _unknown(self, name: str) -> str:
        near = self.names.near(name)
        if near is None:
            return _("Ingen funktion här heter %(name)s.") % {"name": name}
        words = {"name": name, "near": str(near)}
        return _("Ingen funktion här heter %(name)s. Menar du %(near)s?") % words
