"""What was handed in stays as it was, and so does what a published version asks: the database
refuses. Rows can be removed by retention, with the switch of `exchange_portal.audit.trail` open.

SQLite's schema editor makes a table anew when a column changes and drops its triggers: a later
migration of one of these tables has to run its statements again.
"""

from django.db import migrations

SUBMITTED = "what was handed in is not changed"
PUBLISHED = "a published version is not changed"
FROZEN = (
    "key",
    "assessment_id",
    "number",
    "submitted_at",
    "submitted_by_id",
    "content",
    "fingerprint",
)
# A table, and how a row of it leads to the version that it belongs to.
PARTS = {
    "area": "version.id = {row}.version_id",
    "statement": "version.id = {row}.version_id",
    "scalestep": "version.scale_id = {row}.scale_id",
}


def _copy_differs(word):
    frozen = [f"OLD.{name} {word} NEW.{name}" for name in FROZEN]
    return " OR ".join([*frozen, f"OLD.pdf_id IS NOT NULL AND OLD.pdf_id {word} NEW.pdf_id"])


def _is_published(table, row):
    way = PARTS[table].format(row=row)
    return (
        "EXISTS (SELECT 1 FROM selfassessment_instrumentversion AS version "  # noqa: S608
        f"WHERE version.published_at IS NOT NULL AND {way})"
    )


def _postgresql():
    yield _refusing("selfassessment_frozen_refuse", SUBMITTED)
    yield f"""
    CREATE TRIGGER selfassessment_frozen BEFORE UPDATE ON selfassessment_submittedassessment
    FOR EACH ROW WHEN ({_copy_differs("IS DISTINCT FROM")})
    EXECUTE FUNCTION selfassessment_frozen_refuse()
    """
    yield _refusing("selfassessment_published_refuse", PUBLISHED)
    yield """
    CREATE TRIGGER selfassessment_published BEFORE UPDATE OR DELETE
    ON selfassessment_instrumentversion FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION selfassessment_published_refuse()
    """
    for table in PARTS:
        yield f"""
        CREATE FUNCTION selfassessment_{table}_check() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_setting('portal.trail_switch', true) IS DISTINCT FROM 'open' AND (
                TG_OP <> 'INSERT' AND {_is_published(table, "OLD")}
                OR TG_OP <> 'DELETE' AND {_is_published(table, "NEW")}
            ) THEN
                RAISE EXCEPTION '{PUBLISHED}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END
        $$
        """
        yield f"""
        CREATE TRIGGER selfassessment_{table}_published BEFORE INSERT OR UPDATE OR DELETE
        ON selfassessment_{table} FOR EACH ROW EXECUTE FUNCTION selfassessment_{table}_check()
        """


def _refusing(name, message):
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('portal.trail_switch', true) = 'open' AND TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """


def _postgresql_back():
    for table in PARTS:
        yield f"DROP TRIGGER selfassessment_{table}_published ON selfassessment_{table}"
        yield f"DROP FUNCTION selfassessment_{table}_check()"
    yield "DROP TRIGGER selfassessment_published ON selfassessment_instrumentversion"
    yield "DROP FUNCTION selfassessment_published_refuse()"
    yield "DROP TRIGGER selfassessment_frozen ON selfassessment_submittedassessment"
    yield "DROP FUNCTION selfassessment_frozen_refuse()"


CLOSED = "(SELECT position FROM audit_trailswitch) <> 'open'"


def _sqlite():
    yield f"""
    CREATE TRIGGER selfassessment_frozen BEFORE UPDATE ON selfassessment_submittedassessment
    WHEN {_copy_differs("IS NOT")} BEGIN SELECT RAISE(ABORT, '{SUBMITTED}'); END
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, '{PUBLISHED}'); END"
    for deed, condition in (("UPDATE", ""), ("DELETE", f" AND {CLOSED}")):
        yield f"""
        CREATE TRIGGER selfassessment_published_{deed.lower()} BEFORE {deed}
        ON selfassessment_instrumentversion
        WHEN OLD.published_at IS NOT NULL{condition} {refuse}
        """
    for table in PARTS:
        for deed, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            published = " OR ".join(_is_published(table, row) for row in rows)
            yield f"""
            CREATE TRIGGER selfassessment_{table}_{deed.lower()} BEFORE {deed}
            ON selfassessment_{table} WHEN {CLOSED} AND ({published}) {refuse}
            """


def _sqlite_back():
    for table in PARTS:
        for deed in ("insert", "update", "delete"):
            yield f"DROP TRIGGER selfassessment_{table}_{deed}"
    yield "DROP TRIGGER selfassessment_published_update"
    yield "DROP TRIGGER selfassessment_published_delete"
    yield "DROP TRIGGER selfassessment_frozen"


def freeze(apps, schema_editor):
    _run(schema_editor, {"postgresql": _postgresql, "sqlite": _sqlite})


def thaw(apps, schema_editor):
    _run(schema_editor, {"postgresql": _postgresql_back, "sqlite": _sqlite_back})


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("selfassessment", "0001_initial"),
        ("audit", "0002_append_only"),
    ]

    operations = [migrations.RunPython(freeze, thaw)]
