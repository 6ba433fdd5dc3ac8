"""The pages that the law asks for exist from the first day; staff change their words."""

from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).with_name("first_texts")
SLUGS = ("tillganglighet", "personuppgifter", "anmal-fel")
WRITTEN_AT = datetime(2026, 11, 23, tzinfo=UTC)


def text(slug, language):
    """Title and body of a file: its first line is the title."""
    whole = (FOLDER / f"{slug}.{language}.md").read_text(encoding="utf-8")
    title, _, body = whole.partition("\n")
    return title.removeprefix("# "), body.strip() + "\n"


def add(apps, slugs):
    PageText = apps.get_model("pages", "PageText")
    for slug in slugs:
        (title_sv, body_sv), (title_en, body_en) = text(slug, "sv"), text(slug, "en")
        PageText.objects.get_or_create(
            slug=slug,
            defaults={
                "title_sv": title_sv,
                "title_en": title_en,
                "body_sv": body_sv,
                "body_en": body_en,
                "updated_at": WRITTEN_AT,
            },
        )


def add_texts(apps, schema_editor):
    add(apps, SLUGS)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(add_texts, migrations.RunPython.noop)]
