import datetime as dt

import pytest

from ganket.org import policies, queries
from ganket.org.enums import Role
from ganket.org.models import Unit
from ganket.org.policy import granted
from tests.factories import AccountFactory, OfficeFactory, PersonFactory, UnitFactory
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

ACTIONS = [policies.SEE, policies.MANAGE, policies.APPOINT]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_role_reaches_down_the_tree_and_nowhere_else(action, role):
    top = ward()
    inside = residence_cell(UnitFactory(parent=top))
    beside = residence_cell()
    actor = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[action]

    assert policies.units.allows(actor, action, inside) is granted
    assert not policies.units.allows(actor, action, beside)
    assert not policies.units.allows(actor, action, top.parent)


def test_rights_end_with_the_office():
    unit, person = ward(), PersonFactory()
    actor = AccountFactory(owner=person)
    OfficeFactory(person=person, unit=unit, until=dt.date(2026, 11, 23))

    assert not queries.units_for(actor).exists()


def test_rights_begin_with_the_office():
    unit, person = ward(), PersonFactory()
    actor = AccountFactory(owner=person)
    OfficeFactory(person=person, unit=unit, since=dt.date(2026, 11, 24))

    assert not queries.units_for(actor).exists()


def test_closed_account_reaches_nothing():
    unit = ward()
    actor = AccountFactory(holds=[(Role.SECRETARY, unit)], is_active=False)

    assert not policies.units.allows(actor, policies.SEE, unit)


def test_helper_serving_somebody_has_no_office():
    unit = ward()
    actor = AccountFactory(holds=[(Role.SECRETARY, unit)])
    actor.helping_id = PersonFactory().pk

    assert not policies.units.allows(actor, policies.SEE, unit)


def test_flag_agrees_with_allows():
    top = ward()
    cells = [residence_cell(top, code=f"C{n}") for n in range(2)]
    actor = AccountFactory(holds=[(Role.SECRETARY, cells[0]), (Role.AUDITOR, top)])

    rows = policies.units.flag(
        Unit.objects.filter(pk__in=[c.pk for c in cells]),
        actor,
        may_manage=policies.MANAGE,
        may_see=policies.SEE,
    )

    for row in rows:
        assert row.may_manage is policies.units.allows(actor, policies.MANAGE, row)
        assert row.may_see is policies.units.allows(actor, policies.SEE, row)


@pytest.mark.parametrize("role", sorted(policies.RESERVED))
def test_only_an_administrator_gives_a_reserved_role(role):
    unit = ward()
    clerk = AccountFactory(holds=[(Role.CLERK, unit)])
    administrator = AccountFactory(holds=[(Role.ADMINISTRATOR, unit)])

    assert role not in policies.offices.roles_to_give(clerk, unit)
    assert role in policies.offices.roles_to_give(administrator, unit)


def test_administrator_runs_the_machine_and_reads_no_content():
    may = {a for a, roles in granted().items() if Role.ADMINISTRATOR in roles}

    assert may == {
        policies.SEE,
        policies.MANAGE,
        policies.APPOINT,
        policies.SEE_HOLDER,
        policies.CORRECT_HOLDER,
        policies.INVITE_HOLDER,
    }
