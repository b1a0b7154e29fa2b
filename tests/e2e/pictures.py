"""The pictures in README and docs, taken where they are asked for (``make pictures``)."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.slim import slim

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
# Tall enough for a telephone's picture to say what it is about.
HEIGHT = 900
# Dots an inch: a page of A4 is then about as wide as half a screen.
PAPER = "80"


@dataclass(frozen=True)
class Pictures:
    wanted: bool = bool(os.environ.get("PICTURES"))

    def scale(self, width: int) -> float:
        """Return how many dots a pixel has: telephones have fine screens."""
        return 1.5 if self.wanted and width < 500 else 1

    def take(self, page: Page, name: str, *, at: str = "") -> None:
        """Keep what the screen shows, from some words on or from its top."""
        if not self.wanted:
            return
        size = page.viewport_size
        page.set_viewport_size({**size, "height": HEIGHT})
        page.evaluate("window.scrollTo(0, 0)")
        if at:
            words = page.get_by_text(at, exact=True).first
            words.evaluate("each => each.scrollIntoView({block: 'start'})")
        self._keep(name, page.screenshot())
        page.set_viewport_size(size)

    def take_paper(self, content: bytes, name: str) -> None:
        """Keep the first page of a PDF."""
        if not self.wanted:
            return
        if shutil.which("pdftoppm") is None:
            message = "pictures of papers need pdftoppm: apt-get install poppler-utils"
            raise RuntimeError(message)
        draw = ["pdftoppm", "-png", "-singlefile", "-r", PAPER, "-"]
        drawn = subprocess.run(draw, input=content, capture_output=True, check=True)
        self._keep(name, drawn.stdout)

    def _keep(self, name: str, png: bytes) -> None:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(slim(png))
