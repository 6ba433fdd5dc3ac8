import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0003_words_for_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="template",
                        to="cohorts.programme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("label", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("preparation_months", models.PositiveSmallIntegerField()),
                ("exchange_months", models.PositiveSmallIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="programmes.programmetemplate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "label"), name="template_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published"])),
                        name="template_version_has_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundOrigin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(unique=True)),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origin",
                        to="cohorts.round",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="programmes.templateversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReminderPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days_before", models.PositiveSmallIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="programmes.templateversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "days_before"), name="reminder_plan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kickoff", "Uppstartsträff"),
                            ("themed", "Tematräff"),
                            ("coordinators", "Samordnarträff"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("theme_sv", models.CharField(max_length=160)),
                ("theme_en", models.CharField(max_length=160)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="programmes.templateversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "kind", "number"), name="meeting_plan_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["kickoff", "themed", "coordinators"])),
                        name="meeting_plan_has_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FunctionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Samordnare"),
                            ("head", "Högsta chef"),
                            ("management", "Ledningsfunktion"),
                            ("member", "Medarbetare"),
                        ],
                        max_length=11,
                    ),
                ),
                ("name_sv", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
                ("is_required", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="functions",
                        to="programmes.templateversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "code"), name="function_plan_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["coordinator", "head", "management", "member"])
                        ),
                        name="function_plan_has_known_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Förberedelse"),
                            ("before", "Inför träffen"),
                            ("after", "Efter träffen"),
                        ],
                        max_length=11,
                    ),
                ),
                ("title_sv", models.CharField(max_length=160)),
                ("title_en", models.CharField(max_length=160)),
                ("instructions_sv", models.TextField()),
                ("instructions_en", models.TextField()),
                ("opens_days_before", models.SmallIntegerField(blank=True, null=True)),
                ("due_days_before", models.SmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("own", "Bara institutionen och myndigheten"),
                            ("cohort", "Gruppen"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="programmes.meetingplan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="programmes.templateversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "position"), name="assignment_plan_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_days_before", None),
                            ("opens_days_before__gte", models.F("due_days_before")),
                            _connector="OR",
                        ),
                        name="assignment_plan_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phase", "preparation"),
                            models.Q(
                                ("meeting__isnull", False), ("phase__in", ["before", "after"])
                            ),
                            _connector="OR",
                        ),
                        name="assignment_plan_has_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sharing__in", ["own", "cohort"])),
                        name="assignment_plan_has_known_sharing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("prompt_sv", models.CharField(max_length=300)),
                ("prompt_en", models.CharField(max_length=300)),
                ("hint_sv", models.CharField(blank=True, max_length=500)),
                ("hint_en", models.CharField(blank=True, max_length=500)),
                ("is_required", models.BooleanField(default=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="programmes.assignmentplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "number"), name="question_plan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                (
                    "audience",
                    models.ManyToManyField(related_name="+", to="programmes.functionplan"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="programmes.meetingplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="session_plan_times_in_order",
                    )
                ],
            },
        ),
    ]
