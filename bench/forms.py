"""500 forms F3 of a ward on paper, from the issued rows to the bytes of one file."""

import datetime as dt
import io
from html import escape
from random import Random
from shutil import which

from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter

from bench.side_by_side import Way, measure
from ganket.demo.names import full_name
from ganket.documents import ports
from ganket.documents.models import IssuedDocument
from ganket.documents.queries import sheet_of
from ganket.documents.sheets import to_plain
from ganket.journal.commands import key_of
from ganket.org.models import Unit
from ganket.reviews.commands import print_reviews
from ganket.reviews.models import Review, ReviewCycle
from tests.documents.samples import DAY, review
from tests.factories import member_at, org

FORMS, CELLS, YEAR = 500, 10, 2026

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
body { font: 14pt "Liberation Serif", serif; margin: 0 }
section { break-after: page } p { margin: 2pt 0; text-align: justify }
h1, h2, header, footer { text-align: center } h1 { font-size: 16pt } h2 { font-size: 14pt }
header, footer { display: grid; grid-template-columns: 1fr 1fr } footer { gap: 20mm }
"""


def run() -> None:
    ward = issue_all()
    measure(
        f"{FORMS} forms F3 of one ward into one PDF, one process",
        [
            Way(
                "`ganket print reviews`",
                lambda _: print_reviews(ward, YEAR),
                tell=pages,
            ),
            Way(
                "the same engine, form by form, then joined",
                lambda _: joined(),
                tell=pages,
            ),
            Way(
                "an HTML page printed by Chromium", lambda _: by_chromium(), tell=pages
            ),
        ],
    )


def issue_all() -> Unit:
    """Let a ward have confirmed reviews, each with its paper as it was issued."""
    ward, rng = org.ward(code="31825"), Random(YEAR)
    days = dict.fromkeys(("opens_on", "cells_due_on", "closes_on"), DAY)
    cycle = ReviewCycle.objects.create(
        ward=ward, year=YEAR, rule_pack="qd213", reply_days=3, **days
    )
    cells = [org.residence_cell(ward, name=f"Khóm {n}") for n in range(1, CELLS + 1)]
    for number in range(1, FORMS + 1):
        cell = cells[number % CELLS]
        member = member_at(cell, name=full_name(rng, rng.choice("MF")))
        made = Review.objects.create(
            cycle=cycle, year=YEAR, member=member, ward=ward, cell=cell, form="LONG",
            rule_pack="qd213", state="CONFIRMED", shown_at=dt.datetime.now(dt.UTC),
            confirmed_on=DAY,
        )  # fmt: skip
        made.document = IssuedDocument.objects.create(
            kind="REVIEW", unit=cell, year=YEAR, number=number, subject=key_of(made),
            issued_on=DAY, form_version="1", rule_pack="qd213", sha256="", content=b"",
            sheet=to_plain(review(name=member.person.full_name, number=number)),
        )  # fmt: skip
        made.save()
    return ward


def joined() -> bytes:
    """Make a PDF of each form, as a first version of this program would."""
    whole, out = PdfWriter(), io.BytesIO()
    for paper in IssuedDocument.objects.order_by("pk"):
        one = ports.renderer().render([sheet_of(paper)])
        whole.append(io.BytesIO(one))
    whole.write(out)
    return out.getvalue()


def by_chromium() -> bytes:
    """Print a page of HTML in a browser, as most web programs make their papers."""
    sections = "".join(section(paper.sheet) for paper in IssuedDocument.objects.all())
    html = f"<!doctype html><style>{STYLE}</style><body>{sections}"
    with sync_playwright() as playwright:
        path = which("chromium") or which("chromium-browser")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.set_content(html)
        pdf = page.pdf(prefer_css_page_size=True)
        browser.close()
    return pdf


def section(sheet: dict) -> str:
    head, left, right = sheet["heading"], sheet["confirmation"], sheet["signature"]
    items = "".join(
        paragraph(f"{item['number']}. {item['text']}: {item['answer']}", boxes(item))
        for item in sheet["items"]
    )
    fields = "; ".join(
        f"{field['label']}: {field['value']}" for field in sheet["fields"]
    )
    return (
        f"<section><header>{paragraph(head['upper'], head['issuer'], head['number'])}"
        f"{paragraph(head['party'], head['place_and_day'])}</header>"
        f"<h1>{escape(sheet['title'])}</h1><h2>{escape(sheet['subtitle'])}</h2>"
        f"{paragraph(sheet['opening'])}{paragraph(fields)}{items}"
        f"<footer>{signed(left)}{signed(right)}</footer></section>"
    )


def boxes(item: dict) -> str:
    ticks = [("☒" if c["is_ticked"] else "☐", c["label"]) for c in item["choices"]]
    return "  ".join(f"{box} {label}" for box, label in ticks)


def signed(by: dict) -> str:
    return paragraph(by["on_behalf"], by["post"]) + paragraph(by["name"])


def paragraph(*lines: str) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in lines if line)}</p>"


def pages(pdf: bytes) -> str:
    count = len(PdfReader(io.BytesIO(pdf)).pages)
    return f"{count} pages, {len(pdf) / 1_000_000:.1f} MB"
