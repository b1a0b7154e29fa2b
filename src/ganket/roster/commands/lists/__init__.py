"""Lists of members: read, planned, shown, and then carried out at once."""

from ganket.roster.commands.lists.applying import (
    IMPORT_APPLIED,
    IMPORT_DISCARDED,
    IMPORT_PLANNED,
    ListChanged,
    ListDone,
    NotForLists,
    Outcome,
    apply_import,
    discard_import,
    plan_import,
    refresh_plan,
    refused_table,
    rows_of_import,
    side_of,
)
from ganket.roster.commands.lists.checking import NoListInside, check_list
from ganket.roster.commands.lists.columns import template
from ganket.roster.commands.lists.planning import Do, Planned
from ganket.roster.commands.lists.reading import ColumnsMissing, ColumnTwice, NoRows
from ganket.roster.commands.lists.samples import sample_list

__all__ = [
    "IMPORT_APPLIED",
    "IMPORT_DISCARDED",
    "IMPORT_PLANNED",
    "ColumnTwice",
    "ColumnsMissing",
    "Do",
    "ListChanged",
    "ListDone",
    "NoListInside",
    "NoRows",
    "NotForLists",
    "Outcome",
    "Planned",
    "apply_import",
    "check_list",
    "discard_import",
    "plan_import",
    "refresh_plan",
    "refused_table",
    "rows_of_import",
    "sample_list",
    "side_of",
    "template",
]
