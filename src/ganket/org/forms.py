from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from ganket.org.enums import BELOW, GroupKind, Role, UnitKind
from ganket.org.models import CODE_LENGTH, Unit

LONGEST_NAME = 200
LONGEST_PERSON_NAME = 120
LONGEST_GROUP_NAME = 120


@dataclass(frozen=True)
class Opening:
    """One kind of unit as a clerk thinks of it."""

    label: StrPromise
    kind: UnitKind
    is_residence: bool = False
    is_workplace: bool = False
    example: StrPromise | str = ""

    @property
    def has_official_code(self) -> bool:
        return self.kind in {UnitKind.PROVINCE, UnitKind.WARD_COMMITTEE}


OPENINGS = {
    "home": Opening(
        _("Chi bộ nơi cư trú"),
        UnitKind.CELL,
        is_residence=True,
        example=_("Tên khóm, ấp hoặc tổ dân phố. Ví dụ: Khóm 2"),
    ),
    "work": Opening(
        _("Chi bộ nơi công tác"),
        UnitKind.CELL,
        is_workplace=True,
        example=_("Tên cơ quan, phòng, tổ. Ví dụ: Phòng Kỹ thuật"),
    ),
    "committee": Opening(
        _("Đảng ủy cơ sở nơi công tác"),
        UnitKind.GRASSROOTS_COMMITTEE,
        is_workplace=True,
        example=_("Tên cơ quan, doanh nghiệp. Ví dụ: Điện lực Bạc Liêu"),
    ),
    "section": Opening(
        _("Đảng ủy bộ phận"),
        UnitKind.SECTIONAL_COMMITTEE,
        is_workplace=True,
        example=_("Ví dụ: Khối Sản xuất"),
    ),
    "ward": Opening(
        _("Đảng ủy xã, phường, đặc khu"),
        UnitKind.WARD_COMMITTEE,
        is_residence=True,
        is_workplace=True,
        example=_("Ví dụ: Phường Bạc Liêu"),
    ),
    "province": Opening(
        _("Đảng bộ tỉnh, thành phố"), UnitKind.PROVINCE, example=_("Ví dụ: Tỉnh Cà Mau")
    ),
}


def openings_under(parent: Unit) -> dict[str, Opening]:
    """Return what may be opened under a unit; homes lie in wards alone."""
    return {
        name: opening
        for name, opening in OPENINGS.items()
        if opening.kind in BELOW[parent.kind] and (parent.is_ward or name != "home")
    }


class OpenUnit(forms.Form):
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Tên"), max_length=LONGEST_NAME)
    code = forms.CharField(
        label=_("Mã"),
        max_length=CODE_LENGTH,
        help_text=_("Mã không đổi và không dùng lại, nên xem kỹ trước khi lập."),
    )
    opened_on = forms.DateField(label=_("Thành lập ngày"))


class RenameUnit(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=LONGEST_NAME)


class CloseUnit(forms.Form):
    closed_on = forms.DateField(label=_("Kết thúc hoạt động từ ngày"))


class Term(forms.Form):
    """A role and its term, for somebody who is known."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Chức vụ, nhiệm vụ"))
    since = forms.DateField(label=_("Từ ngày"))
    until = forms.DateField(
        label=_("Thôi từ ngày"),
        required=False,
        help_text=_("Để trống nếu chưa biết. Từ ngày này không còn quyền."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", _("Chọn chức vụ")),
            *((role.value, role.label) for role in roles),
        ]


class Record(forms.Form):
    """Name, telephone number and e-mail of a person."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=LONGEST_PERSON_NAME,
        help_text=_("Đủ họ, chữ đệm và tên, có dấu."),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254)


class NewHolder(Term, Record):
    field_order = ["full_name", "role", "since", "until", "phone", "email"]


class Correction(Record):
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndOffice(forms.Form):
    until = forms.DateField(
        label=_("Thôi từ ngày"), help_text=_("Từ ngày này không còn quyền.")
    )


class AddGroup(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=GroupKind.choices)
    name = forms.CharField(
        label=_("Số hoặc tên"),
        max_length=LONGEST_GROUP_NAME,
        help_text=_("Chỉ số hoặc tên riêng. Ví dụ: 2"),
    )


class PlaceGroup(forms.Form):
    cell: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Thuộc chi bộ"), queryset=None, empty_label=_("Chọn chi bộ")
    )
    since = forms.DateField(label=_("Từ ngày"))

    def __init__(self, *args: Any, cells: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells  # type: ignore[attr-defined] # a ModelChoiceField
