"""The instruments that the portal comes with, from the files in `selfassessment/instruments/`."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).resolve().parent.parent / "instruments"
FILES = ("management-1", "preconditions-1", "planning-1")
PUBLISHED_AT = datetime(2026, 11, 25, tzinfo=UTC)


def add(apps, name):
    """A version as its file says, published; nothing, if it is there."""
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    instrument, _ = apps.get_model("selfassessment", "Instrument").objects.get_or_create(
        key=told["key"],
        defaults={name: told[name] for name in ("bearer", "title_sv", "title_en")},
    )
    versions = apps.get_model("selfassessment", "InstrumentVersion").objects
    if versions.filter(instrument=instrument, number=told["number"]).exists():
        return
    facts = ("number", "asks_wanted", "minutes", "minutes_to_agree")
    version = versions.create(
        instrument=instrument,
        scale=_scale(apps, **told["scale"]),
        **{name: told[name] for name in facts},
    )
    _add_areas(apps, version, told["areas"])
    version.published_at = PUBLISHED_AT
    version.save(update_fields=["published_at"])


def _scale(apps, key, steps):
    scale, is_new = apps.get_model("selfassessment", "Scale").objects.get_or_create(key=key)
    if is_new:
        ScaleStep = apps.get_model("selfassessment", "ScaleStep")
        for position, step in enumerate(steps, start=1):
            ScaleStep.objects.create(scale=scale, position=position, **step)
    return scale


def _add_areas(apps, version, areas):
    number = 0
    for position, area in enumerate(areas, start=1):
        statements = area.pop("statements")
        made = apps.get_model("selfassessment", "Area").objects.create(
            version=version, position=position, **area
        )
        for statement in statements:
            number += 1
            apps.get_model("selfassessment", "Statement").objects.create(
                version=version, area=made, number=number, **statement
            )


def add_instruments(apps, schema_editor):
    for name in FILES:
        add(apps, name)


class Migration(migrations.Migration):
    dependencies = [("selfassessment", "0002_frozen")]

    operations = [migrations.RunPython(add_instruments, migrations.RunPython.noop)]
