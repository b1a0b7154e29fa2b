import datetime as dt

import pytest

from ganket.org.enums import Role, UnitKind
from ganket.roster import commands, policies, queries
from tests.factories import (
    AccountFactory,
    HomeLinkFactory,
    OfficeFactory,
    PersonFactory,
    UnitFactory,
    member_at,
)
from tests.factories.org import (
    nation,
    residence_cell,
    ward,
    workplace,
    workplace_cell,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)

LEADERS = {Role.SECRETARY, Role.DEPUTY}
WARD = LEADERS | {Role.CLERK}
WORK = LEADERS | {Role.CLERK, Role.WORKPLACE_OFFICER}
AT_WARD = {
    policies.SEE_MEMBER: WARD,
    policies.CORRECT_MEMBER: WARD,
    policies.CORRECT_CONTACT: WARD,
    policies.EXEMPT_MEMBER: WARD,
    policies.INVITE_MEMBER: WARD,
    policies.INTRODUCE_MEMBER: set(),
    policies.ASSIGN_MEMBER: WARD,
}
AT_CELL = {
    policies.SEE_MEMBER: WARD | {Role.COMMITTEE_MEMBER},
    policies.CORRECT_MEMBER: set(),
    policies.CORRECT_CONTACT: WARD,
    policies.EXEMPT_MEMBER: set(),
    policies.INVITE_MEMBER: WARD,
    policies.INTRODUCE_MEMBER: set(),
    policies.ASSIGN_MEMBER: set(),
}
AT_WORK = {
    policies.SEE_MEMBER: WORK,
    policies.CORRECT_MEMBER: WORK,
    policies.CORRECT_CONTACT: WORK,
    policies.EXEMPT_MEMBER: WORK,
    policies.INVITE_MEMBER: WORK,
    policies.INTRODUCE_MEMBER: WORK,
    policies.ASSIGN_MEMBER: set(),
}
ACTIONS = list(AT_WARD)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_ward_role_reaches_the_members_of_its_cells_and_no_others(action, role):
    top = ward()
    inside = member_at(residence_cell(top), name="Lê An")
    waiting = member_at(top, name="Lê Bảo")
    member_at(residence_cell())
    actor = AccountFactory(holds=[(role, top)])
    granted = role in AT_WARD[action]

    reached = list(queries.members_for(actor, action))

    assert reached == ([inside, waiting] if granted else [])


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_cell_role_reaches_the_members_of_its_cell_and_no_others(action, role):
    cell = residence_cell()
    inside = member_at(cell)
    member_at(residence_cell(cell.parent, code="K3"))
    member_at(cell.parent)
    actor = AccountFactory(holds=[(role, cell)])
    granted = role in AT_CELL[action]

    assert list(queries.members_for(actor, action)) == ([inside] if granted else [])


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_work_role_reaches_those_who_work_there_and_no_others(action, role):
    top = workplace()
    inside = member_at(workplace_cell=workplace_cell(top))
    member_at(workplace_cell=workplace_cell())
    actor = AccountFactory(holds=[(role, top)])
    granted = role in AT_WORK[action]

    assert list(queries.members_for(actor, action)) == ([inside] if granted else [])


@pytest.mark.parametrize("kind", [UnitKind.PROVINCE, UnitKind.NATION])
@pytest.mark.parametrize("role", Role)
def test_offices_above_reach_no_member(role, kind):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    above = province if kind == UnitKind.PROVINCE else province.parent
    member_at(
        residence_cell(ward(parent=province)),
        workplace_cell=workplace_cell(workplace(parent=province)),
    )
    actor = AccountFactory(holds=[(role, above)])

    for action in ACTIONS:
        assert not queries.members_for(actor, action).exists()


def test_member_sees_their_own_and_corrects_their_contact_only():
    cell = residence_cell()
    own = member_at(cell, account=True)
    member_at(cell)
    actor = own.person.account

    allowed = {a: list(queries.members_for(actor, a)) for a in ACTIONS}

    assert {a for a, found in allowed.items() if found} == {
        policies.SEE_MEMBER,
        policies.CORRECT_CONTACT,
    }
    assert allowed[policies.SEE_MEMBER] == [own]


def test_helper_reaches_whom_they_serve_and_loses_their_offices():
    cell = residence_cell()
    served = member_at(cell)
    member_at(cell)
    helper = AccountFactory(holds=[(Role.SECRETARY, cell)])
    helper.helping_id = served.person_id

    assert list(queries.members_for(helper)) == [served]


