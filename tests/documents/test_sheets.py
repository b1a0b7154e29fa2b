import json

import pytest

from ganket.documents import sheets
from ganket.kernel.records import Malformed
from tests.documents import samples


@pytest.mark.parametrize("name", samples.EVERY_SHEET)
def test_sheet_comes_back_from_its_json(name):
    sheet = samples.EVERY_SHEET[name]

    text = sheets.to_json(sheet)

    assert sheets.from_json(text) == sheet
    assert sheets.to_json(sheets.from_json(text)) == text
    assert sheets.from_plain(sheets.to_plain(sheet)) == sheet


def test_every_kind_of_sheet_is_tried():
    tried = {sheets.kind_of(sheet) for sheet in samples.EVERY_SHEET.values()}

    assert tried == {
        "introduction",
        "invitation",
        "minutes",
        "request",
        "review",
        "roll",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "sheet: Expecting property name"),
        ("[]", "no such kind of sheet"),
        ('{"kind": "ballot"}', "no such kind of sheet"),
        ('{"kind": "roll"}', "roll: 'heading' is missing"),
    ],
)
def test_from_json_names_the_fault(text, problem):
    with pytest.raises(Malformed, match=problem):
        sheets.from_json(text)


def test_sheet_stored_before_a_line_was_added_still_reads():
    table = json.loads(sheets.to_json(samples.review()))
    del table["reference"]

    assert sheets.from_plain(table) == samples.review().__class__(
        **{
            field: getattr(samples.review(), field)
            for field in samples.review().__dataclass_fields__
            if field != "reference"
        }
    )


def test_grid_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match="row 2 has 1 cells, not 2"):
        sheets.Grid(
            columns=(sheets.Column(title="a"), sheets.Column(title="b")),
            rows=(("1", "2"), ("3",)),
        )
