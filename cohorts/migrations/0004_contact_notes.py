"""What the agency notes of its contact with institutions: the database refuses to change a note.

SQLite's schema editor makes a table anew when a column changes and drops its triggers: a later
migration of the table has to run the statements again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFUSED = "a note of a contact is not changed"
POSTGRESQL = [
    f"""
    CREATE FUNCTION cohorts_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER cohorts_note_kept BEFORE UPDATE ON cohorts_contactnote
    FOR EACH ROW EXECUTE FUNCTION cohorts_note_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER cohorts_note_kept ON cohorts_contactnote",
    "DROP FUNCTION cohorts_note_refuse()",
]
SQLITE = [
    f"""
    CREATE TRIGGER cohorts_note_kept BEFORE UPDATE ON cohorts_contactnote
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER cohorts_note_kept"]


def keep(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def let_go(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0003_words_for_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("mail", "mejl"), ("phone", "telefon"), ("meeting", "möte")],
                        max_length=7,
                    ),
                ),
                ("with_whom", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                ("needs_support", models.BooleanField(null=True)),
                ("written_at", models.DateTimeField()),
                ("form_key", models.UUIDField(editable=False)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.participation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["participation", "made_on", "id"], name="contact_note_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mail", "phone", "meeting"])),
                        name="contact_note_has_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="contact_note_has_text",
                    ),
                    models.UniqueConstraint(
                        fields=("written_by", "form_key"), name="contact_note_once_per_form"
                    ),
                ],
            },
        ),
        migrations.RunPython(keep, let_go),
    ]
