"""Every route of the product, filled with ids of rows that are there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ganket.org.models import Unit

# How many rows of a kind are tried, and how many fillings of one route.
ROWS, FILLINGS = 6, 12
PLAIN = {"year": [2026], "half": [1], "kind": ["REVIEW"], "code": None}


@dataclass(frozen=True)
class Route:
    name: str
    names: tuple[str, ...]

    @property
    def app(self) -> str:
        return self.name.partition(":")[0]

    def addresses(self) -> Iterator[str]:
        """Return addresses of this route with arguments that lead to real rows."""
        values = [values_for(self.app, name) for name in self.names]
        for chosen in islice(product(*values), FILLINGS):
            arguments = dict(zip(self.names, chosen, strict=True))
            yield reverse(self.name, kwargs=arguments)


class ArgumentUnknown(Exception):
    """No row is known for an argument: teach ``values_for`` its name."""


def routes(urlconf: str | None = None) -> list[Route]:
    return sorted(_under(get_resolver(urlconf), "", ()), key=lambda r: r.name)


def _under(
    resolver: URLResolver, space: str, names: tuple[str, ...]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = (*names, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            if entry.name is None:
                raise ArgumentUnknown(f"{entry.pattern} has no name")
            yield Route(f"{space}{entry.name}", here)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _under(entry, inner, here)


def values_for(app: str, name: str) -> list[Any]:
    """Return values for an argument, by its name: ``pk``, ``meeting_id``, ``code``."""
    if name == "code":
        return list(Unit.objects.values_list("code", flat=True).order_by("pk")[:ROWS])
    if PLAIN.get(name):
        return list(PLAIN[name])
    if app == "shell" and name in {"model", "row_id"}:
        return _histories(name)
    wanted = name.removesuffix("_id").removesuffix("_pk").replace("_", "")
    models = [m for m in apps.get_models() if m.__module__.startswith("ganket.")]
    near = [m for m in models if m._meta.app_label == app]
    named = [m for m in models if m._meta.model_name == wanted]
    chosen = near if name == "pk" else named
    keys = [
        key
        for model in chosen
        for key in model._base_manager.order_by("-pk").values_list("pk", flat=True)[
            :ROWS
        ]
    ]
    if not keys:
        raise ArgumentUnknown(f"{app}: no row for the argument {name!r}")
    return list(dict.fromkeys(keys))


def _histories(name: str) -> list[Any]:
    """Return models, or ids of some of their rows: a history belongs to any of them."""
    models = [m for m in apps.get_models() if m.__module__.startswith("ganket.")]
    if name == "model":
        return [m._meta.label_lower for m in models if m._base_manager.exists()]
    keys = (
        m._base_manager.order_by("-pk").values_list("pk", flat=True) for m in models
    )
    return sorted({key for rows in keys for key in rows[:1] if isinstance(key, int)})
