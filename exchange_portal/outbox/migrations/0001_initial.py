import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80, verbose_name="slag")),
                ("once", models.CharField(max_length=300, unique=True)),
                ("data", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar"),
                            ("running", "Pågår"),
                            ("done", "Klart"),
                            ("failed", "Gick inte"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="försök")),
                ("not_before", models.DateTimeField(verbose_name="görs tidigast")),
                ("claim", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "error",
                    models.CharField(blank=True, max_length=300, verbose_name="vad som hände"),
                ),
                ("created_at", models.DateTimeField(verbose_name="beställt")),
                ("done_at", models.DateTimeField(null=True, verbose_name="klart")),
            ],
            options={
                "verbose_name": "bakgrundsarbete",
                "verbose_name_plural": "bakgrundsarbeten",
                "indexes": [models.Index(fields=["state", "not_before"], name="job_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                            _connector="OR",
                        ),
                        name="job_done_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim__isnull", False),
                                ("lease_until__isnull", False),
                                ("state", "running"),
                            ),
                            models.Q(
                                models.Q(("state", "running"), _negated=True), ("lease_until", None)
                            ),
                            _connector="OR",
                        ),
                        name="job_at_work_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=80, verbose_name="slag")),
                ("to_address", models.EmailField(max_length=254, verbose_name="till")),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=200, verbose_name="ämne")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar"),
                            ("inflight", "På väg"),
                            ("committing", "Lämnas över"),
                            ("sent", "Skickat"),
                            ("unclear", "Oklart om det kom fram"),
                            ("failed", "Gick inte att skicka"),
                            ("discarded", "Stoppat"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="läge",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="försök")),
                ("not_before", models.DateTimeField(verbose_name="skickas tidigast")),
                ("claim", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "error",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="svar från mejlservern"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrivet")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="skickat")),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mejl",
                "verbose_name_plural": "mejl",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(("state", "sent"), _negated=True),
                            _connector="OR",
                        ),
                        name="message_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim__isnull", False),
                                ("lease_until__isnull", False),
                                ("state__in", ["inflight", "committing"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["inflight", "committing"]), _negated=True),
                                ("lease_until", None),
                            ),
                            _connector="OR",
                        ),
                        name="message_at_work_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("once", models.CharField(max_length=300, unique=True)),
                ("data", models.JSONField(default=dict)),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("written", "Written"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="outbox.message",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("message__isnull", False), ("state", "written")),
                            models.Q(
                                models.Q(("state", "written"), _negated=True), ("message", None)
                            ),
                            _connector="OR",
                        ),
                        name="notice_written_has_message",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["state", "not_before"], name="message_due"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["state", "due_at"], name="notice_due"),
        ),
    ]
