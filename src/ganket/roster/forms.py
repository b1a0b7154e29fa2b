"""What people type into the pages of the roster."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ganket.org.models import ResidentialGroup, Unit
from ganket.roster.commands import (
    AddressTooLong,
    HomeUnknown,
    JobTooLong,
    Particulars,
    ReasonMissing,
    ReasonTooLong,
)
from ganket.roster.commands.home import LONGEST_ADDRESS
from ganket.roster.commands.reception import LONGEST_REASON
from ganket.roster.enums import LinkEnd, ResidenceKind, Sex
from ganket.rulebook.models import RulePack

LEAVING_HOME = [LinkEnd.MOVED_HOME, LinkEnd.RETIRED, LinkEnd.LEFT_PARTY, LinkEnd.DIED]
LEAVING_WORK = [LinkEnd.MOVED_WORK, LinkEnd.RETIRED, LinkEnd.LEFT_PARTY, LinkEnd.DIED]


def job_field() -> forms.CharField:
    return forms.CharField(
        label=_("Chức vụ, nghề nghiệp"),
        required=False,
        max_length=160,
        error_messages={"max_length": JobTooLong.message},
    )


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, **{"required": False, **options})


def phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=30,
        help_text=_("Nhiều người trong nhà dùng chung cũng được."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )


def email_field() -> forms.EmailField:
    return forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254)


class UnitField(forms.ModelChoiceField[Unit]):
    """A unit out of those that a query gives, by its name on paper."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=None, **{"empty_label": _("Chọn chi bộ"), **options})

    def label_from_instance(self, obj: Unit) -> str:
        return obj.full_name


class GroupField(forms.ModelChoiceField[ResidentialGroup]):
    def __init__(self) -> None:
        super().__init__(
            queryset=None,
            label=_("Khóm, ấp"),
            required=False,
            empty_label=_("Chưa rõ"),
        )


