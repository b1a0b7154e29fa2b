"""What people say and write in the demo. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """An opinion, with the answer it gets and what its proposer finds missing."""

    subject: str
    place: str
    text: str
    answer: str
    missing: str = "Việc này tôi thấy chưa xong, đề nghị xem lại giúp."


OPINIONS = (
    Said(
        "Hẻm ngập mỗi khi mưa lớn",
        "Hẻm 5, đường Trần Huỳnh",
        "Mưa chừng nửa tiếng là nước lên tới bậc thềm. Miệng cống ở đầu hẻm bị đất lấp.",
        "Khóm đã huy động nạo vét miệng cống đầu hẻm, nước rút được. Đoạn cống giữa hẻm "
        "phường ghi vào kế hoạch sửa quý tới.",
        "Cống giữa hẻm vẫn chưa sửa, mưa hôm rồi lại ngập.",
    ),
    Said(
        "Đèn đường hư đã lâu",
        "Đoạn từ số 40 đến số 62",
        "Năm bóng liền không sáng, tối người già đi bộ dễ vấp.",
        "Điện lực đã thay bốn bóng và một bộ chấn lưu, đoạn đường sáng trở lại.",
    ),
    Said(
        "Xe tải đậu lấn lề trước cổng trường",
        "Cổng Trường Tiểu học Trần Phú",
        "Giờ tan học xe tải bốc hàng đậu kín lề, các cháu phải đi xuống lòng đường.",
        "Phường đã đặt biển cấm đậu theo giờ và nhắc ba hộ kinh doanh; công an khu vực "
        "có mặt giờ tan học.",
    ),
    Said(
        "Rác dồn ở bãi đất trống",
        "Bãi đất cuối đường Bà Triệu",
        "Bãi đất trống thành chỗ đổ rác, mùi hôi vào nhà dân chung quanh.",
        "Chi bộ cùng đoàn thanh niên dọn sạch, chủ đất đã rào lại.",
    ),
    Said(
        "Đề nghị mở lớp tin học cho người lớn tuổi",
        "Nhà văn hóa khóm",
        "Nhiều cô bác muốn biết nộp hồ sơ qua mạng mà không ai chỉ.",
        "Mở lớp tối thứ Bảy hằng tuần tại nhà văn hóa khóm, hai đảng viên công tác ở "
        "trường đại học đứng lớp.",
    ),
    Said(
        "Tiếng ồn quán karaoke di động",
        "Dãy nhà đầu khóm",
        "Loa kẹo kéo hát tới mười giờ rưỡi tối, học sinh không học bài được.",
        "Khóm đã gặp các quán, thống nhất nghỉ hát sau chín giờ tối.",
    ),
    Said(
        "Nắp cống bị mất",
        "Ngã ba Lê Duẩn – Hòa Bình",
        "Nắp cống mất cả tuần, dân cắm tạm cành cây làm dấu.",
        "Đã lắp nắp cống mới trong ngày hôm sau.",
    ),
    Said(
        "Nước máy yếu buổi chiều",
        "Khu dân cư phía sau chợ",
        "Từ bốn giờ chiều nước chảy nhỏ giọt, nhà trên lầu không có nước.",
        "Công ty Cấp nước đã tăng áp trạm bơm giờ cao điểm và thay đoạn ống cũ.",
        "Nước có khá hơn nhưng cuối tuần vẫn yếu.",
    ),
    Said(
        "Sân chơi cho trẻ em",
        "Khu đất công cạnh nhà văn hóa",
        "Các cháu chơi ngoài lộ rất nguy hiểm. Khu đất công đang bỏ trống.",
        "Phường đồng ý làm sân chơi, xin kinh phí trong kế hoạch năm tới.",
    ),
    Said(
        "Chó thả rông",
        "Đường Cao Văn Lầu",
        "Sáng sớm chó thả rông đuổi người đi bộ.",
        "Khóm vận động các hộ nuôi chó ký cam kết, thú y phường đi tiêm phòng.",
    ),
    Said(
        "Cây xanh che khuất biển báo",
        "Ngã tư Bà Triệu – Hai Bà Trưng",
        "Cành cây che mất biển cấm rẽ, người ở xa tới hay đi nhầm.",
        "Đội công trình đô thị đã cắt tỉa.",
    ),
    Said(
        "Thủ tục xác nhận nơi ở mất nhiều lần đi lại",
        "Bộ phận một cửa của phường",
        "Công nhân làm ca phải nghỉ làm ba buổi mới xong một tờ giấy.",
        "Bộ phận một cửa mở thêm sáng thứ Bảy, hồ sơ thiếu gì nói một lần.",
    ),
    Said(
        "Kênh thoát nước bị lấn",
        "Kênh sau chợ Bạc Liêu",
        "Hai hộ cất sàn lấn ra kênh, nước tù, muỗi nhiều.",
        "Phường đã mời hai hộ làm việc; một hộ tự tháo, một hộ hẹn cuối tháng.",
        "Hộ còn lại vẫn chưa tháo.",
    ),
    Said(
        "Giúp hộ khó khăn sửa mái nhà",
        "Nhà bà Tư cuối hẻm",
        "Mái tôn mục, mùa mưa dột khắp nhà, bà ở một mình.",
        "Mặt trận vận động được tôn và công thợ, lợp xong trong hai ngày.",
    ),
    Said(
        "Đường vào khóm nhiều ổ gà",
        "Đoạn từ cầu vào nhà văn hóa",
        "Xe máy tránh ổ gà hay va quẹt, nhất là lúc trời tối.",
        "Đã vá tạm bằng đá; trải nhựa phải chờ kinh phí năm sau.",
        "Đá vá trôi hết sau hai trận mưa.",
    ),
    Said(
        "Nên công khai các khoản vận động",
        "Bảng tin khóm",
        "Dân hỏi tiền đóng góp làm hẻm đã chi vào việc gì.",
        "Đã dán bảng thu chi ở bảng tin, từ nay mỗi quý công khai một lần.",
    ),
    Said(
        "Học sinh tụ tập ở bờ kè",
        "Bờ kè sông Bạc Liêu",
        "Chiều tối các em nhảy xuống sông tắm, chưa có ai trông.",
        "Cắm biển cấm tắm, đoàn thanh niên và công an khu vực thay nhau trực.",
    ),
    Said(
        "Lịch thu gom rác không đúng giờ",
        "Toàn khóm",
        "Xe lúc năm giờ sáng, lúc bảy giờ, rác để ngoài đường cả đêm.",
        "Đơn vị thu gom báo lại lịch cố định sáu giờ tối; khóm phát loa nhắc.",
    ),
)

FLOOD, LAMP = OPINIONS[0], OPINIONS[1]

CLINIC = "Đo huyết áp, tư vấn sức khỏe cho người cao tuổi trong khóm."
CONTRIBUTIONS = {
    "ADVICE": (
        "Tư vấn cho khóm thủ tục xin cấp lại sổ hộ nghèo.",
        "Góp ý bản thiết kế đường thoát nước hẻm 5.",
        "Hướng dẫn bà con cách phòng sốt xuất huyết.",
    ),
    "SKILL": (
        "Sửa hệ thống điện nhà văn hóa khóm, thay sáu bóng đèn.",
        "Khám bệnh, đo huyết áp miễn phí cho người cao tuổi trong khóm.",
        "Lắp lại vòi nước và bồn rửa cho nhà văn hóa.",
        "Chụp ảnh, viết tin về ngày hội Đại đoàn kết của khóm.",
    ),
    "MEDIATION": (
        "Cùng tổ hòa giải giúp hai nhà thống nhất ranh đất.",
        "Khuyên giải vợ chồng trẻ trong hẻm, nay đã êm ấm.",
    ),
    "TEACHING": (
        "Dạy kèm Toán cho năm em học sinh lớp 9 trong khóm.",
        "Đứng lớp hướng dẫn người lớn tuổi dùng dịch vụ công.",
        "Tập văn nghệ cho đội thiếu nhi của khóm.",
    ),
    "MOBILISING": (
        "Vận động tám hộ treo cờ đúng quy cách ngày lễ.",
        "Vận động ba hộ hiến đất mở rộng đầu hẻm.",
        "Vận động bà con tham gia tổng vệ sinh cuối tháng.",
    ),
    "LABOUR": (
        "Tham gia dọn cỏ, nạo vét mương hai buổi chủ nhật.",
        "Cùng dựng rạp ngày hội Đại đoàn kết toàn dân tộc.",
        "Giúp lợp lại mái nhà cho hộ khó khăn.",
    ),
}
CONTACT_NOTES = (
    "",
    "",
    "",
    "Gặp ở chợ, hỏi thăm việc nhà và công việc.",
    "Ghé nhà báo lịch họp.",
    "Trao đổi về việc thoát nước của hẻm.",
    "Hỏi thăm sức khỏe sau khi nằm viện.",
)
EXCUSES = (
    "Trực ca ở cơ quan",
    "Đi công tác",
    "Đi học tập trung",
    "Ốm",
    "Con nhỏ nằm viện",
)
WARD_NOTICES = (
    (
        "Tình hình kinh tế – xã hội quý vừa qua",
        (
            "Thu ngân sách của phường đạt kế hoạch. Ba tuyến hẻm đã làm xong mặt đường. Còn "
            "mười một hộ cần giúp sửa nhà trước mùa mưa.\n\nĐồng chí nào có điều kiện giúp "
            "một tay, xin báo chi bộ khóm."
        ),
    ),
    (
        "Lịch tiêm phòng và diệt lăng quăng",
        (
            "Sáng chủ nhật hai tuần liền, trạm y tế cùng các khóm đi từng nhà. Đề nghị đồng "
            "chí nhắc gia đình đậy lu, khạp và dọn vật chứa nước."
        ),
    ),
    (
        "Lấy ý kiến về tuyến đường ven sông",
        (
            "Phường chuẩn bị chỉnh trang tuyến đường ven sông. Bản vẽ treo ở nhà văn hóa các "
            "khóm. Đồng chí xem và góp ý với chi bộ trước ngày họp."
        ),
    ),
    (
        "Đợt nhận xét đảng viên nơi cư trú năm nay",
        (
            "Phường đã mở đợt nhận xét. Chi bộ viết, đồng chí được đọc trước và trả lời, sau "
            "đó phường xác nhận rồi gửi nơi công tác."
        ),
    ),
)
CELL_NOTICES = (
    (
        "Tổng vệ sinh sáng chủ nhật",
        (
            "Khóm mình tổng vệ sinh sáu giờ sáng chủ nhật, tập trung ở nhà văn hóa. Đồng chí "
            "nào rảnh xin ra một tay."
        ),
    ),
    (
        "Cần người dạy kèm cho các cháu",
        (
            "Khóm có bảy cháu học lớp 9 gia cảnh khó khăn, cần thầy cô dạy kèm Toán và Tiếng "
            "Anh hai buổi một tuần."
        ),
    ),
)
MINUTES = (
    "Bí thư chi bộ báo cáo tình hình các ý kiến từ kỳ trước. Thông báo tình hình kinh tế, "
    "an ninh của phường sáu tháng qua. Các đồng chí trao đổi về thoát nước, chiếu sáng và "
    "việc giúp hộ khó khăn. Chi bộ ghi nhận các ý kiến mới và phân công người theo dõi."
)
TOPICS = (
    "Thoát nước và vệ sinh môi trường trong khóm",
    "Giúp hộ khó khăn sửa nhà trước mùa mưa",
    "An toàn giao thông trước cổng trường",
    "Chăm lo học sinh nghèo đầu năm học",
)
REFUSALS = (
    "Đồng chí đã bán nhà và chuyển đi từ năm trước, hiện không ở địa chỉ này.",
    "Địa chỉ ghi trong giấy thuộc phường khác, đề nghị giới thiệu về đúng nơi.",
    "Giấy thiếu ngày sinh và ngày vào Đảng, đề nghị bổ sung.",
)
REMARKS = (
    "Sống hòa nhã, được bà con quý mến.",
    "Nhiệt tình khi khóm cần, nhất là các việc chuyên môn.",
    "Công tác xa, gặp gỡ chưa nhiều; khi về có ghé thăm chi bộ.",
    "Gia đình gương mẫu, luôn tham gia các cuộc vận động.",
    "Có góp ý thiết thực về thoát nước của hẻm.",
    "",
)
REASONS = (
    "Đồng chí trực ca đêm nên ít dự họp, nhưng vẫn thường xuyên trao đổi với khóm.",
    "Có làm nhiều việc cho xóm nhưng chưa ai ghi lại.",
    "Ban công tác Mặt trận nhận thấy như vậy qua tiếp xúc hằng ngày.",
)
REPLIES = (
    "Tôi đã đọc và nhất trí. Năm tới tôi sẽ dự họp đầy đủ hơn.",
    "Buổi họp tháng sáu tôi có xin phép vì trực cấp cứu, đề nghị xem lại giúp.",
    "Cảm ơn chi bộ đã ghi nhận. Tôi xin góp sức thêm việc dạy kèm các cháu.",
)
USES = (
    "Dùng để đánh giá, xếp loại chất lượng đảng viên cuối năm.",
    "Đã đọc trong cuộc họp kiểm điểm của chi bộ, biểu dương trước chi bộ.",
)
