import datetime as dt
import time

import pytest

from ganket.accounts.queries import clerk_of_the_house
from ganket.documents import ports
from ganket.documents.ports import Table, TableColumn
from ganket.journal.models import Entry, Key
from ganket.org.enums import GroupKind, Role
from ganket.org.models import ResidentialGroup
from ganket.roster import commands, queries
from ganket.roster.commands import Do
from ganket.roster.enums import ImportState, ResidenceKind
from ganket.roster.models import HomeLink, Introduction, Member, RosterImport, WorkLink
from ganket.roster.queries import Side
from ganket.tallies.commands import faults
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, workplace_cell
from tests.roster.lists import HEAD, TODAY, clerk, officer, plan, told

pytestmark = pytest.mark.django_db


def test_plan_writes_nothing_but_the_plan(work, cell):
    planned = plan(
        officer(work), work, HEAD, "Lê Thị Ánh;14/02/1975;85.000001;DL.KT;Kỹ sư"
    )

    assert told(planned) == [(2, Do.NEW, "")]
    assert planned.plan["counts"] == {"new": 1, "changed": 0, "same": 0, "refused": 0}
    assert not Member.objects.exists()
    assert [e.verb for e in Entry.objects.all()] == [commands.IMPORT_PLANNED]
    assert "Ánh" not in str(planned.plan)


def test_list_of_a_workplace_makes_work_links(work, cell):
    actor = officer(work)
    planned = plan(
        actor, work, HEAD, "Lê Thị Ánh;14/02/1975;85.000001;phong ky thuat;Kỹ sư"
    )

    outcome = commands.apply_import(actor=actor, roster_import=planned)

    member = Member.objects.get()
    link = queries.work_link_of(member)
    assert outcome == commands.Outcome(new=1, changed=0, same=0, refused=0)
    assert (member.person.full_name, member.party_card_no) == ("Lê Thị Ánh", "85000001")
    assert (link.cell, link.job, link.since) == (cell, "Kỹ sư", TODAY)
    assert planned.state == ImportState.APPLIED


def test_list_of_a_ward_ties_people_home(home):
    cell = residence_cell(home, code="31825.K02")
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")
    actor = clerk(home)
    planned = plan(
        actor,
        home,
        "HỌ TÊN,năm sinh,chi bộ nơi cư trú,Khóm/ấp,Số nhà đường,Hình thức cư trú",
        "Lê Thị Ánh,1975,31825.K02,2,12 Trần Phú,tạm trú",
        "Lê Văn Bình,1976,,,,",
    )

    commands.apply_import(actor=actor, roster_import=planned)

    first, second = HomeLink.objects.order_by("pk")
    assert (first.cell, first.group, first.address) == (cell, group, "12 Trần Phú")
    assert first.residence == ResidenceKind.TEMPORARY
    assert (second.ward, second.cell, second.since) == (home, None, TODAY)
    assert faults() == []


def test_list_of_a_cell_ties_people_to_it(home):
    cell = residence_cell(home)
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    planned = plan(secretary, cell, "Họ và tên;Ngày sinh", "Lê Thị Ánh;14/02/1975")

    commands.apply_import(actor=secretary, roster_import=planned)

    assert [m.person.full_name for m in queries.members_of(cell)] == ["Lê Thị Ánh"]


def test_same_list_twice_changes_nothing(work, cell):
    actor = officer(work)
    lines = [HEAD, "Lê Thị Ánh;14/02/1975;85.000001;DL.KT;Kỹ sư"]
    commands.apply_import(actor=actor, roster_import=plan(actor, work, *lines))
    entries = Entry.objects.count()

    again = plan(actor, work, *lines)
    commands.apply_import(actor=actor, roster_import=again)

    assert again.plan["counts"] == {"new": 0, "changed": 0, "same": 1, "refused": 0}
    assert (Member.objects.count(), WorkLink.objects.count()) == (1, 1)
    assert Entry.objects.count() == entries + 2


