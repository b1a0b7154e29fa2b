import datetime as dt

import pytest

from tests.roster.reading.books import codes, grid, read, told

HEAD = ["TT", "Họ và tên", "Ngày sinh", "Nơi công tác"]
TAM = [1, "Lê Tám", "12/3/75", "Sở Y tế"]
BA = [2, "Võ Ba", "1/1/1970", "Báo"]
PEOPLE = [("Lê Tám", "1975-03-12", "Sở Y tế"), ("Võ Ba", "1970-01-01", "Báo")]


def test_head_may_stand_anywhere():
    above = [["ĐẢNG BỘ TỈNH"], ["DANH SÁCH ĐẢNG VIÊN"]] * 20

    assert told(grid([*above, HEAD, TAM, BA])) == PEOPLE


def test_head_broken_over_rows_without_joins_is_understood():
    head = [
        ["Số", "Họ và", "Ngày tháng", "Đơn vị"],
        ["TT", "tên", "năm sinh", "công tác"],
    ]

    assert told(grid([*head, TAM, BA])) == PEOPLE


def test_head_of_three_rows_is_understood():
    rows = [
        ["STT", "Thông tin cá nhân", None, None, "Nơi công tác", None],
        [None, "Họ và tên", "Ngày sinh", None, "Đơn vị", "Chức vụ"],
        [None, None, "Nam", "Nữ", None, None],
        [1, 2, 3, 4, 5, 6],
        [1, "Lê Tám", "12/3/75", None, "Sở Y tế", "Kế toán"],
        [2, "Võ Ba", None, "1/1/70", "Báo", None],
    ]
    merges = [(1, 1, 3, 1), (1, 2, 1, 4), (1, 5, 1, 6), (2, 2, 3, 2), (2, 3, 2, 4)]

    listing = read(grid(rows, merges=[*merges, (2, 5, 3, 5), (2, 6, 3, 6)]))

    assert [(e.full_name, e.sex, e.born) for e in listing.entries] == [
        ("Lê Tám", "M", "1975-03-12"),
        ("Võ Ba", "F", "1970-01-01"),
    ]


@pytest.mark.parametrize("gap", [[], [None]])
def test_tables_side_by_side_are_both_read(gap):
    rows = [
        HEAD + gap + HEAD,
        TAM + gap + [3, "Trần Hoa", 1971, "Báo"],
        BA + gap + [None] * 4,
    ]

    listing = read(grid(rows))

    assert [(e.full_name, e.id) for e in listing.entries] == [
        ("Lê Tám", "S!2"),
        ("Trần Hoa", "S!2:2"),
        ("Võ Ba", "S!3"),
    ]


def test_list_without_a_head_is_understood_by_its_cells():
    rows = [
        [1, "Lê Văn Tám", "12/03/1975", "Nam", "Sở Y tế", "0913555012"],
        [2, "Võ Thị Ba", "1/1/1980", "Nữ", "Sở Tư pháp", "0913555013"],
        [3, "Trần Bé", "2/5/1981", "Nữ", "UBND phường", "0913555014"],
    ]

    listing = read(grid(rows))

    assert [(e.full_name, e.sex, e.workplace) for e in listing.entries] == [
        ("Lê Văn Tám", "M", "Sở Y tế"),
        ("Võ Thị Ba", "F", "Sở Tư pháp"),
        ("Trần Bé", "F", "UBND phường"),
    ]


def test_second_sheet_without_a_head_goes_on_with_the_first():
    found = told(grid([HEAD, TAM], "A"), grid([BA, [3, "Lê Chín", 1980, "X"]], "B"))

    assert found == [PEOPLE[0], PEOPLE[1], ("Lê Chín", "1980", "X")]


def test_sheet_of_figures_is_no_list():
    rows = [["STT", "Chi bộ", "Số đảng viên", "Nam", "Nữ"], [1, "Khóm 1", 20, 10, 10]]

    assert not read(grid(rows)).sheets


