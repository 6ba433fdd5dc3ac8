"""What a value may be. Each kind reads a value, says what is wrong with it in words, and describes
itself in the schema: so the two say the same."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange_portal.characters import one_line, plain
from programmes.template_file.lines import Found

type Path = tuple[str | int, ...]  # («meetings», 0, «theme_sv»)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong, and where in the document."""

    path: Path
    words: str
    line: int = 0  # of the file, if there is one

    @property
    def where(self) -> str:
        """«meetings 2, theme_sv»: names as in the file, places counted from one."""
        parts: list[str] = []
        for step in self.path:
            if isinstance(step, int) and parts:
                parts[-1] += f" {step + 1}"
            else:
                parts.append(str(step))
        return ", ".join(parts)

    def __str__(self) -> str:
        told = {"line": self.line, "where": self.where, "words": self.words}
        if not self.path:
            return _("Rad %(line)s: %(words)s") % told
        return _("Rad %(line)s, %(where)s: %(words)s") % told


class Faults:
    """Those found while a document is read, and on which line each of its values stands."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.lines: dict[Path, int] = {}

    def add(self, path: Path, words: str) -> None:
        self.found.append(Fault(path=path, words=words, line=self.line_of(path)))

    def line_of(self, path: Path) -> int:
        """Of what is not there, the line of what it would stand in."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Kind(Protocol):
    def schema(self) -> dict[str, Any]: ...

    def read(self, found: Found, path: Path, faults: Faults) -> Any: ...


@dataclass(frozen=True)
class Text:
    """On one line, unless `is_long`."""

    most: int
    is_needed: bool = True
    is_long: bool = False

    def schema(self) -> dict[str, Any]:
        least = {"minLength": 1} if self.is_needed else {}
        return {"type": "string", **least, "maxLength": self.most}

    def read(self, found: Found, path: Path, faults: Faults) -> str:
        if not isinstance(found.value, str):
            faults.add(path, _("Här ska en text stå, inom citattecken."))
            return ""
        text = plain(found.value).strip() if self.is_long else one_line(found.value)
        if self.is_needed and not text:
            faults.add(path, _("Texten är tom."))
        if len(text) > self.most:
            told = {"count": len(text), "most": self.most}
            faults.add(path, _("Texten har %(count)s tecken. Högst %(most)s får plats.") % told)
        return text


@dataclass(frozen=True)
class Code:
    """A name for machines: small letters, digits, hyphens."""

    most: int = 50
    pattern = r"[a-z0-9][a-z0-9_-]*"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": self.most}

    def read(self, found: Found, path: Path, faults: Faults) -> str:
        value = found.value
        is_code = isinstance(value, str) and re.fullmatch(self.pattern, value)
        if not is_code or len(value) > self.most:
            words = _("Skriv högst %(most)s tecken: a–z, siffror, bindestreck och understreck.")
            faults.add(path, words % {"most": self.most})
            return ""
        return str(value)


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    least: int
    most: int
    may_be_empty: bool = False

    def schema(self) -> dict[str, Any]:
        kinds: Any = ["integer", "null"] if self.may_be_empty else "integer"
        return {"type": kinds, "minimum": self.least, "maximum": self.most}

    def read(self, found: Found, path: Path, faults: Faults) -> int | None:
        value = found.value
        if value is None and self.may_be_empty:
            return None
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_whole or not self.least <= value <= self.most:
            bounds = {"least": self.least, "most": self.most}
            faults.add(path, _("Skriv ett helt tal från %(least)s till %(most)s.") % bounds)
            return self.least
        return int(value)


@dataclass(frozen=True)
class Flag:
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read(self, found: Found, path: Path, faults: Faults) -> bool:
        if not isinstance(found.value, bool):
            faults.add(path, _("Skriv true eller false, utan citattecken."))
        return bool(found.value)


@dataclass(frozen=True)
class Choice:
    """One of a few words, or one number."""

    among: tuple[Any, ...]

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.among)}

    def read(self, found: Found, path: Path, faults: Faults) -> Any:
        if type(found.value) not in {str, int} or found.value not in self.among:
            words = _("Välj något av: %(words)s.")
            faults.add(path, words % {"words": ", ".join(map(str, self.among))})
            return self.among[0]
        return found.value


@dataclass(frozen=True)
class Clock:
    """Hour and minute of the day."""

    pattern = r"([01][0-9]|2[0-3]):[0-5][0-9]"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    def read(self, found: Found, path: Path, faults: Faults) -> str:
        if not isinstance(found.value, str) or not re.fullmatch(self.pattern, found.value):
            faults.add(path, _("Skriv klockslaget som 09:00."))
            return f"{time():%H:%M}"
        return found.value


@dataclass(frozen=True)
class Many:
    """A list."""

    of: Kind
    most: int

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.of.schema(), "maxItems": self.most}

    def read(self, found: Found, path: Path, faults: Faults) -> list[Any]:
        if not isinstance(found.value, list):
            faults.add(path, _("Här ska en lista stå, inom hakparenteser."))
            return []
        if len(found.value) > self.most:
            words = ngettext(
                "Listan har %(count)s rader. Högst %(most)s får plats.",
                "Listan har %(count)s rader. Högst %(most)s får plats.",
                self.most,
            )
            faults.add(path, words % {"count": len(found.value), "most": self.most})
            return []
        places = enumerate(found.value)
        return [_read(self.of, one, (*path, place), faults) for place, one in places]


@dataclass(frozen=True)
class Record:
    """Values by name, in this order. Those with a default may be left out."""

    fields: Mapping[str, Kind]
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def schema(self) -> dict[str, Any]:
        described = {name: kind.schema() for name, kind in self.fields.items()}
        for name, value in self.defaults.items():
            described[name] = described[name] | {"default": value}
        return {
            "type": "object",
            "properties": described,
            "required": [name for name in self.fields if name not in self.defaults],
            "additionalProperties": False,
        }

    def read(self, found: Found, path: Path, faults: Faults) -> dict[str, Any]:
        if not isinstance(found.value, dict):
            faults.add(path, _("Här ska namn och värden stå, inom klamrar."))
            return {}
        for name, one in found.value.items():
            faults.lines[*path, name] = one.line
            if name not in self.fields:
                faults.add((*path, name[:40]), _("Det namnet finns inte i en mall."))
        values: dict[str, Any] = {}
        for name, kind in self.fields.items():
            if name in found.value:
                values[name] = _read(kind, found.value[name], (*path, name), faults)
            elif name in self.defaults:
                values[name] = deepcopy(self.defaults[name])
            else:
                faults.add((*path, name), _("Det saknas."))
        return values


def arranged(kind: Kind, value: Any) -> Any:
    """The same value with its names in the order of the file: PostgreSQL keeps them in its own."""
    if isinstance(kind, Many):
        return [arranged(kind.of, one) for one in value]
    if isinstance(kind, Record):
        return {name: arranged(one, value[name]) for name, one in kind.fields.items()}
    return value


def _read(kind: Kind, found: Found, path: Path, faults: Faults) -> Any:
    faults.lines[path] = found.line
    return kind.read(found, path, faults)
