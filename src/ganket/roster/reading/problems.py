"""What can be wrong with a row: a code for scripts, a sentence that says what to do."""

from django.utils.translation import gettext as _

from ganket.roster.reading.days import Day, Flaw
from ganket.roster.reading.listing import Problem
from ganket.roster.reading.numbers import Number, NumberFlaw

LONGEST = 40


def name_missing() -> Problem:
    return Problem(
        "NAME_MISSING", _("Dòng này chưa có họ tên. Hãy ghi họ tên vào cột họ tên.")
    )


def name_only(written: str) -> Problem:
    return Problem(
        "NAME_ONLY",
        _(
            "Dòng này chỉ có tên “%(name)s”, không rõ là đảng viên hay người ký tên. Nếu "
            "là đảng viên, hãy ghi thêm ngày sinh."
        )
        % {"name": _cut(written)},
    )


def name_doubtful(written: str) -> Problem:
    return Problem(
        "NAME_DOUBTFUL",
        _("“%(name)s” chưa giống một họ tên đầy đủ. Hãy xem lại và ghi cả họ lẫn tên.")
        % {"name": _cut(written)},
    )


def letters_lost(written: str) -> Problem:
    return Problem(
        "LETTERS_LOST",
        _("Họ tên “%(name)s” bị mất chữ có dấu. Hãy gõ lại họ tên cho đúng.")
        % {"name": _cut(written)},
    )


def formula() -> Problem:
    return Problem(
        "FORMULA_TEXT",
        _(
            "Ô họ tên chứa công thức, không phải họ tên. Hãy gõ lại họ tên bằng chữ "
            "thường."
        ),
    )


def birth_missing() -> Problem:
    return Problem(
        "BIRTH_MISSING", _("Chưa có ngày sinh. Hãy ghi ngày sinh, ít nhất là năm sinh.")
    )


def workplace_missing() -> Problem:
    return Problem(
        "WORKPLACE_MISSING", _("Chưa có nơi công tác. Hãy ghi tên cơ quan, đơn vị.")
    )


def of_birth(day: Day, written: str) -> Problem | None:
    """Return what is wrong with a birth, None where nothing is."""
    said = {"written": _cut(written)}
    match day.flaw:
        case None:
            return None
        case Flaw.NOT_IN_CALENDAR:
            code, sentence = (
                "BIRTH_NOT_IN_CALENDAR",
                _("Ngày sinh %(written)s không có trong lịch. Hãy xem lại."),
            )
        case Flaw.CENTURY_UNKNOWN:
            code, sentence = (
                "BIRTH_CENTURY_UNKNOWN",
                _(
                    "Ngày sinh “%(written)s” thiếu hai số đầu của năm nên không rõ năm nào. "
                    "Hãy ghi đủ bốn số, ví dụ 1975."
                ),
            )
        case Flaw.MONTH_ONLY:
            code, sentence = (
                "BIRTH_DAY_MISSING",
                _(
                    "Ngày sinh “%(written)s” chỉ có tháng và năm, nên mới lấy được năm. Nếu "
                    "biết ngày, hãy ghi đủ."
                ),
            )
        case Flaw.TOO_YOUNG:
            code, sentence = (
                "BIRTH_TOO_YOUNG",
                _(
                    "Theo ngày sinh %(written)s thì chưa đủ 18 tuổi. Hãy xem lại năm sinh."
                ),
            )
        case Flaw.TOO_OLD:
            code, sentence = (
                "BIRTH_TOO_OLD",
                _(
                    "Theo ngày sinh %(written)s thì đã trên 105 tuổi. Hãy xem lại năm sinh."
                ),
            )
        case Flaw.FUTURE:
            code, sentence = (
                "BIRTH_IN_FUTURE",
                _("Ngày sinh %(written)s chưa tới. Hãy xem lại năm sinh."),
            )
        case _:
            code, sentence = (
                "BIRTH_UNREADABLE",
                _("Chưa đọc được ngày sinh “%(written)s”. Hãy ghi như 14/02/1975."),
            )
    return Problem(code, sentence % said)