def test_rest_of_a_broken_row_goes_to_the_row_above():
    rows = [
        HEAD,
        [1, "Nguyễn Thị", "12/3/1975", "Ngân hàng Nông nghiệp"],
        [None, "Hồng Hạnh", None, "và Phát triển nông thôn"],
        [2, "Võ Ba", "1/1/1970", "Báo"],
        [None, None, None, "chi nhánh 2"],
    ]

    assert [(name, place) for name, _, place in told(grid(rows))] == [
        ("Nguyễn Thị Hồng Hạnh", "Ngân hàng Nông nghiệp và Phát triển nông thôn"),
        ("Võ Ba", "Báo chi nhánh 2"),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        [[None, "Tổng cộng: 2 đồng chí"], [None, "Trần Ký"]],
        [[None, "Người lập"], [None, "Trần Ký"]],
        [[None, None, None, "BÍ THƯ"], [None, None, None, "Trần Ký"]],
        [[None, "NGƯỜI LẬP", None, "T/M CHI ỦY"], [None, "Trần Ký", None, "Lê Duyệt"]],
        [["Bạc Liêu, ngày 3 tháng 2 năm 2026"], [None, "Trần Ký"]],
        [["Cộng", None, 2], ["Ghi chú: đã kiểm tra."]],
        [[None, "Tổng cộng", 12, 8]],
    ],
)
def test_sums_and_signers_are_nobody(foot):
    listing = read(grid([HEAD, TAM, BA, [], *foot]))

    assert [(e.full_name, e.born, e.workplace) for e in listing.entries] == PEOPLE


def test_name_below_everything_is_refused_with_a_reason():
    listing = read(grid([HEAD, TAM, BA, [], [None, "Trần Ký"]]))

    assert [(row.row, codes(row)) for row in listing.refused] == [(5, ["NAME_ONLY"])]


def test_row_without_a_name_is_refused_with_a_reason():
    listing = read(grid([HEAD, TAM, [2, None, "1/1/1970", "Báo"], BA]))

    assert [(row.row, codes(row)) for row in listing.refused] == [(3, ["NAME_MISSING"])]


def test_numbered_row_with_nothing_but_a_name_is_a_person():
    listing = read(grid([HEAD, TAM, [2, "Võ Ba"], [3, "Lý Bé", 1980, "Báo"]]))

    assert [codes(entry) for entry in listing.entries] == [[], ["BIRTH_MISSING"], []]


def test_numbers_prepared_for_people_to_come_are_nobody():
    assert told(grid([HEAD, TAM, BA, [3], [4], [5]])) == PEOPLE


def test_headings_lie_inside_one_another():
    rows = [
        HEAD[:3],
        ["A", "KHỐI CƠ QUAN"],
        ["I", "Sở Y tế"],
        TAM[:3],
        ["II", "Báo"],
        BA[:3],
        ["B", "KHỐI DOANH NGHIỆP"],
        [1, "Lý Bé", "1/1/71"],
    ]

    assert told(grid(rows)) == [*PEOPLE, ("Lý Bé", "1971-01-01", "KHỐI DOANH NGHIỆP")]


@pytest.mark.parametrize(
    "heading", ["Chi bộ khóm 1", "Tổ dân phố 3", "Đảng viên chính thức", "Nữ"]
)
def test_heading_that_is_no_workplace_is_not_taken_for_one(heading):
    rows = [HEAD[:3], ["I", heading], TAM[:3]]

    assert told(grid(rows)) == [("Lê Tám", "1975-03-12", "")]


def test_column_stands_over_the_heading():
    rows = [HEAD, ["I", "Khối cơ quan"], TAM, ["II", "Khối báo chí"], BA]

    assert told(grid(rows)) == PEOPLE


@pytest.mark.parametrize("mark", ['"', "nt", "-nt-", "như trên", "″", "//"])
def test_sign_of_repetition_repeats_the_row_above(mark):
    found = told(grid([HEAD, TAM, [2, "Võ Ba", 1980, mark]]))

    assert found[1][2] == "Sở Y tế"


def test_joined_workplace_is_that_of_all_its_rows():
    rows = [HEAD, TAM, [2, "Võ Ba", 1980, None], [3, "Lý Bé", 1981, "Báo"]]

    found = told(grid(rows, merges=[(2, 4, 3, 4)]))

    assert [place for _, _, place in found] == ["Sở Y tế", "Sở Y tế", "Báo"]


def test_workplace_written_once_over_its_people_is_given_to_all_and_told():
    places = ["Sở Y tế", None, None, None, "Báo", None, None, None]
    rows = [[n, "Lê Tám", 1960 + n, place] for n, place in enumerate(places, start=1)]

    entries = read(grid([HEAD, *rows])).entries

    assert [e.workplace for e in entries] == ["Sở Y tế"] * 4 + ["Báo"] * 4
    assert [bool(codes(e)) for e in entries] == [place is None for place in places]


def test_single_empty_workplace_stays_empty():
    rows = [[n, "Lê Tám", 1960 + n, "Báo" if n != 3 else None] for n in range(1, 8)]

    assert told(grid([HEAD, *rows]))[2][2] == ""


