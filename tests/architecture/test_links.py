import re

import pytest

from tools import docs

PAGES = sorted([*docs.ROOT.glob("*.md"), *(docs.ROOT / "docs").rglob("*.md")])


def dead_links(text, folder):
    """Return the links of a page that lead to no file beside it."""
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    files = [link.partition("#")[0] for link in links if "://" not in link]
    return [name for name in files if name and not (folder / name).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_leads_to_pages_that_are_there(page):
    assert dead_links(page.read_text(encoding="utf-8"), page.parent) == []


def test_planted_dead_link_is_told(tmp_path):
    assert dead_links("[a](gone.md#x) [b](https://x.vn)", tmp_path) == ["gone.md"]