def test_list_shows_and_writes_what_changed(work, cell):
    other = workplace_cell(work, name="Phòng Kế toán", code="DL.KE")
    actor = officer(work)
    first = [HEAD, "Lê Thị Ánh;14/02/1975;85.000001;DL.KT;Kỹ sư"]
    commands.apply_import(actor=actor, roster_import=plan(actor, work, *first))

    planned = plan(
        actor,
        work,
        HEAD + ";Email;Từ ngày",
        "Lê Thị Ánh;15/02/1975;85 000 001;DL.KE;;anh@example.vn;23/11/2026",
    )
    (row,) = commands.rows_of_import(planned)
    commands.apply_import(actor=actor, roster_import=planned)

    assert (row.do, row.changes) == (
        Do.CHANGED,
        {
            "Ngày sinh": ("14/02/1975", "15/02/1975"),
            "Thư điện tử": ("", "anh@example.vn"),
            "Chi bộ nơi công tác": ("Chi bộ Phòng Kỹ thuật", "Chi bộ Phòng Kế toán"),
        },
    )
    member = Member.objects.get()
    assert member.born_on == dt.date(1975, 2, 15)
    assert member.person.email == "anh@example.vn"
    assert queries.work_link_of(member).cell == other
    assert queries.work_link_of(member).job == "Kỹ sư"


def test_list_of_a_ward_assigns_moves_and_corrects(home):
    cells = [residence_cell(home, name=f"Khóm {n}", code=f"K{n}") for n in (1, 2)]
    member_at(home, name="Lê An", since=dt.date(2026, 1, 1))
    member_at(cells[0], name="Lê Bảo")
    member_at(cells[0], name="Lê Cầm")
    actor = clerk(home)

    planned = plan(
        actor,
        home,
        "Họ và tên;Ngày sinh;Chi bộ nơi cư trú;Số nhà, đường",
        *(f"{name};19/05/1980;K2;" for name in ("Lê An", "Lê Bảo")),
        "Lê Cầm;19/05/1980;K1;7 Hòa Bình",
    )
    commands.apply_import(actor=actor, roster_import=planned)

    assert planned.plan["counts"]["changed"] == 3
    assert [m.person.full_name for m in queries.members_of(cells[1])] == [
        "Lê An",
        "Lê Bảo",
    ]
    (stayed,) = queries.members_of(cells[0])
    assert queries.home_link_of(stayed).address == "7 Hòa Bình"


def test_somebody_who_left_elsewhere_is_taken_over(work, cell):
    member = member_at(name="Lê An", party_card_no="85000001")
    actor = officer(work)

    planned = plan(actor, work, HEAD, "Lê An;19/05/1980;85.000001;DL.KT;Lái xe")
    commands.apply_import(actor=actor, roster_import=planned)

    assert told(planned) == []
    assert queries.work_link_of(member).job == "Lái xe"


def test_only_cell_need_not_be_named(work, cell):
    planned = plan(officer(work), work, "Họ tên;Ngày sinh", "Lê An;1980")

    assert told(planned) == [(2, Do.NEW, "")]


def test_list_introduces_where_a_ward_is_named_and_that_is_asked(work, cell, home):
    actor = officer(work)
    head = HEAD + ";Mã phường;Số nhà đường"
    lines = [
        "Lê An;1980;;DL.KT;;31825;12 Trần Phú",
        "Lê Bảo;1981;;DL.KT;;Phường Bạc Liêu;",
        "Lê Cầm;1982;;DL.KT;;;",
        "Lê Dân;1982;;DL.KT;;99999;",
    ]

    outcome = commands.apply_import(
        actor=actor,
        roster_import=plan(actor, work, head, *lines),
        introduce=True,
    )
    again = commands.apply_import(
        actor=actor,
        roster_import=plan(actor, work, head, *lines),
        introduce=True,
    )

    assert (outcome.new, outcome.refused, outcome.introduced) == (3, 1, 2)
    assert again.introduced == 0
    papers = Introduction.objects.order_by("pk")
    assert [(p.member.person.full_name, p.address) for p in papers] == [
        ("Lê An", "12 Trần Phú"),
        ("Lê Bảo", ""),
    ]


def test_columns_that_nobody_knows_are_told(work, cell):
    planned = plan(officer(work), work, HEAD + ";Quê quán", "Lê An;1980;;DL.KT;;Cà Mau")

    assert planned.plan["unused"] == ["Quê quán"]


def test_machine_imports_for_whoever_holds_it(work, cell):
    house = clerk_of_the_house()
    planned = plan(house, work, HEAD, "Lê An;1980;;DL.KT;")

    assert commands.apply_import(actor=house, roster_import=planned).new == 1