def test_former_cell_loses_sight_and_the_ward_keeps_the_link():
    cell = residence_cell()
    link = HomeLinkFactory(cell=cell, until=TODAY)
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    clerk = AccountFactory(holds=[(Role.CLERK, cell.parent)])

    assert not queries.members_for(secretary).exists()
    assert not policies.home_links.allows(secretary, policies.SEE_LINK, link)
    assert not queries.members_for(clerk).exists()
    assert policies.home_links.allows(clerk, policies.SEE_LINK, link)


def test_member_with_a_link_sees_no_neighbour():
    cell = residence_cell()
    own = member_at(cell, account=True)
    member_at(cell)

    assert list(queries.members_for(own.person.account)) == [own]


def test_person_without_member_reaches_nobody():
    member_at(residence_cell())

    assert not queries.members_for(AccountFactory(owner=PersonFactory())).exists()


def test_flags_agree_with_single_answers():
    cell = residence_cell()
    member = member_at(cell)
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])

    row = policies.members.flag(
        queries.members_of(cell),
        actor,
        may_see=policies.SEE_MEMBER,
        may_correct=policies.CORRECT_MEMBER,
    ).get()

    assert (row.may_see, row.may_correct) == (True, False)
    assert policies.members.allows(actor, policies.SEE_MEMBER, member)


def test_nobody_invites_a_member_who_may_do_more_than_they_could_give():
    cell = residence_cell()
    plain, officer = member_at(cell), member_at(cell)
    OfficeFactory(person=officer.person, unit=nation(), role=Role.ADMINISTRATOR)
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    assert set(queries.members_for(secretary)) == {plain, officer}
    assert list(queries.members_for(secretary, policies.INVITE_MEMBER)) == [plain]


PAPER_ACTIONS = {
    policies.SEE_INTRODUCTION: (WARD, WORK),
    policies.WITHDRAW_INTRODUCTION: (set(), WORK),
    policies.RECEIVE_INTRODUCTION: (WARD, set()),
    policies.ASSIGN_INTRODUCTION: (WARD, set()),
}


@pytest.mark.parametrize("action", PAPER_ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_papers_are_reached_from_both_ends_by_those_who_keep_them(action, role):
    home, work, province = ward(), workplace(), UnitFactory(kind=UnitKind.PROVINCE)
    paper = commands.issue_introduction(
        actor=AccountFactory(holds=[(Role.SECRETARY, work)]),
        member=member_at(workplace_cell=workplace_cell(work)),
        to_ward=home,
    )
    at_home, at_work, above, beside = (
        AccountFactory(holds=[(role, unit)]) for unit in (home, work, province, ward())
    )
    by_ward, by_work = (role in roles for roles in PAPER_ACTIONS[action])

    assert policies.introductions.allows(at_home, action, paper) is by_ward
    assert policies.introductions.allows(at_work, action, paper) is by_work
    assert not policies.introductions.allows(above, action, paper)
    assert not policies.introductions.allows(beside, action, paper)


@pytest.mark.parametrize("role", Role)
def test_lists_are_imported_by_those_who_keep_the_unit(role):
    home, work = ward(), workplace()
    inside = residence_cell(home)
    at_home, at_work, at_cell, beside = (
        AccountFactory(holds=[(role, unit)]) for unit in (home, work, inside, ward())
    )

    may = policies.imports.may_import
    assert may(at_home, home) is may(at_home, inside) is (role in WARD)
    assert may(at_cell, inside) is (role in WARD)
    assert may(at_work, work) is (role in WORK)
    assert not may(at_cell, home)
    assert not may(at_home, work)
    assert not may(beside, inside)


@pytest.mark.parametrize("role", Role)
def test_home_links_are_changed_by_the_ward_alone(role):
    cell = residence_cell()
    link = HomeLinkFactory(cell=cell)
    at_ward, at_cell = (
        AccountFactory(holds=[(role, unit)]) for unit in (cell.parent, cell)
    )

    allows = policies.home_links.allows
    assert allows(at_ward, policies.CHANGE_LINK, link) is (role in WARD)
    assert not allows(at_cell, policies.CHANGE_LINK, link)
    assert allows(at_cell, policies.SEE_LINK, link) is (
        role in WARD | {Role.COMMITTEE_MEMBER}
    )
