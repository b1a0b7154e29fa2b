import hashlib
import io
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest

from ganket.adapters.pdf_typst import LONG, ForkedAfterRendering, TypstRenderer
from ganket.documents.sheets import Column, Grid, Signature
from tests.documents import samples

GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
A4 = (595.276, 841.89)
RENDERER = TypstRenderer()

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES
] + ["đ", *"bcdfghjklmnpqrstvwxz"]


@cache
def rendered(name):
    return RENDERER.render([samples.EVERY_SHEET[name]])


def pages(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", samples.EVERY_SHEET)
def test_words_on_each_page_are_the_golden_ones(name):
    golden = GOLDEN / f"{name}.txt"
    text = "\n\f\n".join(pages(rendered(name))) + "\n"

    if os.environ.get("WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", samples.EVERY_SHEET)
def test_every_page_is_exactly_a4(name):
    sheet = samples.EVERY_SHEET[name]
    size = A4[::-1] if getattr(sheet, "is_landscape", False) else A4

    for page in pypdf.PdfReader(io.BytesIO(rendered(name))).pages:
        box = page.mediabox
        assert (box.width, box.height) == pytest.approx(size, abs=0.5)


@pytest.mark.parametrize("name", ["review_long", "roll", "invitation", "minutes"])
def test_same_sheet_gives_the_same_bytes(name):
    again = TypstRenderer().render([samples.EVERY_SHEET[name]])

    assert again == rendered(name)


def test_another_process_gives_the_same_bytes():
    code = (
        "import hashlib; from tests.documents import samples;"
        "from ganket.adapters.pdf_typst import TypstRenderer as R;"
        "print(hashlib.sha256(R().render([samples.review()])).hexdigest())"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == hashlib.sha256(rendered("review_long")).hexdigest()


@pytest.mark.parametrize("name", samples.HARD_NAMES)
def test_name_copies_out_letter_for_letter(name):
    text = one_line(pages(RENDERER.render([samples.review(name=name)]))[0])

    assert f"đảng viên {name} như sau" in text
    assert unicodedata.is_normalized("NFC", text)


def test_decomposed_letters_are_printed_composed():
    name = "Nguyễn Thị Hồng Ngọc"
    typed = unicodedata.normalize("NFD", name)
    assert typed != name

    text = one_line(pages(RENDERER.render([samples.review(name=typed)]))[0])

    assert f"đảng viên {name} như sau" in text


def test_every_letter_copies_out_in_each_style():
    small = " ".join(LETTERS)
    everything = f"{small} {small.upper()}"
    sheet = samples.roll(1)
    sheet = replace(
        sheet,
        heading=replace(sheet.heading, place_and_day=everything),
        summary=everything,
        signature=Signature(on_behalf=everything),
    )

    text = one_line(pages(RENDERER.render([sheet]))[0])

    assert text.count(everything) == 3


def test_only_our_own_fonts_are_used_and_all_are_embedded():
    reader = pypdf.PdfReader(io.BytesIO(rendered("minutes")))
    fonts = {
        font["/BaseFont"].split("+")[1]: font["/DescendantFonts"][0].get_object()
        for page in reader.pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }

    assert set(fonts) == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
    }
    assert all(
        "/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts.values()
    )


@pytest.mark.parametrize(
    "name", ["review_long", "review_blank", "review_short", "introduction_exempt"]
)
def test_ordinary_form_fits_one_page(name):
    assert len(pages(rendered(name))) == 1


def test_long_remarks_go_on_and_the_signatures_stay_with_text():
    _, second, third = pages(rendered("review_appendix"))

    assert second.index("Chi bộ mong") < second.index("XÁC NHẬN CỦA ĐẢNG ỦY")
    assert "Trần Văn Minh" in second
    assert third.splitlines()[1] == "PHỤ LỤC"


def test_very_long_remarks_do_not_lose_a_word():
    remarks = "\n".join(f"Đoạn {number}: " + "ngoan " * 90 for number in range(1, 9))

    text = one_line(" ".join(pages(RENDERER.render([samples.review(remarks=remarks)]))))

    assert text.count("ngoan") == 8 * 90
    assert [f"Đoạn {number}:" in text for number in range(1, 9)] == [True] * 8


def test_pages_are_numbered_from_the_second_of_each_sheet_on():
    batch = [samples.roll(), samples.review(), samples.request_many()]

    first_lines = [page.splitlines()[0] for page in pages(RENDERER.render(batch))]

    party_heads = {"ĐẢNG BỘ PHƯỜNG BẠC LIÊU", "ĐẢNG BỘ CÁC CƠ QUAN"}
    assert [
        line if line.isdigit() else line.strip() in party_heads for line in first_lines
    ] == [
        *(True, "2", "3", "4"),
        True,
        *(True, "2", "3"),
    ]


def test_list_repeats_its_head_and_keeps_rows_whole():
    texts = pages(rendered("request_many"))

    assert all("Họ và tên" in text for text in texts)
    numbers = [
        line.split()[0]
        for text in texts
        for line in text.splitlines()
        if line.split() and line.split()[0].isdigit() and len(line.split()) > 2
    ]
    assert numbers == [str(number) for number in range(1, 41)]


def test_batch_holds_every_sheet_in_its_order():
    names = [f"Lê Văn Số {number}" for number in range(LONG + 5)]

    texts = pages(RENDERER.render([samples.review(name=name) for name in names]))

    assert len(texts) == len(names)
    for name, text in zip(names, texts, strict=True):
        assert f"đảng viên {name} như sau" in one_line(text)


def test_slips_stand_three_to_a_page():
    texts = pages(RENDERER.render([samples.invitation(place) for place in range(7)]))

    assert [text.count("Mã mời của riêng đồng chí") for text in texts] == [3, 3, 1]
    assert "7KQ4-M2X6" in texts[2]


def test_square_code_carries_the_link_and_text_does_not():
    one, other = samples.invitation(1), samples.invitation(2)
    same_words = replace(one, link=other.link)

    assert RENDERER.render([same_words]) != RENDERER.render([one])
    assert one.link not in pages(RENDERER.render([one]))[0]


def test_words_that_look_like_markup_are_printed_as_they_are():
    name = "#let *x* = $y$ _z_ <a> @b \\c [d] // e"
    sheet = samples.roll(1)
    odd = Grid(columns=(Column(title=name),), rows=((name,),))

    text = one_line(pages(RENDERER.render([replace(sheet, grid=odd, summary=name)]))[0])

    assert text.count(name) == 3


def test_nothing_to_render_is_refused():
    with pytest.raises(ValueError, match="no sheet"):
        RENDERER.render([])


def test_child_of_a_fork_is_told_instead_of_hanging():
    RENDERER.render([samples.review()])

    child = os.fork()
    if child == 0:
        code = 1
        try:
            TypstRenderer().render([samples.review()])
        except ForkedAfterRendering:
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
