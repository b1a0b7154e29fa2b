"""What a reader opened is told to the one whose record it is, so it has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "ganket"


def names_given(source: str) -> Iterator[ast.expr]:
    """Find what is named as opened: in calls, and in what is handed to them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) == "note_reading":
            yield from (each.value for each in node.keywords if each.arg == "what")
            # Handed over whole: by reading_of, which is looked at below, or not at all.
            whole = (each.value for each in node.keywords if each.arg is None)
            yield from (each for each in whole if not _is_reading_of(each))
        if isinstance(node, ast.FunctionDef) and node.name == "reading_of":
            yield from _whats_in(node)


def _is_reading_of(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and _called(value) == "reading_of"


def _whats_in(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "what":
                    yield value


def _called(node: ast.Call) -> str:
    name = node.func
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def is_named(value: ast.expr) -> bool:
    """Tell whether the name is marked for translation and is Vietnamese."""
    if not isinstance(value, ast.Call) or _called(value) != "gettext_noop":
        return False
    (words,) = value.args
    return isinstance(words, ast.Constant) and not str(words.value).isascii()


def unnamed_in(source: str) -> list[str]:
    return [ast.unparse(each) for each in names_given(source) if not is_named(each)]


READERS = [
    path
    for path in SRC.rglob("*.py")
    if "note_reading(" in path.read_text() and path.parent.name != "people"
]


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(SRC)))
def test_what_was_opened_has_words_for_its_owner(path):
    assert unnamed_in(path.read_text()) == []


def test_there_are_readings_to_look_at():
    assert len(READERS) >= 5


@pytest.mark.parametrize(
    "planted",
    [
        'note_reading(actor=a, person=p, what="contributions")',
        'note_reading(actor=a, person=p, what="Góp công")',
        'note_reading(actor=a, person=p, what=gettext_noop("contributions"))',
        'def reading_of(row): return {"what": "review"}',
        "note_reading(actor=a, person=p, **told)",
    ],
)
def test_reading_without_words_is_found(planted):
    assert len(unnamed_in(planted)) == 1
