import pytest
from django.urls import reverse

from ganket.org.enums import Role
from ganket.shell import finding
from tests.factories import AccountFactory
from tests.factories.org import residence_cell, ward
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell():
    return residence_cell(ward(name="Phường Bạc Liêu"), name="Khóm 2", code="31825.K02")


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


def titles(hits):
    return [hit.title for hit in hits]


@pytest.mark.parametrize(
    "asked",
    ["Cường", "cuong tran", "TRẦN HỮU", "huu cu", "0913 555 012", "+84913555012"],
)
def test_member_is_found_by_name_or_number(cell, secretary, asked):
    member_at(cell, name="Trần Hữu Cường", person__phone="+84913555012")
    member_at(cell, name="Lý Thị Mai")

    assert titles(finding.find(secretary, asked).members) == ["Trần Hữu Cường"]


@pytest.mark.parametrize("asked", ["Khóm 2", "khom", "31825.k02"])
def test_unit_is_found_by_name_or_code(secretary, asked):
    assert titles(finding.find(secretary, asked).units) == ["Chi bộ khóm 2"]


@pytest.mark.parametrize("asked", ["", "   ", "?!", "%", "khôngai"])
def test_nothing_is_found_by_nothing(cell, secretary, asked):
    member_at(cell)

    assert finding.find(secretary, asked).is_empty


@pytest.mark.parametrize("asked", ["Cường", "0913 555 012"])
def test_member_of_another_cell_is_not_found(secretary, asked):
    beside = residence_cell()
    member_at(beside, name="Trần Hữu Cường", person__phone="+84913555012")

    assert finding.find(secretary, asked).is_empty


def test_administrator_finds_units_and_no_members(cell):
    administrator = AccountFactory(holds=[(Role.ADMINISTRATOR, cell.parent)])
    member_at(cell, name="Trần Hữu Khóm")

    found = finding.find(administrator, "khom")

    assert (titles(found.members), titles(found.units)) == ([], ["Chi bộ khóm 2"])


def test_long_result_is_cut_and_says_so(cell, secretary):
    for _ in range(finding.MOST + 1):
        member_at(cell)

    found = finding.find(secretary, "nguyễn")

    assert len(found.members) == finding.MOST
    assert found.more_members


@pytest.mark.parametrize("members", [1, 3])
def test_search_asks_no_more_for_more_people(
    cell, secretary, django_assert_num_queries, members
):
    for _ in range(members):
        member_at(cell)

    with django_assert_num_queries(4):
        assert len(finding.find(secretary, "nguyễn").members) == members


def test_search_page_says_what_to_try_where_nothing_fits(client, secretary):
    client.force_login(secretary)

    page = client.get(reverse("shell:search"), {"q": "khôngai"}).content.decode()

    assert "Thử gõ ít chữ hơn" in page


@pytest.mark.parametrize(
    ("asked", "is_told"), [("0912", True), ("0912 34", True), ("khôngai", False)]
)
def test_part_of_a_number_is_told_to_be_typed_whole(client, cell, asked, is_told):
    member_at(cell, person__phone="+84912345678")
    client.force_login(AccountFactory(holds=[(Role.SECRETARY, cell)]))

    page = client.get(reverse("shell:search"), {"q": asked}).content.decode()

    assert ("chỉ tìm được khi gõ đủ số" in page) is is_told
