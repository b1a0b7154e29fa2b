import pytest

from ganket.meetings import commands, policies, queries
from ganket.org.enums import Role, UnitKind
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.meetings import announced, closed, planned, secretary_of
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

OFFICIAL = [
    policies.SEE,
    policies.READ,
    policies.PLAN,
    policies.MARK,
    policies.CLOSE,
]
HERE_ALONE = {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER}


@pytest.fixture
def tree():
    province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
    top = ward(parent=province)
    return province, top, residence_cell(top), residence_cell(top, code="K9")


@pytest.mark.parametrize("action", OFFICIAL)
@pytest.mark.parametrize("role", Role)
def test_role_in_the_cell_reaches_its_own_meetings(tree, action, role):
    _province, _top, cell, beside = tree
    member_at(cell)
    inside, outside = announced(cell), planned(beside)
    actor = AccountFactory(holds=[(role, cell)])
    granted = role in policies.ROLES[action]

    found = list(queries.meetings_for(actor, action))

    assert found == ([inside] if granted else [])
    assert policies.meetings.allows(actor, action, inside) is granted
    assert not policies.meetings.allows(actor, action, outside)


@pytest.mark.parametrize("action", OFFICIAL)
@pytest.mark.parametrize("role", Role)
def test_role_in_the_ward_reaches_its_cells_unless_it_stays_there(tree, action, role):
    _province, top, cell, _beside = tree
    below, elsewhere = planned(cell), planned(residence_cell(ward(), code="X"))
    actor = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[action] - HERE_ALONE

    assert policies.meetings.allows(actor, action, below) is granted
    assert not policies.meetings.allows(actor, action, elsewhere)


@pytest.mark.parametrize("action", [*OFFICIAL, policies.ASK_LEAVE])
@pytest.mark.parametrize("role", Role)
def test_province_reaches_no_meeting(tree, action, role):
    province, _top, cell, _beside = tree
    actor = AccountFactory(holds=[(role, province)])

    assert not policies.meetings.allows(actor, action, planned(cell))


def test_member_reads_what_was_announced_and_nothing_more(tree):
    _province, _top, cell, beside = tree
    actor = member_at(cell, account=True).person.account
    member_at(beside)
    draft = planned(cell, kind="EXTRA", half=None)
    told, elsewhere = announced(cell), announced(beside)

    assert list(queries.meetings_for(actor, policies.READ)) == [told]
    for action in (policies.SEE, policies.PLAN, policies.MARK, policies.CLOSE):
        assert not policies.meetings.allows(actor, action, told)
    for other in (draft, elsewhere):
        assert not policies.meetings.allows(actor, policies.READ, other)


@pytest.mark.parametrize("role", Role)
def test_draft_is_for_those_who_keep_it(tree, role):
    cell, secretary = tree[2], secretary_of(tree[2])
    draft, dropped = planned(cell), planned(cell, kind="EXTRA", half=None)
    commands.cancel_meeting(actor=secretary, meeting=dropped, reason="Bão.")
    actor = AccountFactory(holds=[(role, cell)])

    found = set(queries.meetings_for(actor, policies.READ))

    granted = role in policies.ROLES[policies.SEE]
    assert found == ({draft, dropped} if granted else set())


def test_member_keeps_the_meetings_they_came_to(tree):
    _province, _top, cell, _beside = tree
    member = member_at(cell, account=True)
    meeting = closed(cell, marks={member: "PRESENT"})
    link = member.home_links.get()
    link.until = link.since
    link.save()

    found = list(queries.meetings_for(member.person.account, policies.READ))

    assert found == [meeting]


def test_closed_account_reaches_nothing(tree):
    meeting = planned(tree[2])
    actor = AccountFactory(holds=[(Role.SECRETARY, tree[2])], is_active=False)

    for action in policies.ROLES:
        assert not policies.meetings.allows(actor, action, meeting)
