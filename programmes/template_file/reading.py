"""From a file to a document, and back."""

import json
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from programmes.template_file.checks import Document, tangles
from programmes.template_file.kinds import Fault, Faults, arranged
from programmes.template_file.lines import Unreadable, parse
from programmes.template_file.shape import TEMPLATE

MOST_BYTES = 500_000
MOST_FAULTS = 30  # told at once


class BadFile(Exception):
    """What is wrong with a file, fault by fault."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda one: one.line)[:MOST_FAULTS]
        self.left_out = max(len(faults) - MOST_FAULTS, 0)
        super().__init__("; ".join(str(one) for one in self.faults))


def read(
    raw: bytes | str, instruments: Collection[str], programmes: Collection[str] | None = None
) -> Document:
    """The document that a file holds, with its texts as the portal keeps them; or all that is
    wrong with it. `programmes`: those that its reader may write for, if that is asked."""
    faults = Faults()
    try:
        found = parse(_text(raw))
    except Unreadable as error:
        raise BadFile([Fault(path=(), words=str(error), line=error.line)]) from None
    document: dict[str, Any] = TEMPLATE.read(found, (), faults)
    if not faults.found:
        for fault in tangles(document, instruments):
            faults.add(fault.path, fault.words)
    if programmes is not None and document.get("programme", "") not in programmes:
        faults.add(("programme",), _("Du kan inte skriva mallar för ett program med den koden."))
    if faults.found:
        raise BadFile(faults.found)
    return document


def _text(raw: bytes | str) -> str:
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("Filen är för stor för att vara en mall. Högst 500 kB."), 1)
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(_("Filen är inte text i UTF-8. Spara om den så."), line) from None


def written(document: Document) -> str:
    """The file of a document: the same document is always the same file."""
    return json.dumps(arranged(TEMPLATE, document), ensure_ascii=False, indent=2) + "\n"
