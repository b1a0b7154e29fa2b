import datetime as dt

import pytest

from ganket.notices import commands, policies, queries
from ganket.org.enums import Role, UnitKind
from ganket.org.reach import HERE_ALONE
from ganket.roster.models import HomeLink
from tests.factories import AccountFactory, UnitFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.org import residence_cell, ward, workplace
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db

ACTIONS = [policies.SEE, policies.WRITE]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_role_reaches_the_notices_of_its_own_unit(action, role):
    cell = residence_cell()
    draft = NoticeFactory(unit=cell)
    actor = AccountFactory(holds=[(role, cell)])

    assert policies.notices.allows(actor, action, draft) is (
        role in policies.ROLES[action]
    )


@pytest.mark.parametrize("role", Role)
def test_ward_sees_what_its_cells_sent_and_not_what_they_draft(role):
    top = ward()
    cell, beside = residence_cell(top), residence_cell()
    for unit in (cell, beside):
        member_at(unit)
        sent_notice(unit)
        NoticeFactory(unit=unit)
    actor = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[policies.SEE] - HERE_ALONE

    seen = list(queries.notices_for(actor, policies.SEE))

    assert [notice.unit for notice in seen] == ([cell] if granted else [])
    assert all(notice.is_sent for notice in seen)
    assert not queries.notices_for(actor, policies.WRITE).exists()


@pytest.mark.parametrize("kind", [UnitKind.PROVINCE, UnitKind.NATION])
def test_province_and_nation_see_no_notice(kind):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    cell = residence_cell(ward(parent=province))
    member_at(cell)
    sent_notice(cell)
    above = province if kind == UnitKind.PROVINCE else province.parent
    actor = AccountFactory(holds=[(Role.SECRETARY, above), (Role.CLERK, above)])

    assert not queries.notices_for(actor, policies.SEE).exists()


def test_workplace_writes_no_notices():
    unit = workplace()
    actor = AccountFactory(holds=[(Role.SECRETARY, unit)])

    assert not queries.units_to_write_for(actor).exists()


def test_member_reads_what_was_delivered_and_nothing_else():
    cell, beside = residence_cell(), residence_cell()
    member = member_at(cell, account=True)
    member_at(beside)
    mine = sent_notice(cell)
    sent_notice(beside)
    NoticeFactory(unit=cell)

    assert list(queries.inbox_of(member.person.account)) == [mine]


def test_member_who_came_later_reads_what_the_cell_and_ward_told_before():
    top = ward()
    cell = residence_cell(top)
    member_at(cell)
    told = [sent_notice(cell), sent_notice(top)]
    taken_back = sent_notice(cell)
    commands.withdraw_notice(
        actor=AccountFactory(holds=[(Role.SECRETARY, cell)]),
        notice=taken_back,
        note="Nhầm ngày.",
    )

    member = member_at(cell, account=True)

    assert set(queries.inbox_of(member.person.account)) == set(told)
    assert queries.unread_count(member.person.account) == 0


def test_member_who_left_keeps_what_was_delivered_and_gets_no_more():
    cell = residence_cell()
    member = member_at(cell, account=True)
    before = sent_notice(cell)
    HomeLink.objects.filter(member=member).update(until=dt.date(2026, 11, 23))
    member_at(cell)
    sent_notice(cell)

    assert list(queries.inbox_of(member.person.account)) == [before]


def test_secretaries_notice_is_not_for_members():
    top = ward()
    cell = residence_cell(top)
    member = member_at(cell, account=True)
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    notice = sent_notice(top, audience="SECRETARIES")

    assert list(queries.inbox_of(secretary)) == [notice]
    assert not queries.inbox_of(member.person.account).exists()


def test_helper_reads_the_inbox_of_whom_they_serve():
    cell = residence_cell()
    member = member_at(cell)
    notice = sent_notice(cell)
    helper = AccountFactory(holds=[(Role.SECRETARY, residence_cell())])
    helper.helping_id = member.person_id

    assert list(queries.inbox_of(helper)) == [notice]
    assert not queries.notices_for(helper, policies.SEE).exists()


def test_account_without_a_person_reads_nothing():
    member_at(cell := residence_cell())
    sent_notice(cell)

    assert not queries.inbox_of(AccountFactory(owner=False)).exists()
