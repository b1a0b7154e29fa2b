"""Sheets on paper, by typst: one document for as many sheets as are handed in."""

import contextlib
import ctypes
import io
import json
import os
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import segno
import typst

from ganket.documents.sheets import InvitationSheet, Sheet, to_plain

HERE = Path(__file__).parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"

# The engine keeps what it worked out for its last ten documents. After a long one
# that is hundreds of megabytes, so it is made to forget.
REMEMBERED = 10
LONG = 20


class ForkedAfterRendering(RuntimeError):
    """A process rendered, forked, and now renders in the child: it would hang.

    The engine's threads do not survive a fork. Start workers before the first
    rendering, or spawn them.
    """


class TypstRenderer:
    """Renders every kind of sheet; safe to call from several threads.

    One document is made at a time, whoever asks: memory is bounded by the
    longest document and not by how many people print at once.
    """

    _lock = threading.Lock()
    _rendered_in: int | None = None

    def __init__(self) -> None:
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(FONTS)],
        )

    def render(self, sheets: Sequence[Sheet]) -> bytes:
        """Return one PDF; each sheet starts a page, slips stand three to a page.

        Raises: ValueError without a sheet, ForkedAfterRendering in a child of a
        process that has rendered.
        """
        if not sheets:
            raise ValueError("there is no sheet to render")
        inputs = {"title": _title(sheets), "sheets": _as_json(sheets)}
        with self._lock:
            self._refuse_in_a_fork()
            pdf = self._compile(inputs)
            if len(sheets) > LONG:
                self._forget()
        return pdf

    def _refuse_in_a_fork(self) -> None:
        process = os.getpid()
        if TypstRenderer._rendered_in not in (None, process):
            raise ForkedAfterRendering("render in a spawned process instead")
        TypstRenderer._rendered_in = process

    def _compile(self, inputs: dict[str, str], source: bytes | None = None) -> bytes:
        compiler = typst.Compiler(
            str(TEMPLATES / "main.typ"),
            root=str(TEMPLATES),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
        # The time stamp is fixed: the same sheets give the same bytes.
        pdf = compiler.compile(input=source, format="pdf", timestamp=0)
        if not isinstance(pdf, bytes):
            raise TypeError("one document was expected")
        return pdf

    def _forget(self) -> None:
        for _ in range(REMEMBERED + 1):
            self._compile({}, source=b"x")
        # Where the C library can, hand the emptied memory back to the system.
        with contextlib.suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).malloc_trim(0)


def _title(sheets: Sequence[Sheet]) -> str:
    first = sheets[0]
    return first.product if isinstance(first, InvitationSheet) else first.title


def _as_json(sheets: Sequence[Sheet]) -> str:
    text = json.dumps(list(_tables(sheets)), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


def _tables(sheets: Sequence[Sheet]) -> Iterator[dict[str, Any]]:
    """Yield a table for each sheet, and one for each run of slips."""
    for are_slips, run in groupby(
        sheets, lambda sheet: isinstance(sheet, InvitationSheet)
    ):
        if are_slips:
            slips = [to_plain(slip) | {"square": _square(slip)} for slip in run]
            yield {"kind": "invitations", "slips": slips}
        else:
            yield from map(to_plain, run)


def _square(slip: Sheet) -> str:
    if not isinstance(slip, InvitationSheet):
        raise TypeError("only a slip bears a square code")
    out = io.BytesIO()
    segno.make(slip.link, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()
