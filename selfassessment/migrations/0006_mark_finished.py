"""Leaders who had answered everything were done with it; now they say so, and these are marked."""

from collections import Counter

from django.db import migrations
from django.db.models import Count, Q


def mark_finished(apps, schema_editor):
    models = {
        name: apps.get_model("selfassessment", name) for name in ("Rating", "Statement", "Finish")
    }
    asked = Counter(models["Statement"].objects.values_list("version", flat=True))
    whole = Q(present__isnull=False) & (
        Q(wanted__isnull=False) | Q(assessment__instrument_version__asks_wanted=False)
    )
    rows = (
        models["Rating"]
        .objects.filter(whole)
        .values_list("assessment", "assessment__instrument_version", "respondent")
        .annotate(count=Count("pk"))
    )
    models["Finish"].objects.bulk_create(
        (
            models["Finish"](assessment_id=assessment, respondent_id=respondent)
            for assessment, version, respondent, count in rows
            if count >= asked[version]
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("selfassessment", "0005_finish")]

    operations = [migrations.RunPython(mark_finished, migrations.RunPython.noop)]
