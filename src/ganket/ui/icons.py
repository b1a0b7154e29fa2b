"""The icons, drawn into the page itself.

Inline costs no request and a few hundred bytes that compress well; a sprite
would be one more file to wait for on a slow line.
"""

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

_SHAPES = re.compile(r"<svg\b[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)


class IconUnknown(LookupError):
    """No such file in ``ui/icons``: add it there, from the same set."""


@cache
def icon(name: str, *, css_class: str = "icon") -> Markup:
    """Draw an icon. It is hidden from readers: the word beside it speaks."""
    file = files("ganket.ui").joinpath("icons", f"{name}.svg")
    if not file.is_file():
        raise IconUnknown(name)
    drawing = _SHAPES.search(file.read_text(encoding="utf-8"))
    if drawing is None:
        raise IconUnknown(name)
    shapes = re.sub(r"\s*\n\s*", "", drawing["shapes"])
    return Markup(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'
    ).format(css_class, Markup(shapes))  # noqa: S704 - our own vendored drawings
