"""What waits for the person at the screen, by the hats they wear."""

from collections.abc import Callable
from dataclasses import dataclass

from ganket.accounts.models import Account
from ganket.shell.queries import Hats


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
class Section:
    title: str
    todos: tuple[Todo, ...]


@dataclass(frozen=True, kw_only=True)
class Home:
    """The page: a name to greet, and a section for each hat."""

    name: str
    waiting: int
    sections: tuple[Section, ...]


Source = Callable[[Account, Hats], list[Section]]
SOURCES: list[Source] = []


def home_of(actor: Account, hats: Hats) -> Home:
    sections = [section for source in SOURCES for section in source(actor, hats)]
    return Home(
        name=hats.own.name if hats.own else "",
        waiting=sum(len(section.todos) for section in sections),
        sections=tuple(sections),
    )
