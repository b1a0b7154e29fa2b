"""The pictures in README and docs, taken where they are asked for."""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"


@dataclass(frozen=True)
class Pictures:
    wanted: bool = bool(os.environ.get("GANKET_PICTURES"))

    def scale(self, width: int) -> int:
        """Return how many dots a pixel has: telephones have fine screens."""
        return 2 if self.wanted and width < 500 else 1

    def take(self, page: Page, name: str) -> None:
        if self.wanted:
            FOLDER.mkdir(exist_ok=True)
            page.screenshot(path=FOLDER / f"{name}.png")
