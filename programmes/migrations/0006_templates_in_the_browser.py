import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from programmes.migrations._frozen import ALL_TABLES, FIRST_TABLES, freeze, thaw
from programmes.shipped.loading import code_for


def give_codes(apps, schema_editor):
    """To the assignments of each version, in their order."""
    plans = apps.get_model("programmes", "AssignmentPlan").objects
    taken = {}
    for plan in plans.select_related("meeting").order_by("version", "position"):
        meeting = plan.meeting and {"kind": plan.meeting.kind, "number": plan.meeting.number}
        codes = taken.setdefault(plan.version_id, [])
        plan.code = code_for(plan.phase, meeting, codes)
        codes.append(plan.code)
        plan.save(update_fields=["code"])


def remember_origins(apps, schema_editor):
    """Of the assignments of rounds that are under way: those that are called as they were."""
    origin = apps.get_model("programmes", "AssignmentOrigin")
    plans = apps.get_model("programmes", "AssignmentPlan").objects
    assignments = apps.get_model("meetings", "Assignment").objects.select_related("meeting")
    for begun in apps.get_model("programmes", "RoundOrigin").objects.all():
        planned = plans.filter(version=begun.version_id).select_related("meeting")
        codes = {_place(plan): plan.code for plan in planned}
        made = set()
        for one in assignments.filter(cohort__round=begun.round_id).order_by("pk"):
            code = codes.get(_place(one))
            if code and (one.cohort_id, code) not in made:
                made.add((one.cohort_id, code))
                origin.objects.create(assignment=one, code=code)


def _place(task):
    meeting = (task.meeting.kind, task.meeting.number) if task.meeting else None
    return meeting, task.phase, task.title_sv


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0011_seat_count"),
        ("meetings", "0008_feedback"),
        ("programmes", "0005_needs_top_management"),
        ("selfassessment", "0007_withdrawn"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw(FIRST_TABLES), freeze(FIRST_TABLES)),
        migrations.CreateModel(
            name="AssessmentPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("preparation", "Förberedelsens sista dag"),
                            ("round", "Omgångens sista dag"),
                        ],
                        max_length=11,
                    ),
                ),
                ("opens_days_before", models.SmallIntegerField(blank=True, null=True)),
                ("due_days_before", models.SmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentOrigin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField()),
            ],
        ),
        migrations.CreateModel(
            name="ChangeDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("change", models.CharField(max_length=120)),
                ("is_taken", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Retirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("retired_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TemplateDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("content", models.JSONField()),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("form_key", models.UUIDField(editable=False, unique=True)),
                ("last_form_key", models.UUIDField(editable=False)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="assignmentplan",
            name="code",
            field=models.SlugField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="functionplan",
            name="seat_count",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="roundorigin",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="templateversion",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="assignmentplan",
            constraint=models.UniqueConstraint(
                fields=("version", "code"), name="assignment_plan_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="functionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat_count__gte", 1)), name="function_plan_has_seats"
            ),
        ),
        migrations.AddField(
            model_name="assessmentplan",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="selfassessment.instrument",
            ),
        ),
        migrations.AddField(
            model_name="assessmentplan",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to="programmes.templateversion",
            ),
        ),
        migrations.AddField(
            model_name="assignmentorigin",
            name="assignment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.assignment",
            ),
        ),
        migrations.AddField(
            model_name="changedecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="changedecision",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.round"
            ),
        ),
        migrations.AddField(
            model_name="changedecision",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.templateversion",
            ),
        ),
        migrations.AddField(
            model_name="retirement",
            name="retired_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retirement",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="retirement",
                to="programmes.templateversion",
            ),
        ),
        migrations.AddField(
            model_name="templatedraft",
            name="based_on",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.templateversion",
            ),
        ),
        migrations.AddField(
            model_name="templatedraft",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="templatedraft",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="programmes.programmetemplate",
            ),
        ),
        migrations.AddField(
            model_name="templatedraft",
            name="version",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="draft",
                to="programmes.templateversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentplan",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="assessment_plan_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_days_before", None),
                    ("opens_days_before__gte", models.F("due_days_before")),
                    _connector="OR",
                ),
                name="assessment_plan_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_from__in", ["preparation", "round"])),
                name="assessment_plan_counts_from_known_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="changedecision",
            constraint=models.UniqueConstraint(
                fields=("round", "change"), name="change_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="templatedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", None), ("closed_at__isnull", False), _connector="OR"
                ),
                name="template_draft_closes_when_published",
            ),
        ),
        migrations.RunPython(remember_origins, migrations.RunPython.noop),
        migrations.RunPython(freeze(ALL_TABLES), thaw(ALL_TABLES)),
    ]
