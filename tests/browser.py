"""A real Chromium for tests that look at pages.

``browser`` is one Chromium for the whole session. ``page_at(width)`` opens a page
of a phone (360) or a desk (1280) in it, and when the test is over it fails the test
for whatever the page complained of: a script error, a blocked style, a missing file.
``photograph(page, name)`` keeps a picture under test-results/, and
``assert_accessible(page)`` asks axe.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "test-results"
HEIGHTS = {360: 740, 1280: 900}
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
]
PageAt = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def static_root() -> None:
    # WhiteNoise warns of a missing folder, and warnings are errors. Nothing is
    # collected into it: the live server finds the files in their packages.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("these tests need Chromium: apt-get install chromium")
    # Playwright keeps a loop running in this thread, and Django would refuse to
    # touch the database from what it takes for a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    contexts = []
    complaints: list[str] = []

    def open_page(
        width: int, *, theme: str = "light", tolerant: bool = False, **options: Any
    ) -> Page:
        """Open a page. ``tolerant`` where the test itself breaks the line or the server."""
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=theme,
            locale="vi-VN",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if not tolerant:
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda said: (
                    complaints.append(said.text) if said.type == "error" else None
                ),
            )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def photograph(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def assert_accessible(page: Page) -> None:
    # Preloading would fetch the style sheets anew, against the security policy.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    faults = [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
        for fault in found
        for node in fault["nodes"]
    ]
    assert faults == []


def assert_no_sideways_scroll(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
