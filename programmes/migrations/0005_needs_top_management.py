"""Whether each institution needs somebody from top management. SQLite makes the table of versions
anew for the column, which the triggers that keep published ones still stand in the way of."""

from django.db import migrations, models

from exchange_portal.audit.trail import switch_open
from programmes.migrations._frozen import FIRST_TABLES, freeze, thaw


def thaw_sqlite(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        thaw(FIRST_TABLES)(apps, schema_editor)


def freeze_sqlite(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        freeze(FIRST_TABLES)(apps, schema_editor)


def mark(apps, schema_editor):
    """As the programme was run from 2021."""
    versions = apps.get_model("programmes", "TemplateVersion").objects
    with switch_open(schema_editor.connection.alias):
        jim = versions.filter(template__programme__slug="jim-plus", label="2021")
        jim.update(needs_top_management=True)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cohorts", "0007_needs_top_management"),
        ("programmes", "0004_nudges"),
    ]
    operations = [
        migrations.RunPython(thaw_sqlite, freeze_sqlite),
        migrations.AddField(
            model_name="templateversion",
            name="needs_top_management",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(freeze_sqlite, thaw_sqlite),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
