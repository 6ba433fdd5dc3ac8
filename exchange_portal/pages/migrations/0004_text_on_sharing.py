"""What the law makes of sharing with other authorities, said where it happens."""

from importlib import import_module

from django.db import migrations, models

first = import_module("exchange_portal.pages.migrations.0002_first_texts")
SLUGS = ("dela",)


def add_texts(apps, schema_editor):
    first.add(apps, SLUGS)


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_texts_on_public_records")]

    operations = [
        migrations.AlterField(
            model_name="pagetext",
            name="slug",
            field=models.CharField(
                choices=[
                    ("tillganglighet", "Tillgänglighetsredogörelse"),
                    ("personuppgifter", "Personuppgifter"),
                    ("anmal-fel", "Anmäl ett fel"),
                    ("utkast", "Ovanför ett utkast"),
                    ("lamna-in", "Innan man lämnar in"),
                    ("dela", "Innan man delar"),
                ],
                max_length=30,
                unique=True,
                verbose_name="adress",
            ),
        ),
        migrations.RunPython(add_texts, migrations.RunPython.noop),
    ]
