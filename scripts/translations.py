"""The portal's translations: `compile` them, `update` the English list, `check` that it is whole.

Texts in code and templates are Swedish; locale/en says each in English. locale/sv only puts right
what packages say in Swedish. Compiled files are not kept in version control: `compile` needs
nothing but Python. `update` and `check` read the source with GNU gettext.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = [
    "cohorts",
    "demo",
    "exchange_portal",
    "materials",
    "meetings",
    "preparation",
    "programmes",
    "selfassessment",
    "templates",
]
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def compile_all() -> None:
    """Write the .mo beside every .po that is newer than it."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as out:
            write_mo(out, read(source))


def extract() -> Path:
    """The English list as the source has it now, in a folder of its own. Returns that file."""
    copy = Path(tempfile.mkdtemp(prefix="portal-texts-"))
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name)
    target = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    if ENGLISH.exists():
        shutil.copy(ENGLISH, target)
    command = [sys.executable, "-m", "django", "makemessages", "--locale=en"]
    options = ["--extension=html,txt,py", "--no-obsolete", "--no-wrap", "--add-location=file"]
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [*command, *options], cwd=copy, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"makemessages failed (is gettext installed?):\n{done.stdout}{done.stderr}")
    return target


def update() -> None:
    """Bring locale/en up to date with the source; new texts wait there for their English."""
    made = extract()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(made, ENGLISH)
    shutil.rmtree(made.parents[3])


def names(catalog: Catalog) -> set[tuple[object, object]]:
    """What identifies the texts of a list: context and msgid (singular and plural)."""
    return {(message.context, message.id) for message in catalog if message.id}


def faults() -> list[str]:
    """Everything that keeps the translations from being whole, as sentences."""
    made = extract()
    wanted = names(read(made))
    shutil.rmtree(made.parents[3])
    english = read(ENGLISH) if ENGLISH.exists() else Catalog(locale="en")
    found = [f"not in locale/en: {name!r}" for _context, name in wanted - names(english)]
    found += [f"no longer in the source: {name!r}" for _context, name in names(english) - wanted]
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        found += [f"{path.relative_to(ROOT)}: {fault}" for fault in wrong(read(path))]
    return sorted(found)


def wrong(catalog: Catalog) -> list[str]:
    """Texts without translation, unsure ones, and those whose placeholders differ."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        string = message.string or ""
        if not all([string] if isinstance(string, str) else string):
            found.append(f"not translated: {message.id!r}")
        if message.fuzzy:
            found.append(f"unsure (fuzzy): {message.id!r}")
        found += [f"{error}: {message.id!r}" for error in message.check(catalog)]
    return found


def main(words: list[str]) -> int:
    if words == ["compile"]:
        compile_all()
    elif words == ["update"]:
        update()
    elif words == ["check"]:
        found = faults()
        print("\n".join(found) or "The translations are whole.")
        return min(len(found), 1)
    else:
        sys.exit("usage: translations.py compile | update | check")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
