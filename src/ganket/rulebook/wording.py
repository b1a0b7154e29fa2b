"""Sentences of a form with places to fill in, such as ``{member}``."""

from collections.abc import Set as AbstractSet
from string import Formatter


def places(wording: str) -> set[str]:
    """Return the names of the places that a sentence leaves open.

    Raises: ValueError where a brace is left open or a place asks for more than
    a plain name, so that data can never reach into the values it is given.
    """
    found: set[str] = set()
    for _, name, spec, conversion in Formatter().parse(wording):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}} is no plain place in {wording!r}")
        found.add(name)
    return found


def check(wording: str, allowed: AbstractSet[str]) -> None:
    """Raise ValueError where a sentence has a place that nothing will fill."""
    strange = sorted(places(wording) - allowed)
    if strange:
        raise ValueError(f"nothing fills {{{strange[0]}}} in {wording!r}")


def fill(wording: str, **words: str) -> str:
    """Return the sentence with its places filled; a missing word is a KeyError."""
    return wording.format(**words)
