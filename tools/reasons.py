"""Ask every exception for its code and its reason, and every TODO for its issue."""

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "bench")
NOT_OURS = {"vendor", "__pycache__"}
OTHER_TEXTS = {".html", ".css", ".js", ".toml", ".typ"}

NOQA = re.compile(r"#\s*noqa\b", re.IGNORECASE)
NOQA_WELL = re.compile(r"#\s*noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \w.+")
WHOLE_FILE = re.compile(r"#\s*(ruff|flake8|mypy|type):\s*(noqa|ignore-errors)")
IGNORE = re.compile(r"#\s*type:\s*ignore\b")
IGNORE_WELL = re.compile(r"#\s*type: ignore\[[a-z, -]+\]\s+#\s*\w.+")
UNCOVERED = re.compile(r"#\s*pragma:\s*no cover(?!\s*-\s*\w)")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\s*\(?#\d+)")


def main() -> None:
    found = [fault for path in texts(ROOT) for fault in faults_in(path)]
    print("\n".join(found))
    sys.exit(1 if found else 0)


def texts(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            ours = not NOT_OURS & set(path.parts)
            if ours and path.suffix in {".py", *OTHER_TEXTS} and path.is_file():
                yield path


def faults_in(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = comments(text) if path.suffix == ".py" else enumerate(text.splitlines(), 1)
    for number, line in lines:
        for fault in faults_of(line):
            yield f"{path.relative_to(ROOT)}:{number}: {fault}"


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Return each comment with its line: what stands in a string is no exception."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def faults_of(comment: str) -> Iterator[str]:
    if WHOLE_FILE.search(comment):
        yield "an exception is made for a line, never for a whole file"
    elif NOQA.search(comment) and not NOQA_WELL.search(comment):
        yield "write it as: noqa: CODE - reason"
    if IGNORE.search(comment) and not IGNORE_WELL.search(comment):
        yield "write it as: type: ignore[code]  # reason"
    if UNCOVERED.search(comment):
        yield "write it as: pragma: no cover - reason"
    if UNDONE.search(comment):
        yield "what is left to do names its issue: TODO #12"


if __name__ == "__main__":
    main()
