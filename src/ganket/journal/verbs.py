"""The words of the journal: one constant a verb, with its sentence for the reader."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise

_labels: dict[str, Promise | str] = {}


def verb(name: str, label: "Promise | str") -> str:
    """Declare a verb, ``package.past_participle``, and say it in the reader's language."""
    if name in _labels:
        message = f"the verb {name} is declared twice"
        raise ValueError(message)
    _labels[name] = label
    return name


def label_of(name: str) -> str:
    """Return what a person reads for a verb."""
    return str(_labels.get(name, name))


def declared() -> dict[str, str]:
    """Return every verb with its label, by name."""
    return {name: str(_labels[name]) for name in sorted(_labels)}


Listener = Callable[[Any], None]
_listeners: dict[str, list[Listener]] = {}


def listen(name: str, listener: Listener) -> None:
    """Call ``listener`` whenever the verb is journalled. It may only enqueue.

    It runs inside the transaction. The queue is a table of the same database,
    so the task is there exactly if the change is.
    """
    _listeners.setdefault(name, []).append(listener)


def listeners_of(name: str) -> list[Listener]:
    return _listeners.get(name, [])
