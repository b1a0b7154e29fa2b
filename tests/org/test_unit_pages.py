import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.org.enums import GroupKind, Role
from ganket.org.models import GroupCell, Office, ResidentialGroup, Unit
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def links(page):
    return re.findall(r'href="/org/units/([^"/]+)/"', page.content.decode())


def test_units_show_where_one_holds_office(client, clerk, top):
    residence_cell(top, code="31825.K02")
    ward(code="31826")

    assert links(client.get(reverse("org:units"))) == ["31825"]


@pytest.mark.parametrize(
    "asked",
    ["khom 2", "KHÓM 2", "2 khóm", "31825.k02", " Khóm  2 ", "Chi bộ khóm 2"],
)
def test_search_forgives_marks_case_and_order_and_reads_codes(
    client, clerk, top, asked
):
    residence_cell(top, code="31825.K02", name="Khóm 2")
    residence_cell(top, code="31825.K03", name="Khóm 3")
    residence_cell(code="X.K02", name="Khóm 2")

    assert links(client.get(reverse("org:units"), {"q": asked})) == ["31825.K02"]


def test_search_that_finds_nothing_says_what_to_do(client, clerk):
    page = client.get(reverse("org:units"), {"q": "không có"})

    assert "Đồng chí thử gõ ít chữ hơn" in page.content.decode()


def test_unit_list_and_page_ask_no_more_for_more_rows(client, clerk, top):
    def grow(places):
        for place in places:
            cell = residence_cell(top, code=f"31825.K{place:02d}", name=f"Khóm {place}")
            OfficeFactory(unit=top, role=Role.FRONT_MEMBER)
            OfficeFactory(unit=top, role=Role.DEPUTY, until=TODAY)
            group = ResidentialGroup.objects.create(
                ward=top, kind=GroupKind.QUARTER, name=str(place)
            )
            GroupCell.objects.create(group=group, cell=cell, since=TODAY)

    addresses = [
        reverse("org:units"),
        reverse("org:units") + "?q=khom",
        reverse("org:unit", args=["31825"]),
        reverse("org:appoint", args=["31825"]) + "?q=nguoi",
    ]
    grow(range(1, 3))
    few = [queries_of(client, address) for address in addresses]
    grow(range(3, 9))

    assert [queries_of(client, address) for address in addresses] == few


def test_unit_page_shows_what_stands_above_and_below(client, clerk, top):
    residence_cell(top, code="31825.K10", name="Khóm 10")
    residence_cell(top, code="31825.K02", name="Khóm 2")
    residence_cell(top, code="31825.K03", name="Khóm 3", closed_on=TODAY)

    page = client.get(reverse("org:unit", args=["31825"]))

    assert links(page) == ["31825.K02", "31825.K10"]
    assert top.parent.name in page.content.decode()


def test_unit_page_shows_who_leads_first_and_who_is_over(client, clerk, top):
    for name, values in {
        "Đã Thôi": {"until": TODAY},
        "Sắp Nhận": {"since": dt.date(2027, 1, 1)},
        "Bí Thư": {"role": Role.SECRETARY},
        "Mặt Trận": {"role": Role.FRONT_MEMBER},
    }.items():
        OfficeFactory(unit=top, person=PersonFactory(full_name=name), **values)

    text = client.get(reverse("org:unit", args=["31825"])).content.decode()
    places = [text.index(n) for n in ("Bí Thư", "Mặt Trận", "Sắp Nhận", "Đã Thôi")]

    assert places == sorted(places)


def test_groups_stand_as_people_count_them(client, clerk, top):
    for name in ("10", "2"):
        ResidentialGroup.objects.create(ward=top, kind=GroupKind.QUARTER, name=name)

    text = client.get(reverse("org:unit", args=["31825"])).content.decode()

    assert text.index("Khóm 2") < text.index("Khóm 10")


def test_unknown_unit_is_not_there(client, clerk):
    assert client.get(reverse("org:unit", args=["99999"])).status_code == 404


def test_unit_beside_is_not_there(client, clerk):
    beside = ward(code="31826")

    assert client.get(reverse("org:unit", args=[beside.code])).status_code == 404


