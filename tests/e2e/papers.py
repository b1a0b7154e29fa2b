"""Looking at a paper that the system gave out, as a clerk with a ruler would."""

from pypdf import PdfReader

A4 = (210, 297)
MM = 72 / 25.4


def text_of(paper: PdfReader) -> str:
    """Return all that copies out of a paper, with one space between words."""
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def assert_a4(paper: PdfReader, *, pages: int | None = 1) -> None:
    """Measure every page, and count them where their number is known."""
    sizes = {
        (
            round(float(page.mediabox.width) / MM),
            round(float(page.mediabox.height) / MM),
        )
        for page in paper.pages
    }
    assert sizes == {A4}
    assert pages in {None, len(paper.pages)}


def assert_says(paper: PdfReader, *texts: str) -> None:
    """Every text copies out with its marks intact."""
    said = text_of(paper)
    assert [text for text in texts if text not in said] == []
