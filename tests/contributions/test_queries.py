import datetime as dt
from uuid import uuid4

import pytest

from ganket.contributions import commands, policies, queries
from ganket.contributions.queries import Counts
from ganket.org.enums import Role, UnitKind
from tests.contributions.test_commands import TODAY, met, note
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
HERE_ALONE = {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER}


@pytest.fixture
def tree():
    province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
    top = ward(parent=province)
    return province, top, residence_cell(top)


@pytest.fixture
def cell(tree):
    return tree[2]


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("place", ["province", "ward", "cell"])
def test_role_sees_work_and_contacts_up_to_the_ward(tree, secretary, role, place):
    member = member_at(tree[2])
    work, contact = note(secretary, member), met(secretary, member)
    unit = dict(zip(["province", "ward", "cell"], tree, strict=True))[place]
    actor = AccountFactory(holds=[(role, unit)])
    reaching = policies.ROLES[policies.SEE] - (HERE_ALONE if place == "ward" else set())
    granted = role in reaching and place != "province"

    assert policies.contributions.allows(actor, policies.SEE, work) is granted
    assert policies.contacts.allows(actor, policies.SEE, contact) is granted


def test_member_sees_their_own_and_nobody_elses(cell, secretary):
    member = member_at(cell, account=True)
    own, contact = note(secretary, member), met(secretary, member)
    note(secretary, member_at(cell))

    actor = member.person.account

    assert list(queries.contributions_for(actor)) == [own]
    assert list(queries.contacts_for(actor)) == [contact]


def test_counts_leave_out_what_was_taken_back(cell, secretary):
    member, silent = member_at(cell), member_at(cell)
    for _ in range(2):
        note(secretary, member)
    commands.withdraw_contribution(
        actor=secretary, contribution=note(secretary, member)
    )
    met(secretary, member)
    commands.withdraw_contact(actor=secretary, contact=met(secretary, member, "CALLED"))

    counts = queries.counts_by_member([member, silent], *YEAR)

    assert counts == {member.pk: Counts(contributions=2, contacts=1)}


def test_counts_are_half_open(cell, secretary):
    member = member_at(cell)
    note(secretary, member, done_on=dt.date(2026, 11, 1))
    note(secretary, member, done_on=TODAY)

    counts = queries.counts_by_member([member], dt.date(2026, 11, 1), TODAY)

    assert counts == {member.pk: Counts(contributions=1)}


@pytest.mark.parametrize("members", [1, 3])
def test_counts_ask_twice_whatever_the_members(
    cell, secretary, members, django_assert_num_queries
):
    made = [member_at(cell) for _ in range(members)]
    for member in made:
        note(secretary, member)

    with django_assert_num_queries(2):
        counts = queries.counts_by_member(made, *YEAR)

    assert len(counts) == members


def test_last_contact_is_the_latest_that_stands(cell, secretary):
    member = member_at(cell)
    met(secretary, member, on=dt.date(2026, 3, 8))
    commands.withdraw_contact(actor=secretary, contact=met(secretary, member))

    last = queries.last_contact_by_member([member, member_at(cell)])

    assert last == {member.pk: dt.date(2026, 3, 8)}


def test_not_met_lists_whom_nobody_met_since(cell, secretary):
    met_now, met_before, never = (
        member_at(cell, name=f"Trần Thị {name}") for name in ["An", "Bé", "Cúc"]
    )
    met(secretary, met_now)
    met(secretary, met_before, on=dt.date(2026, 3, 8))

    since = queries.period_began_on()

    assert since == dt.date(2026, 7, 1)
    assert list(queries.not_met(cell, since)) == [met_before, never]


def test_noted_today_are_the_actors_own(cell, secretary):
    deputy = AccountFactory(holds=[(Role.DEPUTY, cell)])
    mine = met(secretary, member_at(cell))
    met(deputy, member_at(cell))

    assert list(queries.noted_today(secretary, cell)) == [mine]


def test_contributions_of_a_member_run_from_the_oldest(cell, secretary):
    member = member_at(cell)
    late = note(secretary, member)
    early = note(secretary, member, done_on=dt.date(2026, 2, 1), client_key=uuid4())

    assert list(queries.contributions_of(member, *YEAR)) == [early, late]
