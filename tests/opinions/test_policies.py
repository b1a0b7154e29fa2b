import pytest

from ganket.opinions import policies, queries
from ganket.org.enums import Role, UnitKind
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.opinions import answered, raised
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

HERE_ALONE = {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER}
READING = [
    policies.SEE,
    policies.SEE_STATE,
    policies.KEEP,
    policies.KNOW_NAME,
    policies.NOTE,
]


@pytest.fixture
def tree():
    province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
    top = ward(parent=province)
    return province, top, residence_cell(top), residence_cell(top, code="K9")


@pytest.mark.parametrize("action", READING)
@pytest.mark.parametrize("role", Role)
def test_role_in_the_cell_reaches_its_own_opinions(tree, action, role):
    _province, _top, cell, beside = tree
    inside, outside = raised(cell), raised(beside)
    actor = AccountFactory(holds=[(role, cell)])
    granted = role in policies.ROLES[action]

    assert policies.opinions.allows(actor, action, inside) is granted
    assert not policies.opinions.allows(actor, action, outside)


@pytest.mark.parametrize("action", READING)
@pytest.mark.parametrize("role", Role)
def test_role_in_the_ward_reaches_its_cells_unless_it_stays_there(tree, action, role):
    _province, top, cell, _beside = tree
    below, elsewhere = raised(cell), raised(residence_cell(ward(), code="X"))
    actor = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[action] - HERE_ALONE

    assert policies.opinions.allows(actor, action, below) is granted
    assert not policies.opinions.allows(actor, action, elsewhere)


@pytest.mark.parametrize("role", Role)
def test_province_reads_only_what_was_passed_up_to_it(tree, role):
    province, top, cell, _beside = tree
    kept, passed = raised(cell), raised(cell)
    passed.steps.create(kind="PASSED_UP", unit=top, holder=province, text="Vì sao")
    actor = AccountFactory(holds=[(role, province)])
    granted = role in policies.ROLES[policies.SEE]

    seen = list(queries.opinions_for(actor))

    assert seen == ([passed] if granted else [])
    assert not policies.opinions.allows(actor, policies.SEE, kept)
    assert not policies.opinions.allows(actor, policies.NOTE, passed)


@pytest.mark.parametrize("role", Role)
def test_only_the_holder_handles(tree, role):
    _province, top, cell, _beside = tree
    opinion = raised(cell)
    holder = AccountFactory(holds=[(role, cell)])
    above = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[policies.HANDLE]

    assert policies.opinions.allows(holder, policies.HANDLE, opinion) is granted
    assert not policies.opinions.allows(above, policies.HANDLE, opinion)


def test_member_sees_their_own_and_the_state_of_the_rest(tree):
    _province, _top, cell, beside = tree
    member = member_at(cell, account=True)
    actor = member.person.account
    own, neighbours, elsewhere = raised(member=member), raised(cell), raised(beside)

    assert list(queries.opinions_for(actor)) == [own]
    stated = set(queries.opinions_for(actor, policies.SEE_STATE))
    assert stated == {own, neighbours}
    assert not policies.opinions.allows(actor, policies.SEE_STATE, elsewhere)
    assert policies.opinions.allows(actor, policies.JUDGE, own)
    assert not policies.opinions.allows(actor, policies.JUDGE, neighbours)


def test_member_who_moved_away_keeps_their_own(tree):
    _province, _top, cell, _beside = tree
    member = member_at(cell, account=True)
    own, neighbours = raised(member=member), raised(cell)
    link = member.home_links.get()
    link.until = link.since
    link.save()

    actor = member.person.account

    assert list(queries.opinions_for(actor, policies.SEE_STATE)) == [own]
    assert policies.opinions.allows(actor, policies.JUDGE, own)
    assert not policies.opinions.allows(actor, policies.SEE_STATE, neighbours)


def test_helper_has_the_rights_of_whom_they_serve_and_no_other(tree):
    _province, _top, cell, _beside = tree
    member = member_at(cell, account=True)
    own, neighbours = raised(member=member), raised(cell)
    helper = AccountFactory(holds=[(Role.SECRETARY, cell)])
    helper.helping_id = member.person_id

    assert list(queries.opinions_for(helper)) == [own]
    assert not policies.opinions.allows(helper, policies.HANDLE, neighbours)


def test_closed_account_reaches_nothing(tree):
    opinion = raised(tree[2])
    actor = AccountFactory(holds=[(Role.SECRETARY, tree[2])], is_active=False)

    for action in policies.ROLES:
        assert not policies.opinions.allows(actor, action, opinion)


@pytest.mark.parametrize(
    ("place", "sees"), [("cell", True), ("ward", True), ("province", False)]
)
def test_name_of_the_proposer_is_shown_up_to_the_ward(tree, place, sees):
    province, top, cell, _beside = tree
    opinion = raised(cell)
    for unit in (top, province):
        opinion.steps.create(kind="PASSED_UP", unit=cell, holder=unit, text="Vì sao")
    unit = {"cell": cell, "ward": top, "province": province}[place]
    actor = AccountFactory(holds=[(Role.SECRETARY, unit)])

    assert queries.shows_name(actor, opinion) is sees


def test_waiting_lists_hold_what_waits_for_the_actor(tree):
    _province, _top, cell, _beside = tree
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    waits = raised(cell)
    told = answered(cell, by=secretary)

    assert list(queries.waiting_for(secretary)) == [waits]
    proposer = told.member.person.account
    assert list(queries.waiting_for_proposer(proposer)) == [told]
    assert list(queries.waiting_for_proposer(secretary)) == []
