import io

import pytest

from ganket.adapters.sheets_calamine import CalamineReader
from ganket.kernel.letters import Alphabet
from ganket.roster.reading import read_book
from tests.messy.making import messy
from tests.messy.sheets import DAYS
from tests.roster.reading.books import TODAY


def found_in(made):
    book = CalamineReader().book(io.BytesIO(made.content), name=made.name)
    listing = read_book(book, TODAY)
    return {
        (entry.sheet, entry.row): (entry.full_name, entry.born, entry.workplace)
        for entry in listing.entries
    }


@pytest.mark.parametrize("seed", range(60))
def test_messy_list_gives_every_true_row_and_no_other(seed):
    made = messy(seed)

    assert found_in(made) == made.truth


@pytest.mark.parametrize("days", sorted(DAYS))
def test_each_form_of_a_day_is_read_in_a_list(days):
    made = messy(1, kind="xlsx", days=days, born="one")

    assert found_in(made) == made.truth


@pytest.mark.parametrize("alphabet", [Alphabet.TCVN3, Alphabet.VNI, Alphabet.TWICE])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_each_alphabet_is_read_in_cells_of_each_kind(alphabet, kind):
    made = messy(2, kind=kind, alphabet=alphabet, encoding="utf-8")

    assert found_in(made) == made.truth


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-bare", "cp1258", "tcvn3", "vni", "viscii"],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_each_encoding(encoding, delimiter):
    made = messy(3, kind="csv", encoding=encoding, delimiter=delimiter, alphabet=None)

    assert found_in(made) == made.truth


@pytest.mark.parametrize("name", ["one", "two", "merged"])
@pytest.mark.parametrize("born", ["one", "sexes", "parts"])
@pytest.mark.parametrize("merges", [True, False])
def test_each_head_is_understood(name, born, merges):
    made = messy(
        4, kind="xlsx", name=name, born=born, merges=merges, workplace="column"
    )

    assert found_in(made) == made.truth


@pytest.mark.parametrize("section", ["apart", "dotted", "counted", "plain"])
@pytest.mark.parametrize("stt", [True, False])
def test_headings_inside_a_list_name_the_workplace(section, stt):
    made = messy(5, workplace="section", section=section, stt=stt, subtotals=True)

    assert found_in(made) == made.truth
