import datetime as dt

import pytest

from ganket.documents import ports
from ganket.org.enums import GroupKind, Role, UnitKind
from ganket.org.models import ResidentialGroup, Unit
from ganket.roster import commands, queries
from ganket.roster.enums import ResidenceKind
from tests.factories import AccountFactory, OfficeFactory, UnitFactory, member_at
from tests.factories.org import residence_cell, ward, workplace, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def province():
    return UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")


@pytest.fixture
def home(province):
    return ward(parent=province)


@pytest.fixture
def work(province):
    return workplace(parent=province, code="96.DL")


def introduced(work, home, **values):
    member = member_at(
        workplace_cell=workplace_cell(work), name=values.pop("name", "Trần Hữu Cường")
    )
    return commands.issue_introduction(
        actor=AccountFactory(holds=[(Role.WORKPLACE_OFFICER, work)]),
        member=member,
        to_ward=home,
        **values,
    )


def test_paper_of_an_issued_introduction_leaves_the_receipt_open(work, home):
    OfficeFactory(unit=work, role=Role.DEPUTY, person__full_name="Lê Thị Phó")
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")
    paper = introduced(
        work,
        home,
        address="12 Trần Phú",
        group=group,
        residence=ResidenceKind.TEMPORARY,
        exemption="WORKS_AWAY",
    )

    sheet = queries.introduction_sheet(paper)

    assert sheet.heading.issuer == "ĐẢNG ỦY ĐIỆN LỰC BẠC LIÊU"
    assert sheet.heading.upper == "ĐẢNG BỘ TỈNH CÀ MAU"
    assert sheet.heading.number == "Số 01-GGT/ĐU"
    assert sheet.heading.place_and_day == "Cà Mau, ngày 23 tháng 11 năm 2026"
    assert sheet.to == ("Đảng ủy phường Bạc Liêu",)
    assert [field.value for field in sheet.fields] == [
        "Trần Hữu Cường",
        "Nam",
        "19/05/1980",
        "03/02/2005",
        "03/02/2006",
        "Chi bộ Phòng Kỹ thuật",
        "12 Trần Phú, khóm 2, phường Bạc Liêu",
        "Tạm trú",
    ]
    assert "miễn sinh hoạt" in sheet.exemption
    assert (sheet.signature.post, sheet.signature.name) == (
        "PHÓ BÍ THƯ",
        "Lê Thị Phó",
    )
    assert (sheet.receipt.received.value, sheet.receipt.assigned.value) == ("", "")
    assert sheet.receipt.signature.name == ""


def test_paper_tells_reception_and_cell_once_they_have_happened(work, home):
    OfficeFactory(unit=home, person__full_name="Võ Văn Bí")
    paper = introduced(work, home)
    clerk = AccountFactory(holds=[(Role.CLERK, home)])
    link = commands.receive_introduction(actor=clerk, introduction=paper)
    commands.assign_to_cell(actor=clerk, home_link=link, cell=residence_cell(home))
    paper.refresh_from_db()

    receipt = queries.introduction_sheet(paper).receipt

    assert receipt.received.value == "23/11/2026"
    assert receipt.assigned.value == "Chi bộ khóm 2"
    assert receipt.signature.name == "Võ Văn Bí"


def test_paper_of_a_cell_is_signed_for_the_cell(province, home):
    cell = workplace_cell(province, name="Văn phòng Tỉnh ủy")
    member = member_at(workplace_cell=cell)
    paper = commands.issue_introduction(
        actor=AccountFactory(holds=[(Role.SECRETARY, cell)]),
        member=member,
        to_ward=home,
    )

    sheet = queries.introduction_sheet(paper)

    assert sheet.heading.number == "Số 01-GGT/CB"
    assert sheet.signature.on_behalf == "T/M CHI BỘ"


def test_nobody_signs_their_own_paper(work, home):
    paper = introduced(work, home)
    OfficeFactory(unit=work, person=paper.member.person)

    assert queries.introduction_sheet(paper).signature.name == ""

    OfficeFactory(unit=work, role=Role.DEPUTY, person__full_name="Lê Thị Phó")

    signature = queries.introduction_sheet(paper).signature
    assert (signature.post, signature.name) == ("PHÓ BÍ THƯ", "Lê Thị Phó")


def test_paper_of_2018_is_that_of_76(work, home):
    paper = introduced(work, home, issued_on=dt.date(2018, 9, 17))

    sheet = queries.introduction_sheet(paper)

    assert "76-QĐ/TW" in sheet.basis


@pytest.mark.parametrize("papers", [1, 3])
def test_papers_of_many_ask_no_more_questions(
    work, home, papers, django_assert_num_queries
):
    listed = [introduced(work, home, name=f"Lê Văn {n}") for n in range(papers)]
    listed = list(queries.introductions_for(AccountFactory(holds=[(Role.CLERK, home)])))

    with django_assert_num_queries(3):
        sheets = queries.introduction_sheets(listed)

    assert len(sheets) == papers


def test_paper_is_laid_out_on_one_page(work, home):
    sheet = queries.introduction_sheet(introduced(work, home))

    pdf = ports.renderer().render([sheet])

    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Phường Bạc Liêu", "Bạc Liêu"),
        ("Phường 8", "Phường 8"),
        ("Xã Vĩnh Trạch", "Vĩnh Trạch"),
        ("Tỉnh Cà Mau", "Cà Mau"),
        ("Điện lực", "Điện lực"),
    ],
)
def test_place_of_a_paper_is_the_name_without_its_kind(name, place):
    assert queries.place_of(Unit(name=name), None) == place
