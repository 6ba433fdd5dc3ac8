"""Names of files as people wrote them, made safe to show and to hand back."""

import unicodedata
from pathlib import PurePosixPath

LENGTH = 300
# Control characters and invisible marks; among them those that turn the reading direction and
# make «gpj.exe» look like «exe.jpg».
INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
BLANK = {"Zs", "Zl", "Zp"}


def tidy(name: str) -> str:
    """The last part of a path, composed (å is one character, as macOS does not write it), on one
    line and at most 300 characters with its suffix kept."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(_seen(character) for character in last)
    return _cut(" ".join(visible.split()).strip(" ."))


def suffix(name: str) -> str:
    """`docx` for «Mål.DOCX», empty when there is none."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in BLANK or character in "\t\r\n":
        return " "
    return "" if category in INVISIBLE else character


def _cut(name: str) -> str:
    if len(name) <= LENGTH:
        return name
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending) <= 20 else ""
    return name[: LENGTH - len(ending) - 1].rstrip(" .") + "…" + ending
