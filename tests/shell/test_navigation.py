import datetime as dt

import pytest
from django.urls import reverse

from ganket.accounts.models import Account
from ganket.org.enums import Role, UnitKind
from ganket.roster.models import HomeLink
from ganket.shell.navigation import chrome_of
from ganket.shell.queries import hats_of
from tests.factories import AccountFactory, UnitFactory
from tests.factories.notices import sent_notice
from tests.factories.org import residence_cell, ward, workplace
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db


def roads(account, path="/"):
    return [item.label for item in chrome_of(hats_of(account), path=path).nav]


def test_everybody_finds_home_and_nobody_finds_what_is_not_theirs():
    stranger = AccountFactory()

    assert roads(stranger) == ["Việc cần làm"]


@pytest.mark.parametrize(
    ("make", "role", "leads"),
    [
        (residence_cell, Role.SECRETARY, {"Thông báo", "Tìm"}),
        (residence_cell, Role.COMMITTEE_MEMBER, {"Tìm"}),
        (ward, Role.CLERK, {"Thông báo", "Tìm"}),
        (workplace, Role.WORKPLACE_OFFICER, {"Tìm"}),
        (ward, Role.ADMINISTRATOR, {"Tìm"}),
    ],
)
def test_roads_follow_the_office(make, role, leads):
    account = AccountFactory(holds=[(role, make())])

    assert leads <= set(roads(account))


def test_member_finds_the_notices_of_home():
    account = member_at(residence_cell(), account=True).person.account

    assert "Thông báo" in roads(account)


def test_unread_notices_are_counted_on_the_road():
    cell = residence_cell()
    account = member_at(cell, account=True).person.account
    sent_notice(cell)
    sent_notice(cell)

    assert "Thông báo (2)" in roads(account)


def test_road_of_the_page_is_marked():
    cell = residence_cell()
    account = member_at(cell, account=True).person.account
    page = reverse("notices:written")

    nav = chrome_of(hats_of(account), path=page).nav

    assert [item.url for item in nav if item.is_current] == [reverse("notices:inbox")]


def test_head_names_the_cell_with_its_ward():
    cell = residence_cell(ward(name="Phường Bạc Liêu"), name="Khóm 2")
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    member = member_at(cell, account=True).person.account

    for account in (secretary, member):
        chrome = chrome_of(hats_of(account), path="/")
        assert (chrome.unit, chrome.parent) == ("Chi bộ khóm 2", "Phường Bạc Liêu")


def test_tie_that_ended_is_no_home_any_more():
    member = member_at(residence_cell(), account=True)
    HomeLink.objects.filter(member=member).update(until=dt.date(2026, 11, 23))

    hats = hats_of(member.person.account)

    assert hats.is_member
    assert not hats.has_home


def test_helper_has_the_hats_of_whom_they_serve():
    cell = residence_cell()
    served = member_at(cell, name="Lý Thị Cẩm")
    helper = AccountFactory(holds=[(Role.SECRETARY, residence_cell())])
    helper.helping_id = served.person_id

    hats = hats_of(helper)

    assert hats.offices == ()
    assert (hats.own.name, hats.own.cell) == ("Lý Thị Cẩm", cell.pk)


def test_hats_cost_two_queries_however_many_there_are(django_assert_num_queries):
    top, province = ward(), UnitFactory(kind=UnitKind.PROVINCE)
    cells = [residence_cell(top) for _ in range(3)]
    account = AccountFactory(
        holds=[
            (Role.CLERK, top),
            (Role.AUDITOR, province),
            *((Role.SECRETARY, cell) for cell in cells),
        ]
    )
    member_at(cells[0], person=account.person)
    for cell in cells:
        member_at(cell)
        sent_notice(cell)

    account = Account.objects.select_related("person").get(pk=account.pk)

    with django_assert_num_queries(2):
        hats = hats_of(account)
        chrome_of(hats, path="/")

    assert hats.cells_led == sorted(cells, key=lambda cell: cell.pk)
    assert (hats.wards, hats.above, hats.unread) == ([top], [province], 1)


@pytest.mark.parametrize(
    ("make", "role", "asked"),
    [
        (residence_cell, Role.SECRETARY, "hỏi Ban Xây dựng Đảng của phường, xã"),
        (residence_cell, Role.FRONT_MEMBER, "hỏi bí thư chi bộ hoặc Ban Xây dựng Đảng"),
        (ward, Role.CLERK, "hỏi người quản trị hệ thống"),
    ],
)
def test_foot_sends_nobody_to_themselves_for_help(client, make, role, asked):
    client.force_login(AccountFactory(holds=[(role, make())]))

    page = client.get(reverse("shell:home")).content.decode()

    assert f"Cần giúp, đồng chí {asked}" in page


@pytest.mark.parametrize(
    ("make", "role", "asked"),
    [
        (residence_cell, Role.SECRETARY, "đề nghị đảng ủy phường, xã phân công"),
        (residence_cell, Role.FRONT_MEMBER, "đề nghị bí thư chi bộ hoặc đảng ủy"),
        (ward, Role.CLERK, "đề nghị cấp ủy phân công"),
    ],
)
def test_refusal_names_once_who_gives_out_the_work(client, make, role, asked):
    client.force_login(AccountFactory(holds=[(role, make())]))

    answer = client.get(reverse("contributions:mine"))

    page = answer.content.decode()
    assert answer.status_code == 403
    assert asked in page
    assert page.count("đề nghị") == 1
