"""What home pages are made of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ganket.shell.roads import address

BAD, WAIT, GOOD = "bad", "wait", "good"


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One kind of work that waits: how much, in a sentence, and where it is done."""

    count: int
    title: str
    url: str
    note: str = ""
    tone: str = ""
    badge: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Road:
    """A way on, as a button."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """The next meeting as a card: when, where, what comes first; ``road`` leads on."""

    tone: str
    state: str
    held_at: dt.datetime
    place: str
    note: str
    road: Road | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How far something has come: pieces (tone, number, word) of a whole."""

    title: str
    parts: tuple[tuple[str, int, str], ...]
    total: int
    rest: str
    road: Road | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """All that one hat has to do. ``quiet`` is said where nothing waits."""

    title: str
    todos: tuple[Todo, ...]
    quiet: str
    sitting: Sitting | None = None
    no_sitting: str = ""
    bar: Bar | None = None
    main: Road | None = None
    roads: tuple[Road, ...] = ()


def waiting(todos: Iterable[Todo | None]) -> tuple[Todo, ...]:
    """Return what there is to do, without what is done."""
    return tuple(todo for todo in todos if todo is not None and todo.count)


def road(label: object, icon: str, name: str, *args: object) -> Road | None:
    """Return a way to a page, where it exists."""
    url = address(name, *args)
    return Road(label=str(label), url=url, icon=icon) if url else None


def roads(*found: Road | None) -> tuple[Road, ...]:
    return tuple(each for each in found if each is not None)
