"""Sheets as JSON and back, so that an issued document can keep what it printed."""

import json
from typing import Any

from ganket.documents.sheets.introduction import IntroductionSheet
from ganket.documents.sheets.invitation import InvitationSheet
from ganket.documents.sheets.minutes import MinutesSheet
from ganket.documents.sheets.request import ReviewRequestSheet
from ganket.documents.sheets.review import ReviewSheet
from ganket.documents.sheets.roll import RollSheet
from ganket.kernel import records

Sheet = (
    IntroductionSheet
    | ReviewRequestSheet
    | ReviewSheet
    | InvitationSheet
    | RollSheet
    | MinutesSheet
)

# The kind is written into stored documents: a name may be added, never changed.
KINDS: dict[str, type[Sheet]] = {
    "introduction": IntroductionSheet,
    "request": ReviewRequestSheet,
    "review": ReviewSheet,
    "invitation": InvitationSheet,
    "roll": RollSheet,
    "minutes": MinutesSheet,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(sheet: Sheet) -> str:
    """Return the name under which sheets of this kind are stored."""
    return _NAMES[type(sheet)]


def to_plain(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as tables and scalars, its kind among them."""
    return {"kind": kind_of(sheet), **records.plain(sheet)}


def to_json(sheet: Sheet) -> str:
    """Return the sheet as JSON: the same sheet is always the same text."""
    return json.dumps(
        to_plain(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def from_json(text: str) -> Sheet:
    """Return the sheet that was stored, or raise Malformed with the place."""
    try:
        table = json.loads(text)
    except json.JSONDecodeError as fault:
        raise records.Malformed("sheet", str(fault)) from fault
    return from_plain(table)


def from_plain(table: object) -> Sheet:
    """Return the sheet that tables describe, or raise Malformed with the place."""
    if not isinstance(table, dict) or table.get("kind") not in KINDS:
        raise records.Malformed("sheet", "no such kind of sheet")
    name = table["kind"]
    fields = {key: value for key, value in table.items() if key != "kind"}
    return records.read(KINDS[name], fields, where=name)
