import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganket.kernel import text

NAMES = st.text("aáàảãạăắâấbcdđeêghiklmnoôơpqrstuưvxyỹ ABĐ", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Đặng Ánh", "dang anh"), ("Nguyễn Ỷ Lan", "nguyen y lan"), ("ĐƯỜNG", "duong")],
)
def test_fold_drops_marks_and_case(written, folded):
    assert text.fold(written) == folded


@given(NAMES)
def test_fold_is_idempotent(name):
    assert text.fold(text.fold(name)) == text.fold(name)


def test_sort_key_orders_given_name_before_family_name():
    names = ["Lê Thị Ánh", "Nguyễn Văn An", "Trần Ân", "Bùi Đức", "Đỗ Dũng", "Phạm Anh"]

    ordered = sorted(names, key=text.sort_key)

    assert ordered == [
        "Nguyễn Văn An",
        "Phạm Anh",
        "Lê Thị Ánh",
        "Trần Ân",
        "Đỗ Dũng",
        "Bùi Đức",
    ]


def test_sort_key_orders_tones_as_dictionaries_do():
    names = ["Lê Hoạ", "Lê Hoá", "Lê Hoã", "Lê Hoả", "Lê Hoà", "Lê Hoa"]

    assert sorted(names, key=text.sort_key) == names[::-1]


@given(NAMES)
def test_sort_key_holds_digits_only(name):
    key = text.sort_key(name)

    assert key.isascii()
    assert key.isdigit()


def test_natural_key_orders_numbers_as_numbers():
    names = ["Khóm 10", "Khóm 2", "Khóm Trà Kha", "Khóm 1"]

    ordered = sorted(names, key=text.natural_key)

    assert ordered == ["Khóm 1", "Khóm 2", "Khóm 10", "Khóm Trà Kha"]


@pytest.mark.parametrize(
    ("said", "is_reason"),
    [
        ("Ghi nhầm người nêu.", True),
        ("Ghi nhầm tên", True),
        ("Ghi nhầm", False),
        ("Ghinhầmngười", False),
        ("1234567890 12", False),
        ("", False),
    ],
)
def test_is_reason_asks_for_ten_letters_in_two_words(said, is_reason):
    assert text.is_reason(said) is is_reason


@pytest.mark.parametrize(
    "unseen", ["\0", "\x07", "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud83d"]
)
def test_tidy_leaves_out_what_nobody_sees(unseen):
    assert text.tidy(f"Lê {unseen}T{unseen}hị Sáu{unseen}") == "Lê Thị Sáu"
    assert text.tidy_lines(f"Một{unseen}\r\n\r\n\tHai") == "Một\n\n\tHai"


def test_tidy_composes_and_trims():
    assert text.tidy("  Nguye\u0302\u0303n   Va\u0306n  A ") == "Nguyễn Văn A"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Lê Thị Ánh", "A"),
        ("Trần Văn Ấn", "Â"),
        ("Nguyễn Đức", "Đ"),
        ("Võ  ửng ", "Ư"),
        ("Y", "Y"),
        ("", ""),
    ],
)
def test_initial_takes_the_tone_off_and_keeps_the_letter(name, letter):
    assert text.initial(name) == letter


def test_words_begin_large_on_a_line_and_small_within_a_sentence():
    assert text.begun("đã gửi") == "Đã gửi"
    assert text.within("Ấp Giồng Nhãn A") == "ấp Giồng Nhãn A"
    assert (text.begun(""), text.within("")) == ("", "")


@pytest.mark.parametrize(
    "name", ["Trần Văn Năm", "K'Brếp", "Y Moan", "H’Hen Niê", "Lê Thị Ánh-Nguyệt"]
)
def test_name_is_two_words_of_letters(name):
    assert text.is_name(name)


@pytest.mark.parametrize(
    "name", ["12345", "123 456", "Năm", "Trần 5", "=1+1", "- -", ""]
)
def test_what_is_no_name_is_told_apart(name):
    assert not text.is_name(name)
