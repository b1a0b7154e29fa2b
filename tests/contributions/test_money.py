import pytest

from ganket.contributions.money import reads_like_money


@pytest.mark.parametrize(
    "text",
    [
        "Ủng hộ quỹ 500.000 đồng",
        "Nộp Quỹ An sinh xã hội 300.000đ",
        "Góp 200k làm đường",
        "đóng quỹ khuyến học",
        "Vận động bà con góp 3 triệu sửa đường",
        "ủng hộ hai triệu",
        "Chuyển khoản cho hội chữ thập đỏ",
        "Tặng 1.500.000",
        "Ủng hộ tiền mua sách",
    ],
)
def test_reads_like_money_hears_a_sum_or_a_fund(text):
    assert reads_like_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sửa điện nhà văn hóa khóm, nửa ngày.",
        "Giúp 3 đồng chí lớn tuổi đi khám",
        "Hòa giải 2 hộ ở hẻm 12",
        "Dạy kèm 5 em, mỗi tuần 2 buổi",
        "Góp công đổ 40 m đường bê tông",
        "Phát 1.000 tờ rơi phòng sốt xuất huyết",
        "Trồng 120 cây dọc kênh",
        "Vận động bà con phân loại rác",
    ],
)
def test_reads_like_money_leaves_work_alone(text):
    assert not reads_like_money(text)
