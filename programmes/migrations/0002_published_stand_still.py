from django.db import migrations

from programmes.migrations._frozen import FIRST_TABLES, freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(freeze(FIRST_TABLES), thaw(FIRST_TABLES))]
