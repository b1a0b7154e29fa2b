"""What the source says, read as syntax: import-linter knows modules, not faces."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ganket"


@dataclass(frozen=True)
class Module:
    """A module of ours: ``name`` without the root, ``meetings.views`` say."""

    name: str
    text: str

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def rooms(self) -> set[str]:
        return set(self.name.split(".")[1:])


def modules() -> Iterator[Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            yield Module(name, path.read_text(encoding="utf-8"))


def imported(module: Module) -> Iterator[str]:
    """Return each name of ours that a module imports, without the root."""
    for node in ast.walk(ast.parse(module.text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (n.removeprefix("ganket.") for n in names if n[:7] == "ganket.")


def attributes(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(module.text)):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
