from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0010_merged_people")]

    operations = [
        migrations.AddField(
            model_name="function",
            name="seat_count",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="function",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat_count__gte", 1)), name="function_has_seats"
            ),
        ),
    ]
