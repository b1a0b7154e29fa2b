import datetime as dt
import io
import os
from pathlib import Path

import pypdf
import pytest

from ganket.documents.queries import sheet_of
from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.people import commands as people
from ganket.reviews import commands, queries
from ganket.reviews.commands import Given
from ganket.reviews.enums import RequestReason
from ganket.reviews.models import Review
from ganket.roster.models import HomeLink
from tests.factories import (
    AccountFactory,
    ExemptionFactory,
    MemberFactory,
    OfficeFactory,
    PersonFactory,
    member_at,
)
from tests.factories.org import residence_cell, ward, workplace, workplace_cell
from tests.reviews.scene import Scene, confirmed, met_front, sat, scene, shown, whole

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[1] / "golden" / "reviews"


def named() -> Scene:
    """Build a scene in which every printed word is fixed."""
    top = ward(code="31825")
    work = workplace(code="96.DL", name="Công ty Điện lực Bạc Liêu")
    cell = residence_cell(top, code="31825.K02")
    work_cell = workplace_cell(work, code="96.DL.KT")

    def holder(name, role, unit):
        return AccountFactory(owner=PersonFactory(full_name=name), holds=[(role, unit)])

    made = Scene(
        ward=top,
        cell=cell,
        work=work,
        work_cell=work_cell,
        secretary=holder("Lê Văn Bảy", Role.SECRETARY, cell),
        clerk=holder("Đỗ Thị Hoa", Role.CLERK, top),
        officer=holder("Võ Minh Thư", Role.WORKPLACE_OFFICER, work),
    )
    holder("Phạm Quốc Việt", Role.SECRETARY, top)
    holder("Ngô Thị Sáu", Role.COMMITTEE_MEMBER, cell)
    made.members = [
        member_at(
            cell,
            workplace_cell=work_cell,
            name="Trần Hữu Cường",
            account=True,
            since=dt.date(2010, 1, 1),
        )
    ]
    return made


def open_round(made, year):
    made.cycle = commands.open_cycle(
        actor=made.clerk,
        ward=made.ward,
        year=year,
        opens_on=dt.date(year, 11, 2),
        cells_due_on=dt.date(year, 11, 30),
        closes_on=dt.date(year, 12, 15),
    )
    met_front(made, dt.date(year, 11, 20), cycle=made.cycle)


def text_of(pdf) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return "\n\f\n".join(pages) + "\n"


