from django.db import migrations

from ganket.kernel.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [AppendOnly("Entry"), AppendOnly("Batch"), AppendOnly("Leaf")]
