"""Adding up what was counted piece by piece."""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def total(kind: type[T], parts: Iterable[T]) -> T:
    """Return the sum of dataclasses of whole numbers, field by field."""
    found = list(parts)
    names = [each.name for each in dataclasses.fields(kind)]
    return kind(**{name: sum(getattr(part, name) for part in found) for name in names})
