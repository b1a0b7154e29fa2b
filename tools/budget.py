"""Hold functions, files and templates to the sizes that can be read at a sitting.

A size has an aim that 95 of 100 keep and a limit that none is over. What is over
the limit needs an entry in tools/budget.toml that says why; an entry that is no
longer needed is a fault too.
"""

import ast
import statistics
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = ROOT / "tools" / "budget.toml"
PYTHON = ("src", "tests", "tools", "bench")
NOT_OURS = {"migrations", "vendor", "__pycache__"}
SHARE = 0.95


@dataclass(frozen=True)
class Budget:
    aim: int
    limit: int


BUDGETS = {
    "function": Budget(30, 60),
    "view": Budget(25, 35),
    "test": Budget(30, 60),
    "file": Budget(350, 500),
    "template": Budget(120, 200),
    "script": Budget(150, 150),
}


@dataclass(frozen=True)
class Size:
    kind: str
    place: str
    lines: int


def main() -> None:
    sizes = list(measured(ROOT))
    found = faults(sizes, exceptions())
    print("\n".join(found or summary(sizes)))
    sys.exit(1 if found else 0)


def exceptions() -> dict[str, str]:
    """Return the reason for each place that may be over its limit."""
    table = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {entry["place"]: entry["reason"] for entry in table.get("over", [])}


def measured(root: Path) -> Iterator[Size]:
    """Measure everything under a root that a person reads."""
    for path in files(root, PYTHON, "*.py"):
        text = path.read_text(encoding="utf-8")
        yield Size("file", str(path.relative_to(root)), len(text.splitlines()))
        yield from functions(text, str(path.relative_to(root)))
    for suffix, kind in (("*.html", "template"), ("*.js", "script")):
        for path in files(root, ("src",), suffix):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            yield Size(kind, str(path.relative_to(root)), lines)


def files(root: Path, folders: tuple[str, ...], pattern: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob(pattern)):
            if not NOT_OURS & set(path.parts):
                yield path


def functions(text: str, path: str) -> Iterator[Size]:
    """Measure each function from its ``def`` to its last line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(function_kind(node, path), f"{path}::{node.name}", lines)


def function_kind(node: ast.FunctionDef | ast.AsyncFunctionDef, path: str) -> str:
    if path.startswith("tests/") and node.name.startswith("test_"):
        return "test"
    first = node.args.args[0].arg if node.args.args else ""
    is_page = "/views" in path and first == "request"
    return "view" if is_page else "function"


def faults(sizes: list[Size], allowed: dict[str, str]) -> list[str]:
    """Return a sentence for each size that is too large; none is good."""
    over = [size for size in sizes if size.lines > BUDGETS[size.kind].limit]
    found = [
        f"{size.place}: {size.lines} lines; a {size.kind} has at most "
        f"{BUDGETS[size.kind].limit}"
        for size in over
        if size.place not in allowed
    ]
    found += [
        f"tools/budget.toml: {place} is within its limit, take the entry out"
        for place in allowed
        if place not in {size.place for size in over}
    ]
    found += [
        f"tools/budget.toml: {place} has no reason"
        for place, reason in allowed.items()
        if not reason.strip()
    ]
    return found + [fault for kind in BUDGETS for fault in crowded(kind, sizes)]


def crowded(kind: str, sizes: list[Size]) -> Iterator[str]:
    """Tell where too many of a kind are over the aim, the largest first."""
    aim = BUDGETS[kind].aim
    mine = sorted((s for s in sizes if s.kind == kind), key=lambda s: -s.lines)
    over = [size for size in mine if size.lines > aim]
    if len(over) > len(mine) * (1 - SHARE) + 1:
        yield f"{len(over)} of {len(mine)} {kind}s are over {aim} lines; the largest:"
        yield from (f"  {size.lines:4} {size.place}" for size in over[:10])


def summary(sizes: list[Size]) -> list[str]:
    told = []
    for kind in BUDGETS:
        mine = [size.lines for size in sizes if size.kind == kind]
        if mine:
            median = statistics.median_low(mine)
            told.append(f"{kind:<9} {len(mine):5}  median {median}, most {max(mine)}")
    return told


if __name__ == "__main__":
    main()
