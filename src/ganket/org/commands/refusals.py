"""What may be refused when the tree or its offices are to change."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ganket.kernel.errors import NotAllowed, Refused


class CodeUnreadable(Refused):
    message = _(
        "Mã đơn vị chỉ gồm chữ cái không dấu, chữ số và dấu chấm, nhiều nhất 32 ký "
        "tự, ví dụ 31825.K02."
    )


class CodeTaken(Refused):
    message = _("Mã này đã dùng cho đơn vị khác và không dùng lại. Hãy chọn mã khác.")


class NameMissing(Refused):
    message = _("Chưa có tên đơn vị. Hãy ghi tên, ví dụ: Khóm 2.")


class NameTooLong(Refused):
    message = _("Tên dài quá 200 chữ. Hãy xem lại, có thể đã dán nhầm ô.")


class KindMisplaced(Refused):
    message = _(
        "Loại đơn vị này không lập được ở đây. Hãy chọn đơn vị cấp trên khác hoặc "
        "loại khác."
    )


class UnitClosed(Refused):
    message = _("Đơn vị này đã kết thúc hoạt động. Hãy chọn đơn vị khác.")


class UnitInUse(Refused):
    message = _(
        "Còn đơn vị trực thuộc đang hoạt động. Hãy kết thúc các đơn vị đó trước."
    )


class ClosesBeforeOpening(Refused):
    message = _("Ngày kết thúc trước ngày thành lập. Hãy xem lại hai ngày.")


class GroupTaken(Refused):
    message = _("Phường, xã đã có tổ dân cư cùng tên. Hãy xem lại danh sách.")


class CellElsewhere(Refused):
    message = _(
        "Chi bộ này không thuộc phường, xã của tổ dân cư. Hãy chọn chi bộ khác."
    )


class PlacedMeanwhile(Refused):
    message = _(
        "Vừa có người xếp tổ dân cư này về chi bộ khác. Hãy mở lại trang rồi xem."
    )


class AlreadyHeld(Refused):
    message = _("Đồng chí này đang giữ chức vụ đó tại đơn vị.")


class TermRunsBackwards(Refused):
    message = _("Ngày thôi trước ngày bắt đầu. Hãy xem lại hai ngày.")


class TermFarAway(Refused):
    def __init__(self, day: dt.date) -> None:
        sentence = _("Năm %(year)s quá xa so với năm nay. Hãy xem lại ngày đã ghi.")
        super().__init__(sentence % {"year": day.year})


class SecretaryThere(Refused):
    def __init__(self, name: str) -> None:
        sentence = _(
            "Đồng chí %(name)s đang là bí thư ở đây. Hãy ghi thôi chức vụ đó trước, "
            "hoặc chọn ngày bắt đầu sau ngày thôi."
        )
        super().__init__(sentence % {"name": name})


class OfficeEnded(Refused):
    message = _("Chức vụ này đã kết thúc trước đó.")


class OwnAppointment(NotAllowed):
    message = _(
        "Không ai tự giao chức vụ cho mình. Đề nghị cấp trên hoặc người có thẩm "
        "quyền khác giao."
    )


class PersonElsewhere(NotAllowed):
    message = _(
        "Người này thuộc nơi khác, ngoài phạm vi của đồng chí. Đề nghị cấp trên giao "
        "chức vụ."
    )


class OwnLastAdministrator(Refused):
    message = _(
        "Đây là chức vụ quản trị hệ thống cuối cùng của đồng chí. Để không ai bị khóa "
        "ở ngoài, đề nghị một người quản trị khác ghi thôi chức vụ này."
    )


class HoldsMoreElsewhere(NotAllowed):
    """Say of whom: many may be invited at once."""

    def __init__(self, name: str) -> None:
        sentence = _(
            "Đồng chí %(name)s còn giữ chức vụ ở nơi ngoài phạm vi của đồng chí. Việc "
            "này do nơi đó làm."
        )
        super().__init__(sentence % {"name": name})


class OwnSignIn(Refused):
    message = _(
        "Đây là tài khoản của chính đồng chí. Hãy vào “Thông tin của tôi” để đổi mật "
        "khẩu hoặc sửa thông tin."
    )
