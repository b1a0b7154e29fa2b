import datetime as dt

import pytest

from ganket.people.models import Person
from ganket.roster import queries
from ganket.roster.models import HomeLink
from tests.factories import (
    AccountFactory,
    ExemptionFactory,
    HomeLinkFactory,
    MemberFactory,
    PersonFactory,
    WorkLinkFactory,
    member_at,
)
from tests.factories.org import residence_cell, ward, workplace, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def test_members_of_a_cell_are_sorted_by_given_name():
    cell = residence_cell()
    an, anh, binh = (
        member_at(cell, name=name)
        for name in ["Trần Thị An", "Lê Văn Ánh", "Bùi Quốc Bình"]
    )
    member_at(residence_cell(cell.parent, code="K3"))

    assert list(queries.members_of(cell)) == [an, anh, binh]


def test_members_of_a_ward_are_those_of_its_cells_and_those_who_wait():
    top = ward()
    inside = member_at(residence_cell(top), name="Lê An")
    waiting = member_at(top, name="Lê Bảo")
    member_at(residence_cell())

    assert list(queries.members_of(top)) == [inside, waiting]


def test_members_of_a_cell_follow_the_day():
    cell = residence_cell()
    link = HomeLinkFactory(cell=cell, since=TODAY - DAY, until=TODAY)

    assert list(queries.members_of(cell, TODAY - DAY)) == [link.member]
    assert list(queries.members_of(cell, TODAY)) == []


def test_members_of_is_one_query(django_assert_num_queries):
    cell = residence_cell()
    for _ in range(3):
        member_at(cell)

    with django_assert_num_queries(1):
        names = [member.person.full_name for member in queries.members_of(cell)]

    assert len(names) == 3


def test_members_at_work_reach_down_the_tree():
    top = workplace()
    inside = member_at(workplace_cell=workplace_cell(top))
    member_at(workplace_cell=workplace_cell())

    assert list(queries.members_at_work(top)) == [inside]


def test_links_and_exemption_are_those_of_the_day():
    member = MemberFactory()
    HomeLinkFactory(member=member, since=TODAY - 9 * DAY, until=TODAY)
    home = HomeLinkFactory(member=member, since=TODAY)
    work = WorkLinkFactory(member=member)
    exemption = ExemptionFactory(member=member, since=TODAY)

    assert queries.home_link_of(member) == home
    assert queries.work_link_of(member) == work
    assert queries.exemption_of(member) == exemption
    assert queries.exempt_ids([member]) == {member.pk}
    assert queries.exempt_ids([member], TODAY - DAY) == set()
    assert HomeLink.objects.filter(member=member).count() == 2


def test_links_of_many_members_take_one_query(django_assert_num_queries):
    cell = residence_cell()
    members = [member_at(cell) for _ in range(3)]

    with django_assert_num_queries(1):
        links = queries.home_links_of(queries.members_of(cell))
        cells = {pk: link.cell.full_name for pk, link in links.items()}

    assert cells == {member.pk: "Chi bộ khóm 2" for member in members}


def test_own_member_is_whom_a_helper_serves():
    served = MemberFactory()
    helper = AccountFactory()
    helper.helping_id = served.person_id

    assert queries.own_member(helper) == served
    assert queries.own_member(AccountFactory()) is None
    assert queries.own_member(AccountFactory(owner=False)) is None


def test_find_member_gives_none_for_a_stranger_id():
    member = MemberFactory(person=PersonFactory())

    assert queries.find_member(member.pk) == member
    assert queries.find_member(0) is None
    assert Person.objects.count() == 1
