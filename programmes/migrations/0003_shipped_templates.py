"""The templates that the portal comes with. Where one is there already, it stays as it is."""

from django.db import migrations

from programmes.shipped import load


def ship(apps, schema_editor):
    load(apps)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_published_stand_still")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
