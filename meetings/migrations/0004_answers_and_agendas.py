import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import meetings.models.bounds


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0003_words_for_holdings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("meetings", "0003_dates_within_bounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(blank=True, verbose_name="ordning")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="börjar")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minuter"),
                ),
                ("title_sv", models.CharField(max_length=200, verbose_name="punkt")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="punkt på engelska"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="meetings.session",
                        verbose_name="pass",
                    ),
                ),
            ],
            options={
                "verbose_name": "punkt",
                "verbose_name_plural": "dagordning",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title_sv", ""), _negated=True),
                        name="agenda_item_has_title",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_coming", models.BooleanField()),
                ("comment", models.CharField(blank=True, max_length=300)),
                ("answered_for", models.DateField()),
                ("answered_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="attendances",
                        to="cohorts.seat",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="attendances",
                        to="meetings.session",
                    ),
                ),
                (
                    "user",
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
                        fields=("session", "user"), name="attendance_once_per_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="attendance_version_from_one"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="link",
            field=models.URLField(
                blank=True,
                help_text="Visas bara för dem som är kallade. Lämna tom om träffen inte är digital.",
                max_length=500,
                validators=[meetings.models.bounds.https_only],
                verbose_name="länk till träffen",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), ("link__startswith", "https://"), _connector="OR"),
                name="meeting_link_is_https",
            ),
        ),
    ]
