"""Small pieces of Markdown, and the modules that the pages are about."""

import importlib
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from django.apps import apps

NOTE = (
    "<!-- Written by tools/docs.py from the code. Change the code, then: make docs -->"
)


def heading(title: str, about: str) -> list[str]:
    return [f"# {title}", "", NOTE, "", about, ""]


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    names = list(head)
    return [
        line(names),
        line("---" for _ in names),
        *(line(cell(str(value)) for value in row) for row in rows),
        "",
    ]


def line(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def first_sentence(thing: object) -> str:
    """Return the first paragraph of a docstring as one line."""
    text = inspect.getdoc(thing) or ""
    return cell(text.partition("\n\n")[0])


def our_modules(room: str) -> Iterator[tuple[str, ModuleType]]:
    """Return one room of every package, ``commands`` say, with all of its modules."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        if not app.name.startswith("ganket."):
            continue
        folder = Path(app.path)
        names = [f"{app.name}.{room}"] if exists(folder / room) else []
        names += [
            f"{app.name}.{room}.{path.stem}"
            for path in sorted((folder / room).glob("*.py"))
            if path.stem != "__init__"
        ]
        for name in names:
            yield app.label, importlib.import_module(name)


def exists(room: Path) -> bool:
    return room.with_suffix(".py").exists() or (room / "__init__.py").exists()