def assert_golden(name, pdf):
    golden = GOLDEN / f"{name}.txt"
    text = text_of(pdf)
    if os.environ.get("WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def settle(made, review, answers):
    commands.save_draft(
        actor=made.secretary,
        review=review,
        version=review.version,
        answers=answers,
        is_finished=True,
    )
    commands.show_to_member(actor=made.secretary, review=review)
    commands.reply_to_review(
        actor=made.member, review=review, reply="Tôi đi công tác kỳ họp tháng sáu."
    )
    commands.confirm_review(actor=made.clerk, review=review, version=review.version)
    return bytes(review.document.content)


def test_long_form_of_2026_prints_under_213():
    made = named()
    open_round(made, 2026)
    sat(made.members[0], made.cell, "ABSENT")
    sat(made.members[0], made.cell, "PRESENT", dt.date(2026, 11, 7))
    often = Given(level="OFTEN", reason="Hay gọi điện trao đổi, chi bộ chưa ghi sổ.")
    answers = whole(ATTENDANCE=Given(level="PARTLY"), OPINIONS=often)

    pdf = settle(made, made.review(), answers)

    assert_golden("long_213", pdf)
    assert made.review().document.form_version == "213-3/2020"


def test_short_form_prints_for_the_exempt():
    made = named()
    ExemptionFactory(member=made.members[0])
    request = commands.request_reviews(
        actor=made.officer,
        from_unit=made.work,
        to_ward=made.ward,
        members=made.members,
        reason=RequestReason.REWARD,
        client_key="5f0c52c1-0f0e-4b8e-8d5d-6d0a9e4b1c11",
    )
    met_front(made, dt.date(2026, 11, 20), request=request)
    levels = {"EXAMPLE": "EXAMPLE", "CITIZEN": "DONE_WELL", "BUILDING": "UNKNOWN"}

    pdf = settle(
        made, made.review(), {key: Given(level=level) for key, level in levels.items()}
    )

    assert_golden("short_213", pdf)
    assert_golden("request_213", bytes(request.document.content))


def test_free_text_of_2018_prints_under_76_by_the_same_code():
    with clock.at(clock.moment(dt.date(2018, 11, 26), 9)):
        made = named()
        open_round(made, 2018)
        answers = {
            "STRENGTHS": Given(text="Chấp hành tốt nghĩa vụ công dân."),
            "SHORTCOMINGS": Given(text="Ít dự họp tổ dân phố."),
            "PROPOSAL": Given(text="Đề nghị nơi công tác nhắc nhở."),
        }

        pdf = settle(made, made.review(), answers)

    assert_golden("free_76", pdf)
    assert made.review().document.rule_pack == "qd76"


def test_free_text_wants_at_least_a_word():
    with clock.at(clock.moment(dt.date(2018, 11, 26), 9)):
        made = named()
        open_round(made, 2018)

        with pytest.raises(commands.DraftIncomplete):
            settle(made, made.review(), {})


def test_paper_before_it_is_issued_has_neither_number_nor_day():
    made = named()
    open_round(made, 2026)

    sheet = queries.sheet_of(shown(made))

    assert sheet.heading.number.split("-")[0].strip() == "Số"
    assert "2026" not in sheet.heading.place_and_day


def test_deputy_signs_where_the_secretary_is_reviewed_or_there_is_none():
    made = named()
    open_round(made, 2026)
    OfficeFactory(
        person=PersonFactory(full_name="Huỳnh Thị Lan"),
        unit=made.cell,
        role=Role.DEPUTY,
    )
    made.secretary.person.offices.update(person=made.members[0].person)

    signature = queries.sheet_of(made.review()).signature

    assert (signature.post, signature.name) == ("PHÓ BÍ THƯ", "Huỳnh Thị Lan")


def test_cell_without_a_committee_writes_by_its_secretary():
    made = named()
    open_round(made, 2026)
    with_committee = queries.sheet_of(made.review()).opening
    made.cell.offices.filter(role=Role.COMMITTEE_MEMBER).delete()

    assert with_committee.startswith("Chi ủy chi bộ khóm 2")
    assert queries.sheet_of(made.review()).opening.startswith("Bí thư chi bộ khóm 2")


def test_paper_is_vietnamese_whatever_the_reader_speaks():
    from django.utils import translation

    made = named()
    open_round(made, 2026)
    review = shown(made)

    with translation.override("en"):
        sheet = queries.sheet_of(review)

    assert sheet == queries.sheet_of(review)


def test_issued_words_stay_when_the_world_goes_on():
    made = scene()
    review = confirmed(made)
    issued = sheet_of(review.document)
    people.correct_person(
        actor=made.clerk,
        person=made.members[0].person,
        version=made.members[0].person.version,
        full_name="Tên Đã Sửa",
        email="",
        phone_number="",
    )

    pdf = commands.print_review(actor=made.clerk, review=made.review())

    assert pdf == bytes(review.document.content)
    assert issued.member != "Tên Đã Sửa"


def test_printing_anothers_review_is_written_down_and_ones_own_is_not():
    made = scene()
    review = confirmed(made)
    person = made.members[0].person

    commands.print_review(actor=made.member, review=review)
    commands.print_review(actor=made.clerk, review=review)

    (entry,) = journal.entries_about(person, [people.READ])
    assert entry.actor == made.clerk.journal_key


def test_stranger_prints_nothing():
    made, other = scene(), scene()
    review = confirmed(made)

    with pytest.raises(NotAllowed):
        commands.print_review(actor=other.clerk, review=review)
    with pytest.raises(commands.NothingToPrint):
        commands.print_many(actor=other.clerk, unit=made.cell, year=2026)


def test_whole_cell_prints_in_one_file_by_given_name():
    made = scene(0, is_open=False)
    for name in ("Trần Văn Út", "Lê Thị Ba", "Ngô Văn Ba"):
        made.members.append(
            member_at(made.cell, workplace_cell=made.work_cell, name=name, account=True)
        )
    open_round(made, 2026)
    for place in range(3):
        confirmed(made, place)

    text = text_of(commands.print_many(actor=made.secretary, unit=made.cell, year=2026))

    at = [text.index(name) for name in ("Lê Thị Ba", "Ngô Văn Ba", "Trần Văn Út")]
    assert at == sorted(at)
    readings = journal.entries_about(made.members[0].person, [people.READ])
    assert [entry.actor for entry in readings] == [made.secretary.journal_key]


def test_nothing_confirmed_is_nothing_to_print():
    made = scene()
    shown(made)

    with pytest.raises(commands.NothingToPrint):
        commands.print_reviews(made.ward, 2026)


def test_machine_prints_a_ward_and_writes_it_down_once():
    made = scene(2)
    confirmed(made, 0)
    confirmed(made, 1)

    pdf = commands.print_reviews(made.ward, 2026)

    (entry,) = [
        each for each in journal.entries_of(made.ward) if each.verb == commands.PRINTED
    ]
    assert entry.changes == {"year": [None, 2026], "papers": [None, 2]}
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) >= 2


@pytest.mark.parametrize("reviews", [1, 3])
def test_print_needs_no_more_queries_for_more_reviews(
    reviews, django_assert_num_queries
):
    made = scene(reviews)
    for place in range(reviews):
        confirmed(made, place)

    with django_assert_num_queries(9):
        commands.print_reviews(made.ward, 2026)


def test_member_whose_day_of_birth_is_unknown_prints_the_year():
    made = named()
    member = MemberFactory(born_on=None, birth_year=1979)
    HomeLink.objects.update(member=member)
    open_round(made, 2026)

    sheet = queries.sheet_of(Review.objects.get())

    assert sheet.fields[0].value == "1979"
    assert sheet.fields[1].value == ""


def test_proper_name_of_a_cell_stays_large_within_a_sentence():
    made = scene()
    made.cell.set_name("Trần Phú")
    made.cell.save()

    sheet = queries.sheet_of(made.review())

    assert "chi bộ Trần Phú" in sheet.opening
