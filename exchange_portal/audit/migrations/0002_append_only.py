"""The trail is append-only: the database itself refuses everything but new rows.

`exchange_portal.audit.trail.switch_open` is the one way round it. On PostgreSQL the switch is a
setting of the transaction, on SQLite a row that only the writing transaction sees open.
SQLite's schema editor makes a table anew when a column changes and drops its triggers: a later
migration of `TrailEntry` has to run this one's statements again.
"""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION audit_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('portal.trail_switch', true) = 'open' THEN
            IF TG_OP = 'UPDATE' THEN
                RETURN NEW;
            END IF;
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_trail_rows BEFORE UPDATE OR DELETE ON audit_trailentry
    FOR EACH ROW EXECUTE FUNCTION audit_trail_refuse()
    """,
    """
    CREATE TRIGGER audit_trail_table BEFORE TRUNCATE ON audit_trailentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_trail_rows ON audit_trailentry",
    "DROP TRIGGER audit_trail_table ON audit_trailentry",
    "DROP FUNCTION audit_trail_refuse()",
]

CLOSED = "(SELECT position FROM audit_trailswitch) <> 'open'"
REFUSE = "SELECT RAISE(ABORT, 'the trail is append-only')"
SQLITE = [
    "CREATE TABLE audit_trailswitch (position text NOT NULL)",
    "INSERT INTO audit_trailswitch VALUES ('closed')",
    f"""
    CREATE TRIGGER audit_trail_update BEFORE UPDATE ON audit_trailentry
    WHEN {CLOSED} BEGIN {REFUSE}; END
    """,
    f"""
    CREATE TRIGGER audit_trail_delete BEFORE DELETE ON audit_trailentry
    WHEN {CLOSED} BEGIN {REFUSE}; END
    """,
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    f"""
    CREATE TRIGGER audit_trail_replace BEFORE INSERT ON audit_trailentry
    WHEN {CLOSED} AND EXISTS (SELECT 1 FROM audit_trailentry WHERE id = NEW.id)
    BEGIN {REFUSE}; END
    """,  # noqa: S608
]
SQLITE_BACK = [
    "DROP TRIGGER audit_trail_update",
    "DROP TRIGGER audit_trail_delete",
    "DROP TRIGGER audit_trail_replace",
    "DROP TABLE audit_trailswitch",
]


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def close(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def reopen(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(close, reopen)]
