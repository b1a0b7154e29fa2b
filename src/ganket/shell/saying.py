"""How the values that the journal keeps are said to a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from ganket.kernel.text import begun
from ganket.meetings.enums import Presence
from ganket.org.models import Unit
from ganket.roster.models import Exemption
from ganket.roster.queries import exemption_label
from ganket.ui import wording

# Names in the journal that are no fields, or whose field has no name of its own.
LABELS = {
    "what": _("giấy tờ"),
    "absent": _("số người vắng"),
    "arrived": _("thêm người mới đến"),
    "asked": _("số đồng chí được hỏi"),
    "cell": _("chi bộ"),
    "code": _("số, mã"),
    "end": _("lý do thôi"),
    "excused": _("số người có phép"),
    "expected": _("số người được mời"),
    "file": _("tên tệp"),
    "gone": _("bớt người không còn thuộc diện"),
    "group": _("khu dân cư"),
    "holder": _("nơi giữ"),
    "item": _("mục"),
    "kind": _("loại"),
    "members": _("số đảng viên"),
    "moved": _("chuyển chi bộ khác"),
    "moved_on": _("chuyển từ ngày"),
    "name": _("tên"),
    "number": _("số"),
    "papers": _("số phiếu nhận xét"),
    "people": _("số người nhận"),
    "phone": _("số điện thoại"),
    "citizen_id": _("số định danh cá nhân"),
    "position": _("thứ tự"),
    "present": _("số người có mặt"),
    "presence": _("điểm danh"),
    "reason": _("lý do"),
    "rows": _("số dòng"),
    "sha256": _("dấu kiểm của tệp"),
    "since": _("từ ngày"),
    "stands": _("kết quả điểm danh"),
    "state": _("trạng thái"),
    "title": _("tiêu đề"),
    "to_ward": _("gửi đến"),
    "unit": _("đơn vị"),
    "units": _("số đơn vị"),
    "until": _("đến ngày"),
    "ward": _("xã, phường"),
    "why": _("lý do"),
    "withdrawn_at": _("lúc rút lại"),
    "year": _("năm"),
}
# Under these names the journal keeps a unit, by its id or by its code.
UNITS = frozenset({"cell", "holder", "parent", "to_ward", "unit", "ward"})
PRESENCES = frozenset({"presence", "stands"})


@dataclass(frozen=True)
class Change:
    """One value that changed; ``old`` and ``new`` are none where they are not told."""

    label: str
    old: str | None
    new: str | None


def label_for(model: type[models.Model], name: str) -> str:
    """Return what a changed value is called on the page."""
    field = _field(model, name)
    if field is not None and str(field.verbose_name) != name.replace("_", " "):
        return begun(str(field.verbose_name))
    return begun(str(LABELS.get(name, name)))


class Words:
    """How the values of one thing are said. One query, for the names of units."""

    def __init__(
        self, row: models.Model, values: Iterable[dict[str, Any] | None]
    ) -> None:
        self.row = row
        self.sensitive: frozenset[str] = getattr(row, "sensitive", frozenset())
        kept = {
            value
            for told in values
            for name, pair in (told or {}).items()
            if name in UNITS and _is_pair(pair)
            for value in pair
        }
        ids = [value for value in kept if isinstance(value, int)]
        codes = [value for value in kept if isinstance(value, str)]
        units = Unit.objects.filter(Q(pk__in=ids) | Q(code__in=codes))
        self.units: dict[int | str, str] = {}
        for unit in units if kept - {None} else ():
            self.units |= {unit.pk: unit.full_name, unit.code: unit.full_name}

    def changes(self, told: Mapping[str, Any]) -> Iterable[Change]:
        for name, pair in told.items():
            label = label_for(type(self.row), name)
            if name in self.sensitive or not _is_pair(pair):
                yield Change(label, None, None)
            else:
                old, new = (self._said(name, value) for value in pair)
                yield Change(label, old, new)

    def _said(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name in UNITS:
            return self.units.get(value, str(value))
        if name in PRESENCES and value in Presence.values:
            return str(Presence(value).label)
        if isinstance(self.row, Exemption) and name == "kind":
            return exemption_label(self.row)
        return _plain(_field(type(self.row), name), value)


def _plain(field: Any, value: Any) -> str:
    if field is not None and field.is_relation:
        return __("số %(number)s") % {"number": value}
    if isinstance(value, bool):
        return __("Có") if value else __("Không")
    if isinstance(value, str):
        choices = dict(getattr(field, "flatchoices", ()))
        may_be_day = field is None or isinstance(field, models.DateField)
        return str(choices.get(value) or (_dated(value) if may_be_day else value))
    return str(value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len(("old", "new"))


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _dated(text: str) -> str:
    try:
        if day := parse_date(text):
            return wording.date(day)
        if moment := parse_datetime(text):
            return wording.datetime(moment)
    except ValueError:
        pass
    return text
