import io
import re
from html import unescape

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from ganket.org.enums import Role, UnitKind
from ganket.reporting import policies, queries
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure
from tests.factories import AccountFactory, UnitFactory
from tests.factories.org import residence_cell, ward, workplace, workplace_cell
from tests.factories.roster import member_at
from tests.reporting.life import Life

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau", code="96")


@pytest.fixture
def top(province):
    return ward(parent=province, name="Phường Bạc Liêu", code="31825")


def sheet_of(response):
    return load_workbook(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("role", Role)
def test_ward_board_is_for_the_offices_of_the_ward(client, top, role):
    client.force_login(AccountFactory(holds=[(role, top)]))
    page = client.get(reverse("reporting:ward", args=[top.code]))

    granted = role in policies.ROLES[policies.SEE_WARD]
    assert page.status_code == (200 if granted else 404)


@pytest.mark.parametrize("role", Role)
def test_work_board_is_for_the_offices_of_the_workplace(client, role):
    unit = workplace()
    below = workplace_cell(unit)
    client.force_login(AccountFactory(holds=[(role, unit)]))

    granted = role in policies.ROLES[policies.SEE_WORK]
    for each in (unit, below):
        page = client.get(reverse("reporting:work", args=[each.code]))
        assert page.status_code == (200 if granted else 404)


@pytest.mark.parametrize("role", Role)
def test_sums_reach_down_from_the_province(client, province, top, role):
    client.force_login(AccountFactory(holds=[(role, province)]))

    granted = role in policies.ROLES[policies.SEE_SUMS]
    for unit in (province, top):
        page = client.get(reverse("reporting:sums", args=[unit.code]))
        assert page.status_code == (200 if granted else 404)


def test_cell_has_no_sums_of_its_own(client, province, top):
    cell = residence_cell(top)
    client.force_login(AccountFactory(holds=[(Role.CLERK, province)]))

    for name in ("sums", "sums_table"):
        page = client.get(reverse(f"reporting:{name}", args=[cell.code]))
        assert page.status_code == 404


def test_units_without_figures_are_folded_away(client, province, top):
    ward(parent=province, name="Phường Vắng", code="31828")
    tallies.add(Measure.OPINIONS_RAISED, unit=residence_cell(top), year=2026)
    client.force_login(AccountFactory(holds=[(Role.CLERK, province)]))

    page = client.get(reverse("reporting:sums", args=[province.code])).content.decode()

    table, folded = page.split("</table>")
    assert "Phường Bạc Liêu" in table
    assert "Phường Vắng" not in table
    assert "1 đơn vị chưa có số liệu" in folded
    assert "Phường Vắng" in folded


@pytest.mark.parametrize("kind", ["ward", "work", "sums"])
@pytest.mark.parametrize("form", ["", "_table"])
def test_boards_beside_and_above_are_not_there(client, province, top, kind, form):
    beside = ward(parent=province)
    holds = [(Role.CLERK, top), (Role.WORKPLACE_OFFICER, workplace())]
    client.force_login(AccountFactory(holds=holds))

    for unit in (beside, province, workplace()):
        page = client.get(reverse(f"reporting:{kind}{form}", args=[unit.code]))
        assert page.status_code == 404


def test_province_sees_no_board_of_a_ward(client, province, top):
    client.force_login(AccountFactory(holds=[(Role.CLERK, province)]))

    for kind in ("ward", "work"):
        assert (
            client.get(reverse(f"reporting:{kind}", args=[top.code])).status_code == 404
        )


def test_board_names_no_member(client, province, top):
    cell = residence_cell(top)
    member_at(cell, name="Trần Hữu Cường", workplace_cell=workplace_cell(top))
    clerk = AccountFactory(holds=[(Role.CLERK, top), (Role.CLERK, province)])
    client.force_login(clerk)

    for kind in ("ward", "work", "sums"):
        page = client.get(reverse(f"reporting:{kind}", args=[top.code]))
        assert page.status_code == 200
        assert "Cường" not in page.content.decode()


def test_one_board_is_led_on_to(client, top):
    top.is_workplace = False
    top.save()
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))

    answer = client.get(reverse("reporting:boards"))

    assert answer.url == reverse("reporting:ward", args=[top.code])


def test_several_boards_are_there_to_choose_from(client, top):
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))

    page = client.get(reverse("reporting:boards")).content.decode()

    assert reverse("reporting:ward", args=[top.code]) in page
    assert reverse("reporting:work", args=[top.code]) in page


def test_nobody_without_an_office_has_a_board():
    assert queries.boards_for(AccountFactory()) == []


def test_year_is_chosen_among_those_with_figures(client, top):
    cell = residence_cell(top)
    tallies.add(Measure.OPINIONS_RAISED, unit=cell, year=2024)
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))
    address = reverse("reporting:ward", args=[top.code])

    page = client.get(address).content.decode()

    assert "Tiến độ năm 2026" in page
    assert f"{address}?year=2024" in page
    assert client.get(address, {"year": "2024"}).status_code == 200
    for wrong in ("1900", "2023", "hai", "2026 ", "9" * 40):
        assert client.get(address, {"year": wrong}).status_code == 404


def test_table_of_the_ward_holds_the_figures_of_the_board(client, top):
    life = Life(3, top, workplace()).live(10)
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))

    answer = client.get(reverse("reporting:ward_table", args=[top.code]))

    board = queries.ward_board(top, 2026)
    rows = sheet_of(answer)
    assert "tien-do-31825-2026.xlsx" in answer["Content-Disposition"]
    assert [row[0] for row in rows[1:]] == [cell.full_name for cell in life.cells]
    assert [row[1] for row in rows[1:]] == [row.members for row in board.rows]
    assert [row[2] for row in rows[1:]] == [row.papers.assigned for row in board.rows]
    assert [row[13] for row in rows[1:]] == [row.reviews.done for row in board.rows]


def test_table_of_sums_ends_with_the_total(client, province, top):
    tallies.add(Measure.OPINIONS_RAISED, unit=residence_cell(top), year=2026)
    client.force_login(AccountFactory(holds=[(Role.CLERK, province)]))

    answer = client.get(reverse("reporting:sums_table", args=[province.code]))

    rows = sheet_of(answer)
    head = rows[0].index("ý kiến đã nêu")
    assert [row[0] for row in rows[1:]] == ["31825", "96"]
    assert [row[head] for row in rows[1:]] == [1, 1]


@pytest.mark.parametrize(
    ("role", "opens"), [(Role.CLERK, True), (Role.COMMITTEE_MEMBER, False)]
)
def test_board_leads_to_the_lists_that_its_reader_may_open(client, top, role, opens):
    life = Life(1, top, workplace()).live(6)
    client.force_login(AccountFactory(holds=[(role, top)]))

    page = client.get(reverse("reporting:ward", args=[top.code])).content.decode()

    found = {unescape(url) for url in re.findall(r'<a[^>]* href="(/[^"]+)"', page)}
    code = life.cells[0].code
    assert f"{reverse('meetings:list')}?unit={code}" in found
    assert any("&unit=" in url for url in found)
    assert any(f"&cell={code}" in url for url in found) is opens
    assert any(url.startswith("/reviews/cells/") for url in found) is opens
    for url in found:
        assert client.get(url).status_code in {200, 302}, url


@pytest.mark.parametrize("members", [1, 6])
def test_page_of_the_board_asks_no_more_for_more(
    client, top, members, django_assert_num_queries
):
    Life(1, top, workplace()).live(members)
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))

    with django_assert_num_queries(17):
        client.get(reverse("reporting:ward", args=[top.code]))