def of_joining(day: Day, written: str) -> Problem | None:
    """Return what is wrong with the day of joining."""
    if day.flaw is None:
        return None
    if day.flaw is Flaw.MONTH_ONLY:
        return Problem(
            "JOINED_DAY_MISSING",
            _(
                "Ngày vào Đảng “%(written)s” chỉ có tháng và năm. Nếu biết ngày, hãy ghi "
                "đủ."
            )
            % {"written": _cut(written)},
        )
    return Problem(
        "JOINED_UNREADABLE",
        _("Chưa đọc được ngày vào Đảng “%(written)s”. Hãy ghi như 19/05/2005.")
        % {"written": _cut(written)},
    )


def joined_too_early() -> Problem:
    return Problem(
        "JOINED_TOO_EARLY",
        _("Ngày vào Đảng sớm hơn 18 tuổi. Hãy xem lại ngày sinh và ngày vào Đảng."),
    )


def days_turned(written: str) -> Problem:
    return Problem(
        "DAY_AND_MONTH_TURNED",
        _(
            "Cột này ghi tháng trước ngày sau, nên đã hiểu ngày sinh là %(written)s. Hãy "
            "xem lại cho đúng."
        )
        % {"written": written},
    )


def sex_unreadable(written: str) -> Problem:
    return Problem(
        "SEX_UNREADABLE",
        _("“%(written)s” chưa rõ là nam hay nữ. Hãy ghi Nam hoặc Nữ.")
        % {"written": _cut(written)},
    )


def sex_twice() -> Problem:
    return Problem(
        "SEX_TWICE",
        _("Dòng này ghi ở cả hai cột Nam và Nữ. Hãy giữ lại một cột cho đúng."),
    )


def of_phone(number: Number, written: str) -> Problem | None:
    if number.flaw is None:
        return None
    return Problem(
        "PHONE_UNREADABLE",
        _(
            "Số điện thoại “%(written)s” chưa đúng. Hãy ghi đủ 10 chữ số, ví dụ "
            "0913 555 012."
        )
        % {"written": _cut(written)},
    )


def of_citizen(number: Number, written: str) -> Problem | None:
    """Return what is wrong with a citizen's number."""
    match number.flaw:
        case None:
            return None
        case NumberFlaw.ZEROS_LOST:
            return Problem(
                "CITIZEN_ZEROS_LOST",
                _(
                    "Số định danh bị mất số 0 ở đầu, đã thêm lại thành %(number)s. Hãy "
                    "xem lại cho đúng."
                )
                % {"number": number.value},
            )
        case NumberFlaw.OLD_KIND:
            return Problem(
                "CITIZEN_OLD_NUMBER",
                _(
                    "“%(written)s” là số chứng minh nhân dân cũ, 9 chữ số. Hãy ghi số "
                    "định danh 12 chữ số."
                )
                % {"written": _cut(written)},
            )
        case _:
            return Problem(
                "CITIZEN_UNREADABLE",
                _("Số định danh “%(written)s” chưa đúng. Hãy ghi đủ 12 chữ số.")
                % {"written": _cut(written)},
            )


def of_card(number: Number, written: str) -> Problem | None:
    """Return what is wrong with a card's number."""
    if number.flaw is None:
        return None
    if number.flaw is NumberFlaw.ZEROS_LOST:
        return Problem(
            "CARD_ZEROS_LOST",
            _(
                "Số thẻ đảng viên bị mất số 0, đã thêm lại thành %(number)s. Hãy xem lại "
                "cho đúng."
            )
            % {"number": number.value},
        )
    return Problem(
        "CARD_UNREADABLE",
        _("Số thẻ đảng viên “%(written)s” chưa đúng. Hãy xem lại trên thẻ.")
        % {"written": _cut(written)},
    )


def row_hidden() -> Problem:
    return Problem(
        "ROW_HIDDEN",
        _(
            "Dòng này đang bị ẩn trong tệp. Nếu không còn trong danh sách, hãy xóa dòng."
        ),
    )


def workplace_from_above() -> Problem:
    return Problem(
        "WORKPLACE_FROM_ABOVE",
        _("Ô nơi công tác để trống nên đã lấy theo dòng trên. Hãy xem lại cho đúng."),
    )


def same_person(sheet: str, row: int) -> Problem:
    return Problem(
        "SAME_PERSON",
        _(
            "Cùng một người với dòng %(row)d của trang “%(sheet)s”. Hãy giữ lại một dòng."
        )
        % {"row": row, "sheet": sheet},
    )


def _cut(written: str) -> str:
    return written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
