"""The port fakes: what they are asked is kept, and nothing is laid out."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from ganket.config import wiring
from ganket.documents import ports
from ganket.documents.sheets import to_json


class RecordingRenderer:
    """Keeps the sheets that it is asked to lay out; its bytes are their words."""

    def __init__(self):
        self.sheets = []

    def render(self, sheets):
        self.sheets.extend(sheets)
        return "\f".join(to_json(sheet) for sheet in sheets).encode()


@contextmanager
def recording_renderer() -> Iterator[RecordingRenderer]:
    """Bind a renderer that records its calls, within a block."""
    fake = RecordingRenderer()
    ports.renderer.bind(lambda: fake)
    try:
        yield fake
    finally:
        wiring.bind(settings.GANKET_PORTS)
