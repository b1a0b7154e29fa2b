"""Sheets with fixed, invented people, one of each kind and state."""

import datetime as dt

from ganket.documents.drafting import (
    Answer,
    RequestedMember,
    draft_appendix,
    draft_heading,
    draft_introduction,
    draft_request,
    draft_review,
)
from ganket.documents.sheets import (
    AgendaItem,
    Align,
    Column,
    Field,
    Grid,
    InvitationSheet,
    MinutesSheet,
    Recipients,
    RollSheet,
    Signature,
)
from ganket.rulebook import queries
from ganket.rulebook.enums import IntroductionField

QD213 = queries.get_pack("qd213")
QD76 = queries.get_pack("qd76")
DAY = dt.date(2026, 11, 23)
CELL_SIGNS = Signature(on_behalf="T/M CHI BỘ", post="BÍ THƯ", name="Trần Văn Minh")
WARD_CONFIRMS = Signature(on_behalf="", post="PHÓ BÍ THƯ")

# Between them every vowel of the alphabet under every tone, small and capital,
# composed the way people type them.
HARD_NAMES = (
    "Nguyễn Thị Hồng Ngọc",
    "Đặng Ẩn Ỷ Ỹ Ợ Ữ Ằ Ẵ Ẫ Ễ Ỗ Ỡ",
    "Huỳnh Nguyễn Trường Quyền Đoan Trang Thị Mỹ Hạnh Phúc",
    "Lường Khuýu Nghiễng Ghuỷnh Thuở Quảng",
)

LONG_REMARKS = "\n".join(
    " ".join([sentence] * 4)
    for sentence in (
        "Đồng chí chấp hành tốt chủ trương của Đảng, pháp luật của Nhà nước.",
        "Đồng chí giúp khóm sửa đường điện chiếu sáng, dạy nghề cho thanh niên.",
        "Chi bộ mong đồng chí dự họp đều hơn trong năm tới.",
    )
)


def cell_heading(number=7, day=DAY):
    return draft_heading(
        upper="Đảng bộ phường Bạc Liêu",
        issuer="Chi bộ khóm 3",
        place="Bạc Liêu",
        day=day,
        number=number,
        number_kind="PNX/CB",
    )


def work_heading(number_kind, code=""):
    return draft_heading(
        upper="Đảng bộ các cơ quan Đảng tỉnh Cà Mau",
        issuer="Đảng ủy Sở Giáo dục và Đào tạo",
        place="Cà Mau",
        day=dt.date(2026, 2, 5),
        number=12,
        number_kind=number_kind,
        code=code,
    )


def introduction(state="issued", exemption="", name=HARD_NAMES[0]):
    values = {
        IntroductionField.NAME: name,
        IntroductionField.SEX: "Nữ",
        IntroductionField.BORN: "05/02/1985",
        IntroductionField.JOINED: "03/02/2010",
        IntroductionField.OFFICIAL: "03/02/2011",
        IntroductionField.CELL: "Chi bộ Trường THPT Bạc Liêu, Đảng bộ Sở Giáo dục và "
        "Đào tạo",
        IntroductionField.RESIDENCE: "số 15, đường Trần Phú, khóm 3, phường Bạc Liêu, "
        "tỉnh Cà Mau",
        IntroductionField.RESIDENCE_KIND: "Thường trú",
    }
    is_received = state != "issued"
    is_assigned = state == "assigned"
    return draft_introduction(
        QD213,
        heading=work_heading("GGT/ĐU", code=QD213.introduction_form.code),
        to=("Đảng ủy phường Bạc Liêu",),
        values=values,
        exemption=exemption,
        signature=Signature(
            on_behalf="T/M ĐẢNG ỦY", post="PHÓ BÍ THƯ", name="Lê Thị Thu Hà"
        ),
        receiver=Signature(
            on_behalf="T/M ĐẢNG ỦY",
            post="BÍ THƯ" if is_received else "",
            name="Phạm Quốc Việt" if is_assigned else "",
        ),
        received_on="12/02/2026" if is_received else "",
        assigned_to="chi bộ khóm 3" if is_assigned else "",
        reference="Gắn Kết · 31825 · GGT-2026-12",
    )


def request_one():
    return draft_request(
        QD213,
        heading=work_heading("PXYK/ĐU"),
        to=("Đảng ủy phường Bạc Liêu", "Chi ủy chi bộ khóm 3"),
        workplace="Đảng ủy Sở Giáo dục và Đào tạo",
        members=[requested(HARD_NAMES[0])],
        reason="xem xét bổ nhiệm",
        signature=Signature(
            on_behalf="T/M ĐẢNG ỦY", post="PHÓ BÍ THƯ", name="Lê Thị Thu Hà"
        ),
        recipients=Recipients(
            label="Nơi nhận:", lines=("Như trên,", "Lưu Đảng ủy Sở.")
        ),
    )


