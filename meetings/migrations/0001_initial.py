import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0002_login_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kickoff", "Uppstartsträff"),
                            ("themed", "Tematräff"),
                            ("coordinators", "Samordnarträff"),
                        ],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("theme_sv", models.CharField(max_length=160, verbose_name="tema")),
                (
                    "theme_en",
                    models.CharField(blank=True, max_length=160, verbose_name="tema på engelska"),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="cohorts.cohort",
                        verbose_name="grupp",
                    ),
                ),
                (
                    "scope",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "träff",
                "verbose_name_plural": "träffar",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "kind", "number"),
                        name="meeting_once_in_cohort",
                        violation_error_message="Gruppen har redan en träff av det slaget och numret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["kickoff", "themed", "coordinators"])),
                        name="meeting_has_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Förberedelse"),
                            ("before", "Inför träffen"),
                            ("after", "Efter träffen"),
                        ],
                        max_length=11,
                        verbose_name="skede",
                    ),
                ),
                ("title_sv", models.CharField(max_length=160, verbose_name="rubrik")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="rubrik på engelska"),
                ),
                ("instructions_sv", models.TextField(verbose_name="instruktion")),
                (
                    "instructions_en",
                    models.TextField(blank=True, verbose_name="instruktion på engelska"),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="öppnar")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="sista dag")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=60, verbose_name="tid i minuter"),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("own", "Bara institutionen och myndigheten"),
                            ("cohort", "Gruppen"),
                        ],
                        default="cohort",
                        max_length=6,
                        verbose_name="vilka läser",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cohorts.cohort",
                        verbose_name="grupp",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="meetings.meeting",
                        verbose_name="träff",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppgift",
                "verbose_name_plural": "uppgifter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on", None),
                            ("due_on", None),
                            ("opens_on__lte", models.F("due_on")),
                            _connector="OR",
                        ),
                        name="assignment_dates_in_order",
                        violation_error_message="Uppgiften öppnar efter sista dagen. Ändra ett datum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phase", "preparation"),
                            models.Q(
                                ("meeting__isnull", False), ("phase__in", ["before", "after"])
                            ),
                            _connector="OR",
                        ),
                        name="assignment_has_meeting",
                        violation_error_message="Välj vilken träff uppgiften hör till.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sharing__in", ["own", "cohort"])),
                        name="assignment_has_known_sharing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("prompt_sv", models.CharField(max_length=300, verbose_name="fråga")),
                (
                    "prompt_en",
                    models.CharField(blank=True, max_length=300, verbose_name="fråga på engelska"),
                ),
                ("hint_sv", models.CharField(blank=True, max_length=500, verbose_name="hjälp")),
                (
                    "hint_en",
                    models.CharField(blank=True, max_length=500, verbose_name="hjälp på engelska"),
                ),
                ("is_required", models.BooleanField(default=True, verbose_name="måste besvaras")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="meetings.assignment",
                    ),
                ),
            ],
            options={
                "verbose_name": "fråga",
                "verbose_name_plural": "frågor",
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "number"), name="question_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_at", models.TimeField(verbose_name="börjar")),
                ("ends_at", models.TimeField(verbose_name="slutar")),
                (
                    "zone",
                    models.CharField(
                        default="Europe/Stockholm", max_length=40, verbose_name="tidszon"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "audience",
                    models.ManyToManyField(
                        related_name="+", to="cohorts.function", verbose_name="för vilka"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="meetings.meeting",
                        verbose_name="träff",
                    ),
                ),
            ],
            options={
                "verbose_name": "pass",
                "verbose_name_plural": "pass",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="session_times_in_order",
                        violation_error_message="Passet slutar innan det börjar. Ändra en av tiderna.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="submissions",
                        to="meetings.assignment",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "participation"),
                        name="submission_once_per_institution",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_files",
                        to="meetings.submission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "file"), name="draft_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="drafts",
                        to="meetings.question",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="meetings.submission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "question"), name="draft_answer_once_per_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("saved_at", None), ("saved_by", None)),
                            models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="draft_answer_saved_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmittedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField()),
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
                ("content", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("returned_at", models.DateTimeField(null=True)),
                ("return_comment", models.TextField(blank=True)),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="meetings.submission",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "number"), name="version_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="version_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("return_comment", ""), ("returned_at", None), ("returned_by", None)
                            ),
                            models.Q(
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                                models.Q(("return_comment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="version_returned_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sharing__in", ["own", "cohort"])),
                        name="version_has_known_sharing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmittedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="meetings.submittedversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "file"), name="submitted_file_once")
                ],
            },
        ),
    ]
