"""What a head has confirmed stays as it was: the database refuses to change it.

SQLite's schema editor makes a table anew when a column changes and drops its triggers: a later
migration of the table has to run the statements again.
"""

from django.db import migrations

REFUSED = "a confirmation is not changed"
POSTGRESQL = [
    f"""
    CREATE FUNCTION preparation_confirmation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER preparation_confirmation_kept BEFORE UPDATE ON preparation_confirmation
    FOR EACH ROW EXECUTE FUNCTION preparation_confirmation_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER preparation_confirmation_kept ON preparation_confirmation",
    "DROP FUNCTION preparation_confirmation_refuse()",
]
SQLITE = [
    f"""
    CREATE TRIGGER preparation_confirmation_kept BEFORE UPDATE ON preparation_confirmation
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER preparation_confirmation_kept"]


def keep(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def let_go(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("preparation", "0001_initial")]

    operations = [migrations.RunPython(keep, let_go)]
