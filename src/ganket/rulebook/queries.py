"""Which regulation was in force on a day."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ganket.kernel import records
from ganket.rulebook.models import RulePack

DATA = Path(__file__).parent / "data"


class NoRegulation(LookupError):
    """No regulation that we know of was in force on the day."""


@dataclass(frozen=True)
class Rulebook:
    """All regulations, one after the other, without a gap or an overlap."""

    packs: tuple[RulePack, ...]

    def __post_init__(self) -> None:
        """Refuse two packs for a day, or a day between two packs without one."""
        keys = [pack.key for pack in self.packs]
        if len(set(keys)) != len(keys):
            raise ValueError("two packs have the same key")
        for earlier, later in zip(self.packs, self.packs[1:], strict=False):
            if earlier.in_force_until != later.in_force_from:
                raise ValueError(
                    f"{earlier.key} ends on {earlier.in_force_until}, "
                    f"{later.key} starts on {later.in_force_from}"
                )

    def on(self, day: dt.date) -> RulePack:
        """Return the regulation in force on a day, or raise NoRegulation."""
        for pack in self.packs:
            if pack.is_in_force(day):
                return pack
        raise NoRegulation(f"no regulation is known for {day:%d/%m/%Y}")

    def get(self, key: str) -> RulePack:
        """Return the pack by its key; an unknown key is a KeyError."""
        return {pack.key: pack for pack in self.packs}[key]


def read_pack(path: Path) -> RulePack:
    """Return the pack in a TOML file, or raise Malformed with the place."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise records.Malformed(path.name, str(fault)) from fault
    return records.read(RulePack, table, where=path.name)


def read_rulebook(paths: Iterable[Path]) -> Rulebook:
    """Return the packs of several files, ordered by the day they came into force."""
    packs = [read_pack(path) for path in paths]
    return Rulebook(tuple(sorted(packs, key=lambda pack: pack.in_force_from)))


@cache
def rulebook() -> Rulebook:
    """Return the regulations that come with the product, read once."""
    return read_rulebook(sorted((DATA / "packs").glob("*.toml")))


def packs() -> tuple[RulePack, ...]:
    """Return every regulation, the oldest first."""
    return rulebook().packs


def pack_on(day: dt.date) -> RulePack:
    """Return the regulation in force on a day, or raise NoRegulation."""
    return rulebook().on(day)


def get_pack(key: str) -> RulePack:
    """Return a regulation by its key; an unknown key is a KeyError."""
    return rulebook().get(key)
