"""So that people are found by any part of their name without every name being read: PostgreSQL
keeps an index of three letters at a time. Where `pg_trgm` is not installed the search is the same,
only slower; on SQLite nobody has so many people."""

from django.db import migrations

INDEX = "user_name_parts"


def make(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        # As `icontains` asks: a name written otherwise here would leave the index unused.
        cursor.execute(
            f"CREATE INDEX {INDEX} ON cohorts_user USING gin (UPPER(name::text) gin_trgm_ops)"
        )


def drop(apps, schema_editor):
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0015_personal_links")]
    operations = [migrations.RunPython(make, drop)]
