import re

import pytest

from tools import docs

HOW_TO = docs.ROOT / "docs" / "how-to"
GUIDES = ["bi-thu-chi-bo", "dang-vien", "can-bo-dang-uy", "noi-cong-tac", "quan-tri"]
PAGES = [
    docs.ROOT / "docs" / "tutorial" / "tuan-dau.md",
    *(HOW_TO / f"{name}.md" for name in [*GUIDES, "print", "review"]),
]


def said_on_screens():
    """All texts of templates, pages and rules: where a label can stand."""
    source = docs.ROOT / "src" / "ganket"
    files = [
        path
        for pattern in ("*.html", "*.py", "*.toml")
        for path in source.rglob(pattern)
        if not {"demo", "migrations"} & set(path.parts)
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_for_users_names_what_stands_on_a_screen(page):
    labels = set(re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8")))
    screens = said_on_screens()

    assert {label for label in labels if label not in screens} == set()
