"""A person at a screen of their own, with a few verbs to tell a story by.

Every page that somebody comes to is looked at: axe finds nothing on it and nothing
has to be pushed sideways. ``page_at`` (tests/browser.py) fails the test for whatever
a page complained of in its console.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser import assert_accessible, assert_no_sideways_scroll
from tests.e2e.pictures import Pictures

PHONE, DESK = 360, 1280
# Two pages are of one make where they differ in words and numbers alone.
MAKE = """() => innerWidth + location.pathname.replace(/\\d+/g, "") + [...new Set(
    [...document.querySelectorAll("[class]")].map((each) => each.className)
)].sort().join()"""


@dataclass
class Someone:
    """Who sits where. Labels, buttons and links are named as the screen names them."""

    page: Page
    site: str
    pictures: Pictures
    seen: set[str]
    has_scripts: bool = True

    def open(self, address: str) -> None:
        self.page.goto(self.site + address)
        self.look()

    def go_home(self) -> None:
        self.page.get_by_role("banner").get_by_role("link", name="Gắn Kết").click()
        self.look()

    def take_road(self, name: str) -> None:
        """Take one of the roads that every page offers."""
        roads = "Các mục chính"
        if self.page.viewport_size["width"] == PHONE:
            self.page.get_by_text("Mục lục", exact=True).click()
            roads = "Mục lục"
        nav = self.page.get_by_role("navigation", name=roads)
        nav.get_by_role("link", name=re.compile(rf"^{re.escape(name)}")).click()
        self.look()

    def follow(self, name: str, *, near: str = "") -> None:
        self._around(near).get_by_role("link", name=name).first.click()
        self.look()

    def press(self, name: str, *, near: str = "") -> None:
        self._around(near).get_by_role("button", name=name).first.click()
        self.look()

    def _around(self, near: str) -> Locator | Page:
        """Return the list item or row that holds some words, else the whole page."""
        if not near:
            return self.page.get_by_role("main").or_(
                self.page.get_by_role("region", name="Việc chính của trang")
            )
        places = self.page.locator("li, tr, section")
        return places.filter(has_text=near).last

    def write(self, values: dict[str, str]) -> None:
        """Fill fields in, by their labels."""
        for label, value in values.items():
            name = re.compile(rf"^{re.escape(label)}( \(không bắt buộc\))?$")
            self.page.get_by_role("textbox", name=name).fill(value)

    def search(self, words: str) -> None:
        self.page.get_by_role("search").get_by_role("searchbox").fill(words)
        self.press("Tìm")

    def unfold(self, name: str) -> None:
        self.page.locator("summary").filter(has_text=name).first.click()

    def choose(self, *labels: str, within: str = "") -> None:
        place = self.page
        if within:
            group = re.compile(rf"^{re.escape(within)}")
            place = self.page.get_by_role("group", name=group)
        for label in labels:
            place.get_by_label(label, exact=True).check()

    def choose_like(self, label: str) -> None:
        """Choose what a label begins with: more stands behind it."""
        self.page.get_by_role("checkbox", name=label).check()

    def pick(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(label=option)

    def upload(self, label: str, name: str, content: str) -> None:
        file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
        self.page.get_by_label(label).set_input_files(file)

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def reads_nowhere(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)

    def look(self) -> None:
        """Look the page over; axe looks once at each make of a page."""
        self.page.wait_for_load_state("load")
        assert_no_sideways_scroll(self.page)
        if not self.has_scripts:  # axe is one
            return
        make = self.page.evaluate(MAKE)
        if make not in self.seen:
            assert_accessible(self.page)
            self.seen.add(make)

    def takes_out(self, name: str, *, picture: str = "") -> PdfReader:
        """Return the paper behind a link."""
        link = self.page.get_by_role("link", name=name).first
        answer = self.page.request.get(self.site + link.get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf", answer.status
        if picture:
            self.pictures.take_paper(answer.body(), picture)
        return PdfReader(io.BytesIO(answer.body()))

    def prints(self, name: str) -> PdfReader:
        """Press a button that answers with a paper, and return the paper."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=name).first.click()
        return PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))

    def photograph(self, name: str, *, at: str = "") -> None:
        self.pictures.take(self.page, name, at=at)
