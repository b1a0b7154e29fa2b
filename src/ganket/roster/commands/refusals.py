"""Every no of this package, with its sentence. ``field`` names the input at fault."""

import datetime as dt
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.kernel.errors import Refused


class RosterRefused(Refused):
    field: ClassVar[str | None] = None


class DayNotYet(RosterRefused):
    """A day that is still to come stands where only a past one makes sense."""

    def __init__(self, day: dt.date, field: str) -> None:
        super().__init__(
            _("Ngày %(day)s chưa tới. Hãy xem lại ngày, tháng, năm.")
            % {"day": f"{day:%d/%m/%Y}"}
        )
        self.field = field  # type: ignore[misc] # which date was at fault differs by call


class DaysOutOfOrder(RosterRefused):
    """Two days stand the wrong way round."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field  # type: ignore[misc] # which date was at fault differs by call


class CardUnreadable(RosterRefused):
    field = "party_card_no"
    message = gettext_lazy(
        "Số thẻ đảng viên chỉ gồm chữ số, ví dụ 85.012345. Nếu chưa có thẻ, hãy để trống."
    )


class CitizenIdUnreadable(RosterRefused):
    field = "citizen_id"
    message = gettext_lazy(
        "Số định danh cá nhân có đủ 12 chữ số. Hãy xem lại trên thẻ căn cước, hoặc để "
        "trống."
    )


class BirthUnknown(RosterRefused):
    field = "born_on"
    message = gettext_lazy("Chưa có ngày sinh. Nếu không rõ ngày, hãy ghi năm sinh.")


class TooYoung(RosterRefused):
    """Nobody is a member at this age, or joined at it: a date was mistyped."""

    def __init__(self, sentence: str, age: int, field: str) -> None:
        super().__init__(sentence % {"age": age})
        self.field = field  # type: ignore[misc] # which date was at fault differs by call


class SomethingBuilt(RosterRefused):
    message = gettext_lazy(
        "Hồ sơ này đã có việc khác gắn vào (giấy giới thiệu, sinh hoạt, ý kiến, nhận xét, "
        "thông báo hoặc tài khoản) nên không bỏ được. Hãy sửa thông tin, hoặc ghi thôi "
        "công tác, thôi giữ mối liên hệ."
    )


class CardTaken(RosterRefused):
    """Somebody on the roster has this card; perhaps the same person, come from elsewhere."""

    field = "party_card_no"
    message = gettext_lazy(
        "Số thẻ đảng viên này đã ghi cho một đồng chí có trong hệ thống. Nếu chính là "
        "đồng chí ấy vừa chuyển về, hãy dùng “Nhận người chuyển đến”; nếu không, hãy "
        "xem lại số thẻ."
    )


class CitizenIdTaken(RosterRefused):
    field = "citizen_id"
    message = gettext_lazy(
        "Số định danh này đã ghi cho một đồng chí có trong hệ thống. Nếu chính là đồng "
        "chí ấy vừa chuyển về, hãy dùng “Nhận người chuyển đến”; nếu không, hãy xem lại "
        "số định danh."
    )


class NumberUnknown(RosterRefused):
    field = "number"
    message = gettext_lazy(
        "Chưa có đồng chí nào mang số này trong hệ thống. Hãy xem lại số; nếu đúng, hãy "
        "dùng “Ghi đảng viên mới”."
    )


class PerhapsTheSame(RosterRefused):
    """Same name and birth: a person decides, nothing is merged by itself."""

    message = gettext_lazy(
        "Đã có một đồng chí cùng họ tên, cùng ngày sinh trong hệ thống. Hãy hỏi lại số "
        "thẻ đảng viên. Nếu đúng là hai người khác nhau, hãy đánh dấu vào ô xác nhận "
        "rồi ghi lại."
    )


class NotAWorkCell(RosterRefused):
    field = "cell"
    message = gettext_lazy(
        "Hãy chọn chi bộ nơi đồng chí ấy đang sinh hoạt: một chi bộ của nơi công tác."
    )


class UnitIsClosed(RosterRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(unit)s đã kết thúc hoạt động. Hãy chọn đơn vị đang hoạt động.")
            % {"unit": name}
        )


class WorksElsewhere(RosterRefused):
    message = gettext_lazy(
        "Đồng chí này đang có tên ở một nơi công tác. Đề nghị nơi đó ghi ngày chuyển đi "
        "trước, rồi hãy nhận về."
    )


class LivesElsewhere(RosterRefused):
    message = gettext_lazy(
        "Đồng chí này đang giữ mối liên hệ ở một nơi cư trú khác. Nếu đã chuyển nơi ở, "
        "đề nghị nơi công tác giới thiệu lại, hoặc nơi cư trú cũ ghi ngày chuyển đi."
    )


class SpansOverlap(RosterRefused):
    field = "since"

    def __init__(self, until: dt.date) -> None:
        super().__init__(
            _(
                "Đồng chí này còn ở nơi trước đến hết ngày trước %(until)s. Hãy ghi "
                "ngày bắt đầu từ %(until)s trở đi."
            )
            % {"until": f"{until:%d/%m/%Y}"}
        )


class LinkEnded(RosterRefused):
    def __init__(self, until: dt.date | None) -> None:
        super().__init__(
            _("Việc này đã được ghi kết thúc từ ngày %(until)s, không cần ghi nữa.")
            % {"until": f"{until:%d/%m/%Y}" if until else "…"}
        )


class NotAWard(RosterRefused):
    field = "to_ward"
    message = gettext_lazy(
        "Giấy giới thiệu gửi đến đảng ủy xã, phường, đặc khu nơi cư trú. Hãy chọn một "
        "xã, phường, đặc khu."
    )


class AlreadyTied(RosterRefused):
    field = "to_ward"

    def __init__(self, ward: str) -> None:
        super().__init__(
            _(
                "Đồng chí này đang giữ mối liên hệ tại %(ward)s. Nếu đã chuyển đến xã, "
                "phường khác, hãy dùng “Giới thiệu lại”; nếu chuyển trong xã, phường, đề "
                "nghị nơi đó chuyển chi bộ."
            )
            % {"ward": ward}
        )


class NotTied(RosterRefused):
    message = gettext_lazy(
        "Đồng chí này chưa giữ mối liên hệ ở đâu. Hãy dùng “Giới thiệu về nơi cư trú”."
    )


class SameWard(RosterRefused):
    field = "to_ward"
    message = gettext_lazy(
        "Nơi ở mới vẫn trong xã, phường cũ nên không cần giới thiệu lại. Đề nghị đảng ủy "
        "xã, phường chuyển chi bộ."
    )


class AlreadyWaiting(RosterRefused):
    message = gettext_lazy(
        "Đồng chí này đã có một giấy giới thiệu đang chờ tiếp nhận. Nếu giấy đó sai, hãy "
        "rút lại rồi viết giấy mới."
    )


class NoRegulationYet(RosterRefused):
    field = "issued_on"
    message = gettext_lazy(
        "Vào ngày này chưa có quy định về giữ mối liên hệ nơi cư trú. Hãy xem lại năm."
    )


class NeverEntered(RosterRefused):
    """The kind of member whom no list may hold; the workplace keeps a count."""

    field = "exemption"
    message = gettext_lazy(
        "Đảng viên thuộc diện này không giới thiệu về nơi cư trú và không được nhập vào "
        "hệ thống. Nơi công tác chỉ giữ số lượng, không ghi tên."
    )


class ExemptionUnknown(RosterRefused):
    field = "exemption"
    message = gettext_lazy(
        "Diện miễn sinh hoạt này không có trong quy định. Hãy chọn một diện trong danh "
        "sách."
    )


class AlreadyExempt(RosterRefused):
    message = gettext_lazy(
        "Đồng chí này đang được miễn sinh hoạt. Hãy kết thúc diện cũ trước khi ghi diện "
        "mới."
    )


class NotExempt(RosterRefused):
    message = gettext_lazy("Đồng chí này hiện không thuộc diện miễn sinh hoạt.")


class GroupElsewhere(RosterRefused):
    field = "group"
    message = gettext_lazy(
        "Khóm, ấp này không thuộc xã, phường đã chọn. Hãy chọn lại, hoặc để trống."
    )


class ReasonMissing(RosterRefused):
    field = "reason"
    message = gettext_lazy(
        "Chưa có lý do. Hãy ghi một câu để nơi công tác biết cần sửa gì."
    )


class WorkplaceActed(RosterRefused):
    message = gettext_lazy(
        "Nơi công tác đã xử lý sau khi giấy bị trả lại, nên không rút lại được nữa. Hãy "
        "xem giấy mới, hoặc gọi cho nơi công tác."
    )


class ReasonTooLong(RosterRefused):
    field = "reason"
    message = gettext_lazy("Lý do dài quá 500 chữ. Hãy viết gọn lại.")


class HomeUnknown(RosterRefused):
    field = "address"
    message = gettext_lazy(
        "Chưa ghi nơi ở. Hãy ghi số nhà, đường, hoặc chọn khóm, ấp, để xã, phường biết "
        "phân về chi bộ nào."
    )


class AddressTooLong(RosterRefused):
    field = "address"
    message = gettext_lazy("Số nhà, đường dài quá 200 chữ. Hãy viết gọn lại.")


class JobTooLong(RosterRefused):
    field = "job"
    message = gettext_lazy("Chức vụ, nghề nghiệp dài quá 160 chữ. Hãy viết gọn lại.")


class NotACellHere(RosterRefused):
    field = "cell"
    message = gettext_lazy(
        "Chi bộ này không phải chi bộ khóm, ấp của xã, phường. Hãy chọn một chi bộ trong "
        "danh sách."
    )


class SameCell(RosterRefused):
    field = "cell"
    message = gettext_lazy("Đồng chí này đang ở đúng chi bộ đó, không cần chuyển.")


class Overtaken(RosterRefused):
    """Somebody was faster: the sentence says how the paper stands now."""

    def __init__(self, stands: str) -> None:
        super().__init__(
            _(
                "Giấy giới thiệu này vừa có người xử lý: %(stands)s. Hãy tải lại trang để "
                "xem."
            )
            % {"stands": stands}
        )


class AlreadyAssigned(RosterRefused):
    def __init__(self, cell: str) -> None:
        super().__init__(
            _("Đồng chí này đã được phân về %(cell)s. Nếu cần đổi, hãy chuyển chi bộ.")
            % {"cell": cell}
        )
