"""Frozen dataclasses to plain tables and back, strictly.

What people write by hand (a regulation as TOML) and what is kept for years (an
issued sheet as JSON) is read here, so a slip of the pen is named with its place
and never becomes a quiet default.
"""

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin
from typing import get_type_hints as _type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class Malformed(ValueError):
    """A table does not fit its dataclass; the text says where and why."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)


def read(kind: type[T], table: object, *, where: str = "") -> T:
    """Return the dataclass that a table describes.

    Unknown and missing names, wrong types and whatever ``__post_init__``
    objects to raise Malformed with the path of the fault.
    """
    if not isinstance(table, Mapping):
        raise Malformed(where, f"a table is expected, not {table!r}")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    _check_names(fields, table, where)
    hints = _hints(kind)
    values = {
        name: _value(hints[name], value, f"{where}.{name}".lstrip("."))
        for name, value in table.items()
    }
    try:
        return kind(**values)
    except Malformed:
        raise
    except ValueError as fault:
        raise Malformed(where, str(fault)) from fault


def plain(value: object) -> Any:
    """Return the value as tables, lists and plain scalars, fit for JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return _type_hints(kind)


def _check_names(
    fields: Mapping[str, "dataclasses.Field[Any]"],
    table: Mapping[str, object],
    where: str,
) -> None:
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise Malformed(where, f"unknown name {unknown[0]!r}")
    for name, field in fields.items():
        needed = (
            field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING
        )
        if needed and name not in table:
            raise Malformed(where, f"{name!r} is missing")


def _value(hint: Any, value: object, where: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint, value, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise Malformed(where, f"a list is expected, not {value!r}")
        (item,) = (arg for arg in get_args(hint) if arg is not Ellipsis)
        return tuple(
            _value(item, each, f"{where}[{place}]") for place, each in enumerate(value)
        )
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return read(hint, value, where=where)
    if issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError as fault:
            raise Malformed(where, str(fault)) from fault
    return _scalar(hint, value, where)


def _optional(hint: Any, value: object, where: str) -> object:
    if value is None:
        return None
    (other,) = (arg for arg in get_args(hint) if arg is not types.NoneType)
    return _value(other, value, where)


def _scalar(hint: type, value: object, where: str) -> object:
    if hint is dt.date and isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError as fault:
            raise Malformed(where, f"{value!r} is no date") from fault
    if hint is float and type(value) is int:
        return float(value)
    # Exact types: True is an int and a datetime is a date, and neither is meant.
    if type(value) is not hint:
        raise Malformed(where, f"{hint.__name__} is expected, not {value!r}")
    return value