class MemberForm(forms.Form):
    """A member's own values; the commands say what is wrong with them."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        widget=forms.RadioSelect,
        choices=Sex.choices,
        required=False,
    )
    born_on = day_field(
        _("Ngày sinh"), help_text=_("Ví dụ: 14/02/1975. Không rõ thì chỉ ghi năm.")
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        help_text=_("Chỉ ghi khi không rõ ngày sinh."),
    )
    joined_on = day_field(_("Ngày vào Đảng"))
    official_on = day_field(
        _("Ngày chính thức"), help_text=_("Đảng viên dự bị thì để trống.")
    )
    party_card_no = forms.CharField(
        label=_("Số thẻ đảng viên"),
        required=False,
        max_length=30,
        help_text=_("Ví dụ: 85.012345"),
    )
    citizen_id = forms.CharField(
        label=_("Số định danh cá nhân"),
        required=False,
        max_length=30,
        help_text=_("12 chữ số. Được cất kín, không ai xem lại được."),
    )
    phone_number = phone_field()
    email = email_field()

    @property
    def particulars(self) -> Particulars:
        names = Particulars.__dataclass_fields__
        return Particulars(**{n: self.cleaned_data[n] for n in names})


class NewMemberForm(MemberForm):
    cell = UnitField(label=_("Chi bộ nơi công tác"))
    job = job_field()
    since = day_field(
        _("Công tác ở đây từ ngày"), help_text=_("Để trống là từ hôm nay.")
    )
    is_another = forms.BooleanField(
        label=_("Tôi đã hỏi lại: đây là hai đồng chí khác nhau, trùng họ tên"),
        required=False,
        widget=forms.HiddenInput,
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cells: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cell", cells)
        self.initial.setdefault("client_key", uuid.uuid4())

    def ask_about_the_namesake(self) -> None:
        """Show the box by which a person says that these are two people."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class ResidenceForm(forms.Form):
    address = forms.CharField(
        label=_("Số nhà, đường"),
        required=False,
        max_length=LONGEST_ADDRESS,
        error_messages={"max_length": AddressTooLong.message},
    )
    group = GroupField()
    residence = forms.ChoiceField(
        label=_("Loại cư trú"), widget=forms.RadioSelect, choices=ResidenceKind.choices
    )

    def __init__(
        self, *args: Any, groups: QuerySet[ResidentialGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, GroupField)  # noqa: S101 - tells mypy
        field.queryset = groups
        if not groups.exists():
            del self.fields["group"]
        self.initial.setdefault("residence", ResidenceKind.PERMANENT)


class TakeInForm(MemberForm, ResidenceForm):
    """Somebody whose introduction came on paper: who they are, and where they live."""

    cell = UnitField(label=_("Phân về chi bộ"), required=False, empty_label=_("Để sau"))
    received_on = day_field(_("Ngày tiếp nhận"), help_text=_("Để trống là hôm nay."))
    is_another = forms.BooleanField(
        label=_("Tôi đã hỏi lại: đây là hai đồng chí khác nhau, trùng họ tên"),
        required=False,
        widget=forms.HiddenInput,
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        groups: QuerySet[ResidentialGroup],
        cells: QuerySet[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, groups=groups, **kwargs)
        _offer(self, "cell", cells)
        self.initial.setdefault("client_key", uuid.uuid4())

    def ask_about_the_namesake(self) -> None:
        """Show the box by which a person says that these are two people."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class CorrectMemberForm(MemberForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    person_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citizen_id"].help_text = _(
            "12 chữ số. Để trống là giữ số đã cất; ghi số mới để thay."
        )


class StrikeForm(forms.Form):
    """Nothing to fill in: the page asks once more, and that is all."""


class TakeForm(forms.Form):
    """Somebody who comes from elsewhere: known by a number alone."""

    number = forms.CharField(
        label=_("Số thẻ đảng viên hoặc số định danh cá nhân"),
        max_length=30,
        help_text=_("Ghi đủ số. Hệ thống không cho tìm người ngoài đơn vị theo tên."),
    )
    cell = UnitField(label=_("Chi bộ nơi công tác"))
    job = job_field()
    since = day_field(
        _("Công tác ở đây từ ngày"), help_text=_("Để trống là từ hôm nay.")
    )

    def __init__(self, *args: Any, cells: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cell", cells)


class ContactForm(forms.Form):
    phone_number = phone_field()
    email = email_field()
    person_version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectResidenceForm(ResidenceForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class IntroduceForm(ResidenceForm):
    """The paper F1 as a workplace writes it; the ward is chosen before."""

    exemption = forms.ChoiceField(
        label=_("Miễn sinh hoạt nơi cư trú"),
        required=False,
        help_text=_("Chỉ chọn khi đồng chí ấy thuộc một diện dưới đây."),
    )
    issued_on = day_field(_("Ngày giới thiệu"), help_text=_("Để trống là hôm nay."))
    cell = UnitField(
        label=_("Phân ngay về chi bộ"),
        required=False,
        empty_label=_("Để sau"),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        pack: RulePack,
        cells: QuerySet[Unit] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer_exemptions(self, pack, _("Không miễn"))
        _ask_for_home(self)
        if cells is None:
            del self.fields["cell"]
        else:
            _offer(self, "cell", cells)
        self.initial.setdefault("client_key", uuid.uuid4())


class ReceiveForm(forms.Form):
    received_on = day_field(_("Ngày tiếp nhận"), help_text=_("Để trống là hôm nay."))


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do trả lại"),
        widget=forms.Textarea,
        max_length=LONGEST_REASON,
        error_messages={
            "required": ReasonMissing.message,
            "max_length": ReasonTooLong.message,
        },
        help_text=_(
            "Một câu, để nơi công tác biết cần sửa gì. Ví dụ: Số nhà này thuộc phường "
            "Hiệp Thành."
        ),
    )


class CellForm(forms.Form):
    """A cell of the ward and a day."""

    cell = UnitField(label=_("Chi bộ nơi cư trú"))
    day = day_field(_("Từ ngày"), help_text=_("Để trống là hôm nay."))

    def __init__(self, *args: Any, cells: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cell", cells)


class LeaveForm(forms.Form):
    """Why and when somebody leaves a place."""

    end = forms.ChoiceField(label=_("Lý do"), widget=forms.RadioSelect)
    day = day_field(_("Từ ngày"), help_text=_("Để trống là hôm nay."))

    def __init__(self, *args: Any, reasons: Iterable[LinkEnd], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["end"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [
            *((end.value, end.label) for end in reasons),
            (
                LinkEnd.MISTAKE.value,
                _("Ghi nhầm: đồng chí ấy chưa hề ở đây"),
            ),
        ]


class WorkMoveForm(CellForm):
    job = job_field()


class ExemptForm(forms.Form):
    exemption = forms.ChoiceField(label=_("Diện miễn"), widget=forms.RadioSelect)
    day = day_field(_("Từ ngày"), help_text=_("Để trống là hôm nay."))

    def __init__(self, *args: Any, pack: RulePack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_exemptions(self, pack, None)


class DayForm(forms.Form):
    day = day_field(_("Từ ngày"), help_text=_("Để trống là hôm nay."))


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_(
            "Bảng tính Excel (.xlsx, .xls), .ods hoặc .csv; dòng đầu là tên cột."
        ),
    )


def _offer(form: forms.Form, name: str, units: QuerySet[Unit]) -> None:
    field = form.fields[name]
    assert isinstance(field, UnitField)  # noqa: S101 - tells mypy
    field.queryset = units
    only = list(units[:2])
    if len(only) == 1:
        form.initial.setdefault(name, only[0].pk)


def _ask_for_home(form: forms.Form) -> None:
    """Say that a paper needs an address, or a group where the ward has any."""
    address = form.fields["address"]
    if "group" in form.fields:
        address.help_text = _("Cần số nhà, đường, hoặc khóm, ấp ở dưới.")
    else:
        address.required = True
        address.error_messages["required"] = HomeUnknown.message


def _offer_exemptions(form: forms.Form, pack: RulePack, none: Any) -> None:
    field = form.fields["exemption"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
    field.choices = [
        *([("", none)] if none else []),
        *((kind.key, kind.label) for kind in pack.exemptions if kind.is_introduced),
    ]
