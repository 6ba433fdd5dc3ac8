import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cohort",
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
                            ("group", "Grupp"),
                            ("reference", "Referensgrupp"),
                            ("network", "Nätverk"),
                        ],
                        default="group",
                        max_length=9,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
            ],
            options={
                "verbose_name": "grupp",
                "verbose_name_plural": "grupper",
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_sv", models.CharField(max_length=120, verbose_name="namn")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="namn på engelska"),
                ),
            ],
            options={
                "verbose_name": "program",
                "verbose_name_plural": "program",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-postadress"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("sv", "Svenska"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_is_lower",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="user_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sv", "en"])),
                        name="user_has_known_language",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Institution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="namn")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="namn på engelska"),
                ),
                ("short_name", models.CharField(max_length=20, verbose_name="kortnamn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Myndighet"),
                            ("county_board", "Länsstyrelse"),
                            ("university", "Lärosäte"),
                            ("municipality", "Kommun"),
                            ("region", "Region"),
                        ],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
            ],
            options={
                "verbose_name": "institution",
                "verbose_name_plural": "institutioner",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("short_name", ""), _negated=True),
                        ),
                        name="institution_has_names",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Deltagare"),
                            ("anchor", "Ankare"),
                            ("mentor", "Mentor"),
                        ],
                        default="member",
                        max_length=6,
                        verbose_name="roll",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="cohorts.cohort",
                        verbose_name="grupp",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="cohorts.institution",
                        verbose_name="institution",
                    ),
                ),
            ],
            options={
                "verbose_name": "deltagande",
                "verbose_name_plural": "deltaganden",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "institution"), name="participation_once_in_cohort"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["member", "anchor", "mentor"])),
                        name="participation_has_known_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("preparation_starts_on", models.DateField(verbose_name="förberedelsen börjar")),
                ("preparation_ends_on", models.DateField(verbose_name="förberedelsen slutar")),
                ("ends_on", models.DateField(verbose_name="slutar")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="cohorts.programme",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "omgång",
                "verbose_name_plural": "omgångar",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "name"), name="round_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("preparation_starts_on__lte", models.F("preparation_ends_on")),
                            ("preparation_ends_on__lte", models.F("ends_on")),
                        ),
                        name="round_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days_before", models.PositiveSmallIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminder_rules",
                        to="cohorts.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "days_before"), name="reminder_rule_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Function",
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
                ("name_sv", models.CharField(max_length=160, verbose_name="namn")),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("is_required", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to="cohorts.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "code"), name="function_once_in_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["coordinator", "head", "management", "member"])
                        ),
                        name="function_has_known_role",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="cohort",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cohorts",
                to="cohorts.round",
                verbose_name="omgång",
            ),
        ),
        migrations.CreateModel(
            name="Scope",
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
                            ("portal", "Hela portalen"),
                            ("programme", "Program"),
                            ("round", "Omgång"),
                            ("cohort", "Grupp"),
                            ("institution", "Institution"),
                            ("meeting", "Träff"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.institution",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.programme",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cohort", None),
                                ("institution", None),
                                ("kind", "portal"),
                                ("programme", None),
                                ("round", None),
                            ),
                            models.Q(
                                ("kind", "programme"),
                                ("programme__isnull", False),
                                ("cohort", None),
                                ("institution", None),
                                ("round", None),
                            ),
                            models.Q(
                                ("kind", "round"),
                                ("round__isnull", False),
                                ("cohort", None),
                                ("institution", None),
                                ("programme", None),
                            ),
                            models.Q(
                                ("cohort__isnull", False),
                                ("kind__in", ["cohort", "meeting"]),
                                ("institution", None),
                                ("programme", None),
                                ("round", None),
                            ),
                            models.Q(
                                ("institution__isnull", False),
                                ("kind", "institution"),
                                ("cohort", None),
                                ("programme", None),
                                ("round", None),
                            ),
                            _connector="OR",
                        ),
                        name="scope_points_at_its_kind",
                    ),
                    models.UniqueConstraint(
                        models.F("kind"),
                        django.db.models.functions.comparison.Coalesce("programme", 0),
                        django.db.models.functions.comparison.Coalesce("round", 0),
                        django.db.models.functions.comparison.Coalesce("cohort", 0),
                        django.db.models.functions.comparison.Coalesce("institution", 0),
                        condition=models.Q(("kind", "meeting"), _negated=True),
                        name="scope_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administratör"),
                            ("process_leader", "Processledare"),
                            ("contact_person", "Kontaktperson"),
                            ("expert", "Expert"),
                            ("researcher", "Följeforskare"),
                            ("ministry_desk_officer", "Myndighetshandläggare"),
                        ],
                        max_length=21,
                        verbose_name="roll",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="från och med")),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="till (men inte med)"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="cohorts.scope",
                        verbose_name="räckvidd",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppdrag",
                "verbose_name_plural": "uppdrag",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="engagement_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "administrator",
                                    "process_leader",
                                    "contact_person",
                                    "expert",
                                    "researcher",
                                    "ministry_desk_officer",
                                ],
                            )
                        ),
                        name="engagement_has_known_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("user", "role", "scope"),
                        name="engagement_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "function",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cohorts.function",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cohorts.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "function", "number"), name="seat_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("from_on", models.DateField(verbose_name="från och med")),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="till (men inte med)"),
                ),
                (
                    "is_top_management",
                    models.BooleanField(default=False, verbose_name="sitter i högsta ledningen"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="cohorts.seat",
                        verbose_name="plats",
                    ),
                ),
            ],
            options={
                "verbose_name": "innehav",
                "verbose_name_plural": "innehav",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="holding_dates_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("seat",),
                        name="holding_one_open_per_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.institution",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="work_address_is_lower",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.UniqueConstraint(fields=("round", "name"), name="cohort_name_once"),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.UniqueConstraint(
                condition=models.Q(("round", None)),
                fields=("name",),
                name="cohort_name_once_outside_rounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "group"), ("round__isnull", False)),
                    ("kind__in", ["reference", "network"]),
                    _connector="OR",
                ),
                name="cohort_group_has_round",
            ),
        ),
    ]
