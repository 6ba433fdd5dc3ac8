from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0002_login_limits")]

    operations = [
        migrations.AlterModelOptions(
            name="holding",
            options={
                "verbose_name": "person på en plats",
                "verbose_name_plural": "vem sitter på vilken plats",
            },
        ),
    ]
