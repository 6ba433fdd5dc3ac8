"""A published version of a template stays as it is, with all its plans: the database refuses what
would change it. The one way round it is the switch of `exchange_portal.audit.trail`.

SQLite's schema editor makes a table anew when a column changes and drops its triggers, and trips
over triggers that name a table which is away for a moment. So a migration that changes one of these
tables takes all of them away first, and sets them again.
"""

MESSAGE = "a published template is not changed"
OF_MEETING = "(SELECT version_id FROM programmes_meetingplan WHERE id = {row}.meeting_id)"
# The version that a row of each table belongs to.
VERSION_OF = {
    "functionplan": "{row}.version_id",
    "reminderplan": "{row}.version_id",
    "meetingplan": "{row}.version_id",
    "sessionplan": OF_MEETING,
    "sessionplan_audience": (
        "(SELECT meeting.version_id FROM programmes_sessionplan AS session"
        " JOIN programmes_meetingplan AS meeting ON meeting.id = session.meeting_id"
        " WHERE session.id = {row}.sessionplan_id)"
    ),
    "assignmentplan": "{row}.version_id",
    "questionplan": (
        "(SELECT version_id FROM programmes_assignmentplan WHERE id = {row}.assignment_id)"
    ),
    "assessmentplan": "{row}.version_id",
}
FIRST_TABLES = [table for table in VERSION_OF if table != "assessmentplan"]
ALL_TABLES = list(VERSION_OF)
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
CLOSED = "(SELECT position FROM audit_trailswitch) <> 'open'"


def freeze(tables):
    """For `RunPython`: the triggers of the versions and of these tables."""

    def run(apps, schema_editor):
        make = {"postgresql": _postgresql_all, "sqlite": _sqlite_all}
        _run(schema_editor, make[schema_editor.connection.vendor](tables))

    return run


def thaw(tables):
    """For `RunPython`: the same taken away."""

    def run(apps, schema_editor):
        make = {"postgresql": _postgresql_back, "sqlite": _sqlite_back}
        _run(schema_editor, make[schema_editor.connection.vendor](tables))

    return run


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _is_published(table, row):
    version = VERSION_OF[table].format(row=row)
    return (
        "EXISTS (SELECT 1 FROM programmes_templateversion AS version"  # noqa: S608
        f" WHERE version.state = 'published' AND version.id = {version})"
    )


def _postgresql(table):
    checks = " ".join(
        f"IF TG_OP = '{deed}' AND ({' OR '.join(_is_published(table, row) for row in rows)})"
        " THEN is_shut := true; END IF;"
        for deed, rows in ROWS.items()
    )
    return [
        f"""
        CREATE FUNCTION programmes_{table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE is_shut boolean := false;
        BEGIN
            {checks}
            IF is_shut AND current_setting('portal.trail_switch', true) IS DISTINCT FROM 'open' THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END
        $$
        """,
        f"""
        CREATE TRIGGER programmes_{table}_frozen BEFORE INSERT OR UPDATE OR DELETE
        ON programmes_{table} FOR EACH ROW EXECUTE FUNCTION programmes_{table}_refuse()
        """,
    ]


OF_VERSIONS = [
    f"""
    CREATE FUNCTION programmes_templateversion_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'published'
           AND current_setting('portal.trail_switch', true) IS DISTINCT FROM 'open' THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER programmes_templateversion_frozen BEFORE UPDATE OR DELETE
    ON programmes_templateversion FOR EACH ROW
    EXECUTE FUNCTION programmes_templateversion_refuse()
    """,
]


def _postgresql_all(tables):
    return [*OF_VERSIONS, *(one for table in tables for one in _postgresql(table))]


def _postgresql_back(tables):
    return [
        statement
        for table in ["templateversion", *tables]
        for statement in (
            f"DROP TRIGGER programmes_{table}_frozen ON programmes_{table}",
            f"DROP FUNCTION programmes_{table}_refuse()",
        )
    ]


def _sqlite(table, deed, condition):
    return f"""
    CREATE TRIGGER programmes_{table}_{deed.lower()} BEFORE {deed} ON programmes_{table}
    WHEN ({condition}) AND {CLOSED} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """


def _sqlite_all(tables):
    return [
        _sqlite("templateversion", "UPDATE", "OLD.state = 'published'"),
        _sqlite("templateversion", "DELETE", "OLD.state = 'published'"),
        *(
            _sqlite(table, deed, " OR ".join(_is_published(table, row) for row in rows))
            for table in tables
            for deed, rows in ROWS.items()
        ),
    ]


def _sqlite_back(tables):
    return [
        f"DROP TRIGGER programmes_{table}_{deed.lower()}"
        for table in ["templateversion", *tables]
        for deed in ROWS
        if (table, deed) != ("templateversion", "INSERT")
    ]
