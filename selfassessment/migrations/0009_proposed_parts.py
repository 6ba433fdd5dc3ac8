"""Which functions the first instruments propose for their areas, from
`selfassessment/instruments/proposed-parts.toml`."""

import tomllib
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "instruments" / "proposed-parts.toml"


def propose(apps, schema_editor):
    """Of the first version of each instrument. What is proposed already is not said twice."""
    areas = apps.get_model("selfassessment", "Area").objects
    proposed = apps.get_model("selfassessment", "ProposedPart").objects
    for key, told in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        first = areas.filter(version__instrument__key=key, version__number=1)
        for place, codes in told.items():
            for position, code in enumerate(codes, start=1):
                proposed.get_or_create(
                    area=first.get(position=int(place)),
                    function_code=code,
                    defaults={"position": position},
                )


class Migration(migrations.Migration):
    dependencies = [("selfassessment", "0008_parts")]

    operations = [migrations.RunPython(propose, migrations.RunPython.noop)]