@pytest.mark.parametrize("role", [Role.FRONT_MEMBER, Role.AUDITOR, Role.HELPER])
def test_who_only_sees_has_no_buttons_and_no_pages_behind_them(client, top, role):
    client.force_login(AccountFactory(holds=[(role, top)]))

    page = client.get(reverse("org:unit", args=["31825"])).content.decode()

    assert not re.search("/(open|rename|close|offices|end|new)/", page)
    for name in ("org:open", "org:rename", "org:close", "org:appoint", "org:add_group"):
        assert client.get(reverse(name, args=["31825"])).status_code == 403


def opened(client, kind="home", parent="31825", **values):
    data = {
        "client_key": str(uuid.uuid4()),
        "name": "Khóm 2",
        "code": "31825.K02",
        "opened_on": "23/11/2026",
    } | values
    return client.post(reverse("org:open", args=[parent]) + f"?kind={kind}", data)


def test_open_suggests_the_next_code(client, clerk, top):
    residence_cell(top, code="31825.K07", closed_on=TODAY)

    page = client.get(reverse("org:open", args=["31825"]))

    assert 'value="31825.K08"' in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "sides"),
    [("home", (True, False)), ("work", (False, True)), ("committee", (False, True))],
)
def test_open_makes_a_unit_of_the_chosen_side(client, clerk, top, kind, sides):
    answer = opened(client, kind=kind)

    unit = Unit.objects.get(code="31825.K02")
    assert answer.url == reverse("org:unit", args=["31825.K02"])
    assert (unit.is_residence, unit.is_workplace) == sides


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("values", "status", "sentence"),
    [
        ({"code": "31825"}, 409, "Mã này đã dùng"),
        ({"code": "khóm 2"}, 409, "chữ cái không dấu"),
        ({"code": ""}, 422, "còn trống"),
        ({"name": "..."}, 409, "Chưa có tên đơn vị"),
        ({"name": "K" * 201}, 422, "201"),
        ({"opened_on": "31/02/2026"}, 422, "không có trong lịch"),
        ({"client_key": "x"}, 422, "Chưa lập được"),
    ],
)
def test_open_refuses_bad_input_with_a_sentence(client, values, status, sentence):
    refused = opened(client, **values)

    assert refused.status_code == status
    assert sentence in refused.content.decode()
    assert Unit.objects.count() == 2


def test_open_form_posted_twice_opens_one_unit(client, clerk, top):
    key = str(uuid.uuid4())

    answers = [opened(client, client_key=key) for _ in range(2)]

    assert [a.url for a in answers] == [reverse("org:unit", args=["31825.K02"])] * 2
    assert Unit.objects.filter(parent=top).count() == 1


@pytest.mark.parametrize("kind", ["province", "ward", "nonsense"])
def test_open_knows_only_the_kinds_that_belong_here(client, clerk, top, kind):
    assert opened(client, kind=kind).status_code == 404


def test_nothing_opens_under_a_closed_unit(client, clerk, top):
    cell = residence_cell(top, code="31825.K02", closed_on=TODAY)

    for name in ("org:open", "org:rename", "org:close", "org:appoint"):
        refused = client.get(reverse(name, args=[cell.code]))
        assert refused.status_code == 409
        assert "Đơn vị này đã kết thúc hoạt động" in refused.content.decode()


def test_rename_and_close_by_the_unit_above(client, clerk, top):
    cell = residence_cell(top, code="31825.K02")
    OfficeFactory(unit=cell, person=PersonFactory(full_name="Trần Văn Năm"))

    client.post(reverse("org:rename", args=[cell.code]), {"name": "Khóm 3"})
    told = client.get(reverse("org:close", args=[cell.code])).content.decode()
    client.post(reverse("org:close", args=[cell.code]), {"closed_on": "23/11/2026"})

    kept = Unit.objects.get(pk=cell.pk)
    assert (kept.name, kept.closed_on) == ("Khóm 3", TODAY)
    assert "Trần Văn Năm: Bí thư" in told
    assert Office.objects.get(unit=cell).until == TODAY


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("day", "status", "sentence"),
    [
        ("31/02/2026", 422, "không có trong lịch"),
        ("01/01/1999", 409, "Ngày kết thúc trước ngày thành lập"),
    ],
)
def test_close_refuses_bad_days_with_a_sentence(client, top, day, status, sentence):
    cell = residence_cell(top)

    refused = client.post(reverse("org:close", args=[cell.code]), {"closed_on": day})

    assert refused.status_code == status
    assert sentence in refused.content.decode()
    assert Unit.objects.get(pk=cell.pk).closed_on is None
