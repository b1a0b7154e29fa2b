import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ganket.contributions.models import (
    CONTACT_ONCE_A_DAY,
    CONTACT_ONCE_PER_KEY,
    CONTRIBUTION_ONCE_PER_KEY,
    Contact,
)
from ganket.kernel.db import violates
from tests.factories import PersonFactory, member_at
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db


def collide(**change):
    """Return the error of a second contact that differs from the first as said."""
    cell = residence_cell(ward())
    first = {
        "member": member_at(cell),
        "unit": cell,
        "kind": "SPOKE",
        "on": dt.date(2026, 11, 23),
        "by": PersonFactory(),
        "client_key": uuid4(),
    }
    Contact.objects.create(**first)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Contact.objects.create(**(first | change))
    return caught.value


def test_violates_knows_a_constraint_with_a_condition_over_foreign_keys():
    error = collide(client_key=uuid4())

    assert violates(error, CONTACT_ONCE_A_DAY)
    assert not violates(error, CONTACT_ONCE_PER_KEY)


def test_violates_knows_a_constraint_over_one_column():
    error = collide(kind="VISITED")

    assert violates(error, CONTACT_ONCE_PER_KEY)
    assert not violates(error, CONTACT_ONCE_A_DAY)


def test_violates_is_not_taken_in_by_a_constraint_of_another_kind():
    error = collide(client_key=uuid4())

    assert not violates(error, CONTRIBUTION_ONCE_PER_KEY)
