"""What every page is told."""

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest


def page(request: WSGIRequest) -> dict[str, Any]:
    """Return what the base template needs: the demo mark and the language."""
    return {
        "is_demo": settings.GANKET_DEMO,
        "language": getattr(request, "LANGUAGE_CODE", "vi"),
    }
