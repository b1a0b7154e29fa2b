"""Which adapter stands behind which port."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.module_loading import import_string

from ganket.documents import ports

PORTS: dict[str, ports.Port[Any]] = {
    "pdf": ports.renderer,
    "sheet_reader": ports.reader,
    "sheet_writer": ports.writer,
}


def bind(adapters: Mapping[str, str]) -> None:
    """Bind each port to the adapter of this dotted path, loaded when first used.

    Raises: KeyError for a port that there is not.
    """
    for name, path in adapters.items():
        PORTS[name].bind(partial(_build, path))


def _build(path: str) -> Any:
    return import_string(path)()