def test_title_names_the_workplace_where_nothing_else_does():
    rows = [["Đơn vị: Sở Y tế"], HEAD[:3], TAM[:3]]

    assert told(grid(rows)) == [PEOPLE[0]]


def test_days_that_excel_turned_are_turned_back_and_told():
    dates = [[n, "Lê Tám", dt.date(1975, 3, day)] for n, day in enumerate((1, 5, 7, 9))]
    texts = [[n, "Võ Ba", f"{day}/4/1970"] for n, day in enumerate((13, 25, 30))]

    entries = read(grid([HEAD[:3], *dates, *texts])).entries

    assert [e.born for e in entries][:4] == [
        f"1975-{month}-03" for month in ("01", "05", "07", "09")
    ]
    assert [codes(e) for e in entries] == [["DAY_AND_MONTH_TURNED"]] * 4 + [[]] * 3


def test_column_with_the_month_first_is_read_so_and_told():
    rows = [["Họ tên", "Ngày sinh"], ["Lê Tám", "3/25/1975"], ["Võ Ba", "3/5/1975"]]

    entries = read(grid(rows)).entries

    assert [e.born for e in entries] == ["1975-03-25", "1975-03-05"]
    assert [codes(e) for e in entries] == [[], ["DAY_AND_MONTH_TURNED"]]


def test_sex_may_be_a_tick():
    rows = [
        ["TT", "Họ và tên", "Năm sinh", "Giới tính", None],
        [None, None, None, "Nam", "Nữ"],
        [1, "Lê Tám", 1975, "x", None],
        [2, "Võ Ba", 1970, None, "x"],
        [3, "Lý Bé", 1970, "x", "x"],
    ]

    entries = read(grid(rows)).entries

    assert [e.sex for e in entries] == ["M", "F", ""]
    assert codes(entries[2]) == ["SEX_TWICE"]


def test_hidden_row_is_read_and_told():
    (entry,) = read(grid([HEAD, TAM], hidden=frozenset({2}))).entries

    assert codes(entry) == ["ROW_HIDDEN"]


def test_same_person_on_two_sheets_is_told():
    again = read(grid([HEAD, TAM], "A"), grid([HEAD, TAM], "B")).entries[1]

    assert codes(again) == ["SAME_PERSON"]


def test_own_ids_are_kept_where_each_is_there_once():
    head = ["id", "full_name", "sex", "born", "workplace", "phone"]
    rows = [head, ["W1", "Lê Tám", "M", "1975-03-12", "Báo", "0913555012"]]

    (entry,) = read(grid(rows)).entries

    assert (entry.id, entry.sex, entry.born) == ("W1", "M", "1975-03-12")


def test_names_of_the_family_are_never_read():
    rows = [[*HEAD, "Họ tên vợ/chồng", "Họ tên cha"], [*TAM, "Võ Hai", "Lê Một"]]

    assert told(grid(rows)) == [PEOPLE[0]]


def test_formula_in_place_of_a_name_is_refused():
    listing = read(grid([HEAD, TAM, [2, '=HYPERLINK("http://x","Võ Ba")', 1970, "B"]]))

    assert [codes(row) for row in listing.refused] == [["FORMULA_TEXT"]]


def test_heading_over_the_whole_table_may_be_called_like_a_person():
    rows = [HEAD[:3], ["Trần Phú"], TAM[:3]]

    found = told(grid(rows, merges=[(2, 1, 2, 3)]))

    assert found == [("Lê Tám", "1975-03-12", "Trần Phú")]


def test_person_of_two_rows_keeps_the_second_one():
    rows = [HEAD, TAM, [None, None, None, "phòng Kế toán"], BA]

    found = told(grid(rows, merges=[(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3)]))

    assert [place for _, _, place in found] == ["Sở Y tế phòng Kế toán", "Báo"]


def test_day_and_year_may_stand_in_two_columns():
    rows = [
        ["TT", "Họ và tên", "Ngày tháng", "Năm sinh", "Đơn vị"],
        [1, "Lê Tám", "12/3", 1975, "Sở Y tế"],
        [2, "Võ Ba", None, 1970, "Báo"],
    ]

    assert told(grid(rows)) == [PEOPLE[0], ("Võ Ba", "1970", "Báo")]


def test_second_table_of_a_sheet_has_columns_of_its_own():
    rows = [
        HEAD,
        TAM,
        [],
        ["TT", "Ngày sinh", "Họ tên", "Cơ quan"],
        [1, "1/1/1970", "Võ Ba", "Báo"],
    ]

    assert told(grid(rows)) == PEOPLE