def request_many(count=40):
    return draft_request(
        QD213,
        heading=work_heading("PXYK/ĐU"),
        to=("Đảng ủy phường Bạc Liêu",),
        workplace="Đảng ủy Sở Giáo dục và Đào tạo",
        members=[requested(HARD_NAMES[place % 4]) for place in range(count)],
        year=2026,
        reply_by=dt.date(2026, 12, 10),
        signature=Signature(
            on_behalf="T/M ĐẢNG ỦY", post="PHÓ BÍ THƯ", name="Lê Thị Thu Hà"
        ),
        recipients=Recipients(
            label="Nơi nhận:", lines=("Như trên,", "Lưu Đảng ủy Sở.")
        ),
    )


def requested(name):
    return RequestedMember(
        name=name,
        born="05/02/1985",
        cell="Chi bộ Trường THPT Bạc Liêu",
        residence="khóm 3, phường Bạc Liêu",
    )


def review(
    *,
    name=HARD_NAMES[0],
    form="LONG",
    answers=None,
    remarks="Có tinh thần giúp đỡ bà con.",
    appendix=None,
    number=7,
):
    given = {
        "EXAMPLE": Answer(level="GOOD_EXAMPLE"),
        "CITIZEN": Answer(level="UNKNOWN"),
        "ATTENDANCE": Answer(level="PARTLY"),
        "OPINIONS": Answer(level="OFTEN"),
        "MOVEMENTS": Answer(level="UNKNOWN"),
        "PROPOSAL": Answer(level="NONE"),
        "REMARKS": Answer(text=remarks),
    }
    return draft_review(
        QD213.review_form(form),
        heading=cell_heading(number),
        year=2026,
        cell="chi bộ khóm 3",
        front="ban công tác mặt trận khóm 3",
        ward="Đảng ủy phường Bạc Liêu",
        member=name,
        fields=(
            Field(label="Sinh ngày", value="05/02/1985"),
            Field(label="sinh hoạt đảng tại", value="Chi bộ Trường THPT Bạc Liêu"),
        ),
        answers=given if answers is None else answers,
        signature=CELL_SIGNS,
        confirmation=WARD_CONFIRMS,
        appendix=appendix,
        reference="Gắn Kết · 31825.K03 · PNX-2026-7",
    )


def review_with_appendix():
    return review(
        remarks=LONG_REMARKS,
        appendix=draft_appendix(
            member=HARD_NAMES[0],
            evidence=[
                (
                    "3. Tham gia các cuộc họp",
                    "tham gia chưa đầy đủ",
                    "2 kỳ họp: có mặt 1, vắng có lý do 0, vắng không lý do 1.",
                    "",
                ),
                (
                    "4. Góp ý, giữ mối liên hệ",
                    "thường xuyên",
                    "Chưa ghi nhận ý kiến, chưa ghi nhận lần gặp nào.",
                    "Đồng chí thường gặp bí thư để phản ánh, chi bộ chưa ghi vào sổ.",
                ),
            ],
            reply="Tôi nhất trí với nhận xét của chi bộ.\n"
            "Kỳ họp tháng 6 tôi đi công tác, đã báo bí thư qua điện thoại.",
        ),
    )


def review_blank():
    return review(answers={}, name="Huỳnh Văn Đức")


def review_short():
    answers = {
        "EXAMPLE": Answer(level="EXAMPLE"),
        "CITIZEN": Answer(level="DONE_WELL"),
        "BUILDING": Answer(level="UNKNOWN"),
    }
    return review(form="SHORT", answers=answers)


def review_76():
    form = QD76.review_form_for(exempt=False)
    return draft_review(
        form,
        heading=draft_heading(
            upper="Đảng bộ phường 8",
            issuer="Chi bộ khóm 5",
            place="Thành phố Bạc Liêu",
            day=dt.date(2018, 12, 3),
            number=4,
            number_kind="NX/CB",
        ),
        year=2018,
        cell="chi bộ khóm 5",
        front="ban công tác mặt trận khóm 5",
        ward="Đảng ủy phường 8",
        member="Võ Thị Kim Liên",
        answers={
            "STRENGTHS": Answer(text=LONG_REMARKS),
            "PROPOSAL": Answer(text="Đề nghị biểu dương."),
        },
        has_committee=False,
        signature=CELL_SIGNS,
        confirmation=WARD_CONFIRMS,
    )


def invitation(place=0):
    return InvitationSheet(
        product="Gắn Kết",
        unit="Chi bộ khóm 3, phường Bạc Liêu",
        greeting="Kính gửi đồng chí",
        name=HARD_NAMES[place % 4],
        code_label="Mã mời của riêng đồng chí:",
        code=f"7KQ4-M2X{place % 10}",
        address_label="Mở trang",
        address="ganket.example.vn",
        link=f"https://ganket.example.vn/moi/7KQ4-M2X{place % 10}",
        steps_label="Vào lần đầu, ba bước:",
        steps=(
            "Chụp ô vuông bằng điện thoại, hoặc gõ địa chỉ bên cạnh.",
            "Gõ mã mời ở trên.",
            "Đặt mật khẩu mới cho mình.",
        ),
        valid_until="Mã dùng được một lần, đến hết ngày 23/12/2026.",
        note="Xin đừng đưa mã cho người khác.",
    )


