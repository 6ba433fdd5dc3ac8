"""What was handed in stays as it was: the database refuses to change a copy, or to take back that
it was returned. Rows can be removed, by retention.

SQLite's schema editor makes a table anew when a column changes and drops its triggers: a later
migration of `SubmittedVersion` has to run this one's statements again.
"""

from django.db import migrations

FROZEN = (
    "key",
    "submission_id",
    "number",
    "submitted_at",
    "submitted_by_id",
    "sharing",
    "content",
    "fingerprint",
)
SET_ONCE = ("pdf_id", "returned_at", "returned_by_id")
MESSAGE = "what was handed in is not changed"


def _differs(word):
    frozen = [f"OLD.{name} {word} NEW.{name}" for name in FROZEN]
    once = [f"OLD.{name} IS NOT NULL AND OLD.{name} {word} NEW.{name}" for name in SET_ONCE]
    comment = [f"OLD.return_comment <> '' AND OLD.return_comment {word} NEW.return_comment"]
    return " OR ".join(frozen + once + comment)


POSTGRESQL = [
    f"""
    CREATE FUNCTION meetings_frozen_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    f"""
    CREATE TRIGGER meetings_frozen BEFORE UPDATE ON meetings_submittedversion
    FOR EACH ROW WHEN ({_differs("IS DISTINCT FROM")})
    EXECUTE FUNCTION meetings_frozen_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER meetings_frozen ON meetings_submittedversion",
    "DROP FUNCTION meetings_frozen_refuse()",
]
SQLITE = [
    f"""
    CREATE TRIGGER meetings_frozen BEFORE UPDATE ON meetings_submittedversion
    WHEN {_differs("IS NOT")} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER meetings_frozen"]


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def freeze(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def thaw(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
