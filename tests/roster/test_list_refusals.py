import pytest

from ganket.accounts.queries import clerk_of_the_house
from ganket.documents import ports
from ganket.documents.ports import Table
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.roster import commands
from ganket.roster.commands import Do
from ganket.roster.models import Member, RosterImport
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.org import residence_cell, workplace, workplace_cell
from tests.roster.lists import HEAD, TODAY, clerk, officer, plan, told

pytestmark = pytest.mark.django_db


def test_row_of_whoever_joined_as_a_child_is_refused(work, cell):
    head = "Họ và tên;Ngày sinh;Ngày vào Đảng;Chi bộ nơi công tác"
    line = "Lê An;14/02/1985;13/02/2003;DL.KT"

    ((_, do, reason),) = told(plan(officer(work), work, head, line))

    assert do == Do.REFUSED
    assert "Vào Đảng phải đủ 18 tuổi" in reason


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";14/02/1975;;DL.KT;", "Chưa có họ và tên."),
        ("Lê An;31/02/1980;;DL.KT;", "31/02/1980 không có trong lịch."),
        ("Lê An;01/01/2045;;DL.KT;", "Ngày 01/01/2045 chưa tới."),
        ("Lê An;2045;;DL.KT;", "Năm sinh 2045 không thể đúng."),
        ("Lê An;;;DL.KT;", "Chưa có ngày sinh."),
        ("Lê An;2015;;DL.KT;", "Đảng viên phải đủ 18 tuổi."),
        ("Võ;1975;;DL.KT;", "Họ và tên"),
        ("0;1975;;DL.KT;", "Họ và tên"),
        ("Lê An;hôm qua;;DL.KT;", "Hãy ghi như 14/02/1975."),
        ("Lê An;1975;tám;DL.KT;", "Số thẻ đảng viên chỉ gồm chữ số"),
        ("Lê An;1975;;XX.99;", "mã hoặc tên “XX.99”"),
        (f"Lê An;1975;;DL.KT;{'x' * 161}", "Chức vụ dài quá 160 chữ."),
        (f"{'Lê ' * 50};1975;;DL.KT;", "dài quá 120 chữ."),
    ],
)
def test_refused_row_says_why_and_the_others_go_on(work, cell, line, why):
    actor = officer(work)
    planned = plan(actor, work, HEAD, line, "Lê Bảo;1976;;DL.KT;")

    (number, do, reason), (_, good, _) = told(planned)
    outcome = commands.apply_import(actor=actor, roster_import=planned)

    assert (number, do, good) == (2, Do.REFUSED, Do.NEW)
    assert why in reason
    assert (outcome.new, outcome.refused) == (1, 1)
    assert Member.objects.get().person.full_name == "Lê Bảo"


def test_same_person_twice_in_a_list_is_taken_once(work, cell):
    planned = plan(
        officer(work),
        work,
        HEAD,
        "Lê An;14/02/1975;85.000001;DL.KT;",
        "LE AN;14/02/1975;85000001;DL.KT;",
        "Lê Bảo;1976;;DL.KT;",
        "Lê Bảo;1976;;DL.KT;",
    )

    assert told(planned) == [
        (2, Do.NEW, ""),
        (3, Do.REFUSED, "Cùng một người với dòng 2. Hãy giữ lại một dòng."),
        (4, Do.NEW, ""),
        (5, Do.REFUSED, "Cùng một người với dòng 4. Hãy giữ lại một dòng."),
    ]


def test_namesakes_born_on_one_day_are_two_where_their_cards_differ(work, cell):
    planned = plan(
        officer(work),
        work,
        HEAD,
        "Lê An;14/02/1975;85.000001;DL.KT;",
        "Lê An;14/02/1975;85.000002;DL.KT;",
    )

    assert [do for _, do, _ in told(planned)] == [Do.NEW, Do.NEW]


def test_namesake_elsewhere_asks_for_a_number(work, cell):
    member_at(workplace_cell=workplace_cell(), name="Lê An")

    planned = plan(officer(work), work, HEAD, "Lê An;19/05/1980;;DL.KT;")

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "Hãy ghi thêm số thẻ" in why


def test_somebody_of_another_workplace_is_refused(work, cell):
    member_at(workplace_cell=workplace_cell(), name="Lê An", party_card_no="85000001")

    planned = plan(officer(work), work, HEAD, "Lê An;19/05/1980;85.000001;DL.KT;")

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "đang có tên ở nơi công tác khác" in why


def test_somebody_of_another_ward_is_refused(home):
    member_at(residence_cell(), name="Lê An", party_card_no="85000001")

    planned = plan(
        clerk(home), home, "Họ tên;Ngày sinh;Số thẻ", "Lê An;19/05/1980;85.000001"
    )

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "xã, phường khác" in why