def test_list_is_applied_once(work, cell):
    actor = officer(work)
    planned = plan(actor, work, HEAD, "Lê An;1980;;DL.KT;")
    commands.apply_import(actor=actor, roster_import=planned)

    with pytest.raises(commands.ListDone, match="Đã nhập"):
        commands.apply_import(actor=actor, roster_import=planned)
    with pytest.raises(commands.ListDone):
        commands.discard_import(actor=actor, roster_import=planned)

    assert Member.objects.count() == 1


def test_list_is_shown_again_when_the_roster_changed(work, cell):
    actor = officer(work)
    planned = plan(actor, work, HEAD, "Lê An;19/05/1980;85.000001;DL.KT;")
    member_at(workplace_cell=cell, name="Lê An", party_card_no="85000001")

    with pytest.raises(commands.ListChanged):
        commands.apply_import(actor=actor, roster_import=planned)
    planned.refresh_from_db()
    assert planned.state == ImportState.PLANNED

    commands.refresh_plan(actor=actor, roster_import=planned)
    assert told(planned) == [(2, Do.SAME, "")]
    assert commands.apply_import(actor=actor, roster_import=planned).same == 1


def test_list_that_was_applied_meanwhile_is_not_filled_again(work, cell):
    actor = officer(work)
    planned = plan(actor, work, HEAD, "Lê An;1980;;DL.KT;")
    as_read_before = RosterImport.objects.get(pk=planned.pk)
    commands.apply_import(actor=actor, roster_import=planned)

    with pytest.raises(commands.ListDone):
        commands.refresh_plan(actor=actor, roster_import=as_read_before)
    assert told(RosterImport.objects.get(pk=planned.pk)) == []


def test_discarded_list_can_be_opened_by_nobody(work, cell):
    actor = officer(work)
    planned = plan(actor, work, HEAD, "Lê An;1980;;DL.KT;")

    commands.discard_import(actor=actor, roster_import=planned)

    planned.refresh_from_db()
    assert told(planned) == []
    assert bytes(planned.rows_sealed) == b""
    assert not Key.objects.filter(owner__startswith="roster.rosterimport").exists()


def test_xlsx_numbers_and_days_are_read_as_people_mean_them(work, cell):
    table = Table(
        "Danh sách",
        tuple(
            TableColumn(title, kind=kind)
            for title, kind in [
                ("Họ tên", ports.ColumnKind.TEXT),
                ("Ngày sinh", ports.ColumnKind.DATE),
                ("CCCD", ports.ColumnKind.NUMBER),
                ("Điện thoại", ports.ColumnKind.NUMBER),
                ("Số thẻ", ports.ColumnKind.NUMBER),
            ]
        ),
        [["Lê An", dt.date(1975, 2, 14), 96075000123, 913555012, 85000001]],
    )
    actor = officer(work)

    planned = commands.plan_import(
        actor=actor,
        unit=work,
        file_name="danh sách.xlsx",
        content=ports.writer().write(table),
    )
    commands.apply_import(actor=actor, roster_import=planned)

    member = queries.with_citizen_id("096075000123").get()
    assert member.born_on == dt.date(1975, 2, 14)
    assert member.person.phone() == "0913 555 012"
    assert member.party_card_no == "85000001"


@pytest.mark.parametrize("side", Side)
def test_template_has_every_column_it_needs(side, work, cell):
    content = ports.writer().write(commands.template(side))

    with pytest.raises(commands.NoRows):
        commands.plan_import(
            actor=officer(work), unit=work, file_name="mẫu.xlsx", content=content
        )


def test_sample_of_seven_hundred_is_clean_and_quick(work, cell, home):
    actor = officer(work)
    table = commands.sample_list(Side.WORK, rows=700, cells=["DL.KT"], ward="31825")
    assert table == commands.sample_list(
        Side.WORK, rows=700, cells=["DL.KT"], ward="31825"
    )

    began = time.process_time()
    planned = commands.plan_import(
        actor=actor,
        unit=work,
        file_name="mẫu.xlsx",
        content=ports.writer().write(table),
    )
    commands.apply_import(actor=actor, roster_import=planned)
    seconds = time.process_time() - began

    assert planned.plan["counts"] == {"new": 700, "changed": 0, "same": 0, "refused": 0}
    assert queries.members_at_work(work).count() == 700
    assert seconds < 30
