from django.db import migrations

from ganket.kernel.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [AppendOnly("Mark")]
