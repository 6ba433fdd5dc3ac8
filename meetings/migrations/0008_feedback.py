"""What the agency says of what was handed in. SQLite's schema editor drops triggers when a column
changes: a later migration of these two has to make them again."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MESSAGE = "what was said of a version is not changed"
COMMENT = ("key", "version_id", "text", "written_at", "written_by_id", "form_key")
SET_ONCE = ("withdrawn_at", "withdrawn_by_id")
FILE = ("key", "version_id", "comment_id", "file_id")


def _differs(word, frozen, once=()):
    changed = [f"OLD.{name} {word} NEW.{name}" for name in frozen]
    taken_back = [f"OLD.{name} IS NOT NULL AND OLD.{name} {word} NEW.{name}" for name in once]
    return " OR ".join(changed + taken_back)


def _postgresql(table, *columns):
    return f"""
        CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}
        FOR EACH ROW WHEN ({_differs("IS DISTINCT FROM", *columns)})
        EXECUTE FUNCTION meetings_feedback_refuse()
    """


def _sqlite(table, *columns):
    return f"""
        CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}
        WHEN {_differs("IS NOT", *columns)} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """


FUNCTION = f"""
    CREATE FUNCTION meetings_feedback_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
"""
TABLES = {"meetings_comment": (COMMENT, SET_ONCE), "meetings_feedbackfile": (FILE,)}


def stand(apps, schema_editor):
    """Comments and their files stay as they were written. Rows can be removed, by retention."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)
    way = {"postgresql": _postgresql, "sqlite": _sqlite}[schema_editor.connection.vendor]
    for table, columns in TABLES.items():
        schema_editor.execute(way(table, *columns), params=None)


def fall(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        on = f" ON {table}" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {table}_stands{on}", params=None)
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION meetings_feedback_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("meetings", "0007_files_beside_instructions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("form_key", models.UUIDField(editable=False)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="meetings.submittedversion",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        ),
        migrations.CreateModel(
            name="FeedbackFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="meetings.comment",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_files",
                        to="meetings.submittedversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                fields=("written_by", "form_key"), name="comment_once_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="comment_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="comment_withdrawn_at_by",
            ),
        ),
        migrations.RunPython(stand, fall),
    ]