def roll(count=60, *, is_landscape=False):
    return RollSheet(
        heading=cell_heading(number=None),
        title="DANH SÁCH",
        subtitle="đảng viên đang công tác giữ mối liên hệ với chi bộ khóm 3",
        grid=Grid(
            columns=(
                Column(title="TT", width=2, align=Align.CENTER),
                Column(title="Họ và tên", width=10),
                Column(title="Năm sinh", width=4, align=Align.CENTER),
                Column(title="Nơi công tác", width=12),
                Column(title="Ký tên", width=6),
            ),
            rows=tuple(
                (
                    str(place + 1),
                    HARD_NAMES[place % 4],
                    "1985",
                    "Chi bộ Trường THPT Bạc Liêu, Sở Giáo dục và Đào tạo",
                    "",
                )
                for place in range(count)
            ),
        ),
        summary=f"Danh sách có {count} đồng chí.",
        signature=CELL_SIGNS,
        is_landscape=is_landscape,
    )


def attendance():
    return Grid(
        columns=(
            Column(title="TT", width=1, align=Align.CENTER),
            Column(title="Họ và tên", width=6),
            Column(title="Điểm danh", width=4),
            Column(title="Ghi chú", width=5),
        ),
        rows=(
            ("1", HARD_NAMES[0], "có mặt", ""),
            ("2", HARD_NAMES[1], "có mặt", "đến lúc 19 giờ 20"),
            ("3", HARD_NAMES[2], "vắng có lý do", "đi công tác"),
            ("4", HARD_NAMES[3], "vắng không lý do", ""),
        ),
    )


def opinions():
    return Grid(
        columns=(
            Column(title="Số", width=2, align=Align.CENTER),
            Column(title="Nội dung", width=8),
            Column(title="Tình trạng", width=6),
        ),
        rows=(
            (
                "12",
                "Đèn đường hẻm 5 hỏng từ tháng 8.",
                "quá hạn 4 ngày làm việc, đã chuyển phường",
            ),
            ("15", "Cống thoát nước trước trường mầm non.", "đang giải quyết"),
        ),
    )


AGENDA = (
    AgendaItem(
        number=1,
        title="Thông báo tình hình 6 tháng cuối năm",
        said=("Đồng chí bí thư thông báo tình hình kinh tế, an ninh trật tự.",),
    ),
    AgendaItem(
        number=2,
        title="Góp ý về tuyến đường hoa",
        said=(
            f"Đồng chí {HARD_NAMES[0]}: đề nghị trồng cây bản địa.",
            f"Đồng chí {HARD_NAMES[1]}: nhận giúp phần điện.",
        ),
    ),
)


def minutes():
    return MinutesSheet(
        heading=cell_heading(number=3),
        title="BIÊN BẢN",
        subtitle="sinh hoạt với đảng viên đang công tác, 6 tháng cuối năm 2026",
        fields=(
            Field(label="Thời gian", value="19 giờ 00, ngày 20/11/2026"),
            Field(label="Địa điểm", value="Nhà văn hóa khóm 3"),
            Field(label="Chủ trì", value="đồng chí Trần Văn Minh, bí thư chi bộ"),
            Field(label="Ghi biên bản", value="đồng chí Lý Thị Hoa, chi ủy viên"),
        ),
        attendance_title="I. Điểm danh",
        attendance_summary="Có mặt 2, vắng có lý do 1, vắng không lý do 1 trên tổng số "
        "4 đồng chí.",
        attendance=attendance(),
        opinions_title="II. Ý kiến của chi bộ đến hôm nay",
        opinions_summary="Đã xong 3, đang giải quyết 1, quá hạn 1.",
        opinions=opinions(),
        agenda_title="III. Nội dung sinh hoạt",
        agenda=AGENDA,
        conclusion_title="IV. Kết luận",
        conclusion=("Chi bộ thống nhất làm tuyến đường hoa trong tháng 12.",),
        closing="Buổi sinh hoạt kết thúc lúc 20 giờ 30 cùng ngày.",
        recorder=Signature(on_behalf="NGƯỜI GHI BIÊN BẢN", name="Lý Thị Hoa"),
        chair=Signature(on_behalf="CHỦ TRÌ", name="Trần Văn Minh"),
    )


EVERY_SHEET = {
    "introduction_issued": introduction(),
    "introduction_received": introduction("received"),
    "introduction_assigned": introduction("assigned"),
    "introduction_exempt": introduction(
        exemption=QD213.exemption("STUDIES_FULL_TIME").label, name=HARD_NAMES[2]
    ),
    "request_one": request_one(),
    "request_many": request_many(),
    "review_long": review(),
    "review_hard_name": review(name=HARD_NAMES[1]),
    "review_appendix": review_with_appendix(),
    "review_blank": review_blank(),
    "review_short": review_short(),
    "review_76": review_76(),
    "invitation": invitation(),
    "roll": roll(),
    "roll_landscape": roll(25, is_landscape=True),
    "minutes": minutes(),
}
