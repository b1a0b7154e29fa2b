import pytest
from django.db import connection

from ganket.kernel import db
from ganket.org.models import Unit
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

COUNTED = "SELECT reltuples FROM pg_class WHERE oid = 'org_unit'::regclass"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts nothing")
def test_renew_counts_rows_that_are_not_committed():
    db.renew(Unit)
    UnitFactory()

    db.renew(Unit)

    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        assert cursor.fetchone() == (Unit.objects.count(),)


def test_renew_leaves_rows_as_they_are():
    unit = UnitFactory()

    db.renew(Unit)

    assert Unit.objects.get(pk=unit.pk).name == unit.name
