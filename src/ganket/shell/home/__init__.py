"""What waits for the person at the screen, by the hats they wear."""

from dataclasses import dataclass

from ganket.shell.home.own import Own, own_of
from ganket.shell.home.parts import Road, Section
from ganket.shell.home.sections import SECTIONS
from ganket.shell.queries import Hats


@dataclass(frozen=True, kw_only=True)
class Home:
    """The page: whom to greet, a section for each hat, and the own standing."""

    name: str
    sections: tuple[Section, ...]
    own: Own | None

    @property
    def waiting(self) -> int:
        """How many kinds of work wait, over all hats."""
        return sum(len(section.todos) for section in self.sections)

    @property
    def main(self) -> Road | None:
        """The one action for the thumb: that of the first hat that has one."""
        return next((s.main for s in self.sections if s.main is not None), None)


def home_of(hats: Hats) -> Home:
    found = (section(hats) for section in SECTIONS)
    return Home(
        name=hats.own.name if hats.own else "",
        sections=tuple(section for section in found if section is not None),
        own=own_of(hats),
    )
