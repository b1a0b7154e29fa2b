"""What every page is told."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject

from ganket.shell.helping.web import band_at
from ganket.shell.web import chrome_at, history_at


def page(request: WSGIRequest) -> dict[str, Any]:
    """Return what the base template needs: the frame, the demo mark, the language.

    The frame is lazy: a piece that htmx swaps has none and asks for nothing.
    """
    return {
        "is_demo": settings.GANKET_DEMO,
        "language": getattr(request, "LANGUAGE_CODE", "vi"),
        "history_of": partial(history_at, request),
        "chrome": SimpleLazyObject(lambda: chrome_at(request)),
        "helping": SimpleLazyObject(lambda: band_at(request)),
    }