def test_card_of_somebody_unlike_is_refused(work, cell):
    member_at(workplace_cell=cell, name="Lê An", party_card_no="85000001")

    planned = plan(officer(work), work, HEAD, "Trần Út;01/01/1990;85.000001;DL.KT;")

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "khác tên, khác ngày sinh" in why


def test_two_numbers_of_two_people_are_refused(work, cell):
    member_at(workplace_cell=cell, name="Lê An", party_card_no="85000001")
    other = member_at(workplace_cell=cell, name="Lê An")
    other.set_citizen_id("096075000123")
    other.save()

    planned = plan(
        officer(work),
        work,
        HEAD + ";CCCD",
        "Lê An;19/05/1980;85.000001;DL.KT;;096075000123",
    )

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "hai đồng chí khác nhau" in why


def test_cells_of_one_name_ask_for_the_code(work, cell):
    workplace_cell(work, code="DL.K2")

    planned = plan(officer(work), work, HEAD, "Lê An;1980;;Phòng Kỹ thuật;")

    ((_, do, why),) = told(planned)
    assert do is Do.REFUSED
    assert "Có 2 chi bộ tên" in why


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", ports.FileEmpty),
        (b"\n\n", ports.FileEmpty),
        (b"%PDF-1.7 nonsense", ports.FileKindUnknown),
        ("Họ và tên;Quê quán\nLê An;Cà Mau".encode(), commands.ColumnsMissing),
        ("Họ và tên;Ngày sinh\n".encode(), commands.NoRows),
        ("Họ tên;Họ và tên;Ngày sinh\na;b;1980".encode(), commands.ColumnTwice),
    ],
)
def test_unreadable_file_is_refused_in_a_sentence(work, cell, content, refusal):
    with pytest.raises(refusal, match=r"\.$"):
        commands.plan_import(
            actor=officer(work), unit=work, file_name="a.csv", content=content
        )

    assert not RosterImport.objects.exists()


def test_missing_columns_are_named(work, cell):
    with pytest.raises(commands.ColumnsMissing, match="Ngày sinh"):
        plan(officer(work), work, "Họ và tên;Quê quán", "Lê An;Cà Mau")


def test_list_is_for_those_who_keep_the_unit(work, home):
    inside = residence_cell(home)
    for actor in [
        AccountFactory(),
        officer(workplace()),
        clerk(home),
        AccountFactory(holds=[(Role.ADMINISTRATOR, work)]),
    ]:
        with pytest.raises(NotAllowed):
            plan(actor, work, HEAD, "Lê An;1980;;;")
    for actor in [
        officer(work),
        AccountFactory(holds=[(Role.SECRETARY, inside)]),
        AccountFactory(holds=[(Role.FRONT_MEMBER, home)]),
    ]:
        with pytest.raises(NotAllowed):
            plan(actor, home, HEAD, "Lê An;1980;;;")


def test_list_is_not_for_a_province():
    province = UnitFactory(kind="PROVINCE")

    with pytest.raises(commands.NotForLists):
        plan(clerk_of_the_house(), province, HEAD, "Lê An;1980;;;")


def test_list_of_a_closed_unit_is_refused(work, cell):
    actor = officer(work)
    work.closed_on = TODAY
    work.save()

    with pytest.raises(commands.UnitIsClosed):
        plan(actor, work, HEAD, "Lê An;1980;;DL.KT;")


def test_refused_rows_come_back_as_a_list_with_reasons(work, cell):
    planned = plan(officer(work), work, HEAD, "Lê An;31/02/1980;85.000001;DL.KT;Lái xe")

    table = commands.refused_table(planned)

    assert [column.title for column in table.columns] == [
        "Dòng",
        "Vì sao chưa nhập",
        "Họ và tên",
        "Ngày sinh",
        "Số thẻ đảng viên",
        "Chi bộ nơi công tác",
        "Chức vụ",
    ]
    (row,) = table.rows
    assert row[2:] == ["Lê An", "31/02/1980", "85.000001", "DL.KT", "Lái xe"]
    assert "không có trong lịch" in row[1]


def test_corrected_list_of_refused_rows_can_be_brought_again(work, cell):
    actor = officer(work)
    first = plan(actor, work, HEAD, "Lê An;01/01/2045;85.000001;DL.KT;Lái xe")
    table = commands.refused_table(first)
    rows = [[*r[:3], "01/01/1985", *r[4:]] for r in table.rows]

    again = commands.plan_import(
        actor=actor,
        unit=work,
        file_name="lại.xlsx",
        content=ports.writer().write(Table(table.name, table.columns, rows)),
    )

    assert [do for _, do, _ in told(again)] == [Do.NEW]
