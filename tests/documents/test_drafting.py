import datetime as dt

import pytest

from ganket.documents.drafting import (
    Answer,
    draft_appendix,
    draft_heading,
    draft_introduction,
    draft_request,
    draft_review,
)
from ganket.documents.sheets import Signature
from ganket.rulebook.enums import IntroductionField
from tests.documents import samples

SIGNS = Signature(on_behalf="T/M CHI BỘ")


def ticked(sheet):
    return {
        item.number: choice.label
        for item in sheet.items
        for choice in item.choices
        if choice.is_ticked
    }


def remarks(sheet):
    return sheet.items[-1].answer


def test_heading_is_in_capitals_with_its_number():
    heading = samples.cell_heading()

    assert heading.upper == "ĐẢNG BỘ PHƯỜNG BẠC LIÊU"
    assert heading.issuer == "CHI BỘ KHÓM 3"
    assert heading.number == "Số 07-PNX/CB"
    assert heading.party == "ĐẢNG CỘNG SẢN VIỆT NAM"


def test_heading_without_a_kind_bears_no_number():
    heading = draft_heading(
        upper="", issuer="Chi bộ khóm 3", place="Bạc Liêu", day=dt.date(2026, 11, 23)
    )

    assert heading.number == ""


def test_review_ticks_the_levels_agreed():
    assert ticked(samples.review()) == {
        1: "nêu gương tốt",
        3: "tham gia chưa đầy đủ",
        4: "thường xuyên",
        6: "không đề nghị",
    }


def test_review_says_in_the_remarks_what_is_not_known():
    assert remarks(samples.review()) == (
        "Mục 2, 5: chưa đủ thông tin để nhận xét. Có tinh thần giúp đỡ bà con."
    )


def test_review_without_remarks_says_so():
    assert remarks(samples.review(answers={"EXAMPLE": Answer(level="EXAMPLE")})) == (
        "Không có."
    )


def test_blank_review_has_neither_tick_nor_word():
    sheet = samples.review_blank()

    assert ticked(sheet) == {}
    assert remarks(sheet) == ""
    assert sheet.opening == (
        "Chi ủy chi bộ khóm 3 sau khi họp với ban công tác mặt trận khóm 3 thống nhất "
        "nhận xét về đảng viên Huỳnh Văn Đức như sau:"
    )


def test_small_cell_writes_by_its_secretary():
    assert samples.review_76().opening.startswith("Bí thư chi bộ khóm 5 sau khi")


def test_short_review_judges_three_things():
    sheet = samples.review_short()

    assert ticked(sheet) == {1: "nêu gương", 2: "thực hiện tốt"}
    assert remarks(sheet) == "Mục 3: chưa đủ thông tin để nhận xét."


def test_review_under_76_is_words_alone():
    sheet = samples.review_76()

    assert [item.text for item in sheet.items] == [
        "Những việc đã làm tốt",
        "Những việc chưa làm tốt",
        "Đề nghị",
    ]
    assert all(not item.choices for item in sheet.items)
    assert sheet.items[1].answer == "Không có."
    assert sheet.items[2].answer == "Đề nghị biểu dương."


@pytest.mark.parametrize(
    "answers",
    [{"CHARM": Answer(text="x")}, {"EXAMPLE": Answer(level="SAINT")}],
)
def test_review_refuses_what_the_form_does_not_have(answers):
    with pytest.raises(KeyError):
        samples.review(answers=answers)


def test_review_confirmation_names_the_ward():
    assert samples.review().confirmation_title == (
        "XÁC NHẬN CỦA ĐẢNG ỦY PHƯỜNG BẠC LIÊU"
    )


def test_member_stands_in_the_opening_even_with_braces():
    sheet = draft_review(
        samples.QD213.review_form("LONG"),
        heading=samples.cell_heading(),
        year=2026,
        cell="chi bộ khóm 3",
        front="ban công tác mặt trận khóm 3",
        ward="Đảng ủy phường Bạc Liêu",
        member="Lê {cell}",
        answers={},
        signature=SIGNS,
        confirmation=SIGNS,
    )

    assert sheet.member in sheet.opening


def test_appendix_holds_evidence_and_reply():
    appendix = draft_appendix(
        member="Lê Văn Tám", evidence=[("a", "b", "c", "d")], reply="Tôi nhất trí."
    )

    assert appendix.subtitle == "kèm theo phiếu nhận xét đảng viên Lê Văn Tám"
    assert appendix.evidence is not None
    assert appendix.evidence.rows == (("a", "b", "c", "d"),)
    assert appendix.reply == "Tôi nhất trí."


def test_introduction_goes_through_its_three_states():
    issued, received, assigned = (
        samples.introduction(state).receipt
        for state in ("issued", "received", "assigned")
    )

    assert (issued.received.value, issued.assigned.value) == ("", "")
    assert (received.received.value, received.assigned.value) == ("12/02/2026", "")
    assert assigned.assigned.value == "chi bộ khóm 3"


def test_introduction_names_the_exemption_only_where_there_is_one():
    plain = samples.introduction()
    exempt = samples.introduction(exemption="Học sinh, sinh viên học xa nhà")

    assert plain.exemption == ""
    assert exempt.exemption == (
        "Thuộc đối tượng giới thiệu nhưng được miễn sinh hoạt nơi cư trú: Học sinh, "
        "sinh viên học xa nhà."
    )


def test_introduction_leaves_unknown_lines_to_the_hand():
    sheet = draft_introduction(
        samples.QD76,
        heading=samples.cell_heading(),
        to=("Đảng ủy phường 8",),
        values={IntroductionField.NAME: "Lê Văn Tám"},
        signature=SIGNS,
        receiver=SIGNS,
    )

    assert [field.value for field in sheet.fields] == ["Lê Văn Tám", *[""] * 7]
    assert "76-QĐ/TW" in sheet.basis


def test_request_for_one_gives_lines_and_the_reason():
    sheet = samples.request_one()

    assert sheet.body.startswith("Đảng ủy Sở Giáo dục và Đào tạo trân trọng đề nghị")
    assert samples.HARD_NAMES[0] in sheet.body
    assert sheet.members is None
    assert [field.label for field in sheet.fields] == [
        "Ngày sinh",
        "Đang sinh hoạt đảng tại",
        "Nơi cư trú",
    ]
    assert sheet.reason == "Lý do: xem xét bổ nhiệm."


def test_request_for_many_gives_a_numbered_list():
    sheet = samples.request_many(3)

    assert "3 đảng viên có tên trong danh sách" in sheet.body
    assert sheet.members is not None
    assert [row[0] for row in sheet.members.rows] == ["1", "2", "3"]
    assert sheet.reason == "Lý do: nhận xét định kỳ năm 2026."
    assert sheet.reply_by.endswith("trước ngày 10/12/2026.")


@pytest.mark.parametrize(
    ("members", "reason", "problem"),
    [([], "khen thưởng", "about somebody"), (["A"], "", "gives its reason")],
)
def test_request_refuses_nobody_and_no_reason(members, reason, problem):
    with pytest.raises(ValueError, match=problem):
        draft_request(
            samples.QD213,
            heading=samples.cell_heading(),
            to=("Đảng ủy phường Bạc Liêu",),
            workplace="Đảng ủy Sở",
            members=[samples.requested(name) for name in members],
            reason=reason,
            signature=SIGNS,
        )
