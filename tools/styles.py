"""Refuse what would spoil the looks or the security policy of the pages.

- a raw colour, or more than 2px, in a style sheet other than tokens.css;
- ``style=`` and ``on…=`` attributes in a template;
- a class in a template that no style sheet has.

Usage: python tools/styles.py [FOLDER]; exit 1 with one line for each fault.
"""

import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
TEMPLATE_FOLDERS = {"jinja2", "templates"}

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|:\s*(?:white|black)\b"
)
PIXELS = re.compile(r"(?<![\w-])(\d*\.?\d+)px\b")
CSS_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")

TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%-?.*?-?%\}", re.DOTALL)
ALTERNATIVE = re.compile(r"\{%-?\s*(?:else|elif)\b.*?-?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
INLINE = re.compile(r"""[\s"'](style|on[a-z]+)\s*=\s*["']""")
CLASS = re.compile(
    r"""\bclass="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{]|\{(?![{%]))*)\"""", re.DOTALL
)
WIDGET_CLASS = re.compile(r'"class":\s*"([^"]*)"')
# What an expression writes: its first literal and those behind an else.
WRITTEN = re.compile(r"""(?:^|\belse\b)\s*["']([^"']*)["']""")


def style_sheets(root: Path) -> list[Path]:
    found = root.rglob("static/**/*.css")
    return sorted(path for path in found if "vendor" not in path.parts)


def templates(root: Path) -> list[Path]:
    found = root.rglob("*.html")
    return sorted(path for path in found if TEMPLATE_FOLDERS & set(path.parts))


def lines_with(
    text: str, pattern: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Take out what ``pattern`` finds but keep the lines, so that numbers stay true."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def raw_values(path: Path) -> Iterator[str]:
    if path.name == "tokens.css":
        return
    text = blanked(path.read_text(encoding="utf-8"), CSS_COMMENT)
    for number, match in lines_with(text, COLOUR):
        yield f"{path}:{number}: a raw colour ({match[0].strip()}) belongs in tokens.css"
    for number, match in lines_with(text, PIXELS):
        if float(match[1]) > 2:  # noqa: PLR2004 - hairlines and rules, as house.md says
            yield f"{path}:{number}: {match[0]} belongs in tokens.css, in rem"


def inline_code(path: Path) -> Iterator[str]:
    text = blanked(path.read_text(encoding="utf-8"), TEMPLATE_COMMENT)
    for number, match in lines_with(text, INLINE):
        yield f"{path}:{number}: no {match[1]}= in a template: the security policy blocks it"


def known_classes(root: Path) -> set[str]:
    sheets = (
        CSS_COMMENT.sub("", path.read_text("utf-8")) for path in style_sheets(root)
    )
    return {name for sheet in sheets for name in CSS_CLASS.findall(sheet)}


def written_classes(value: str) -> Iterator[str]:
    """Yield the classes of one attribute; what only the run can tell becomes ``*``."""
    for expression in EXPRESSION.findall(value):
        for literal in WRITTEN.findall(expression.strip()):
            yield from literal.split()
    shape = STATEMENT.sub("", ALTERNATIVE.sub(" ", EXPRESSION.sub("*", value)))
    yield from shape.split()


def unknown_classes(path: Path, known: set[str]) -> Iterator[str]:
    text = blanked(path.read_text(encoding="utf-8"), TEMPLATE_COMMENT)
    for pattern in (CLASS, WIDGET_CLASS):
        for number, match in lines_with(text, pattern):
            for name in written_classes(match[1]):
                if not any(fnmatchcase(one, name) for one in known):
                    yield f"{path}:{number}: no style sheet has the class {name}"


def problems(root: Path) -> list[str]:
    known = known_classes(root)
    return [
        *(fault for path in style_sheets(root) for fault in raw_values(path)),
        *(fault for path in templates(root) for fault in inline_code(path)),
        *(fault for path in templates(root) for fault in unknown_classes(path, known)),
    ]


def main(arguments: list[str]) -> int:
    root = Path(arguments[0]) if arguments else SOURCE
    faults = problems(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
