"""The Jinja environment of our own pages."""

from collections.abc import Iterable
from typing import Any

import jinja2
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from ganket.ui import wording
from ganket.ui.chrome import Chrome
from ganket.ui.icons import icon


def environment(**options: Any) -> jinja2.Environment:
    """Build the environment that settings name under ``OPTIONS["environment"]``.

    What a template asks for and nobody gave is an error, never an empty place.
    """
    options.update(autoescape=True, undefined=jinja2.StrictUndefined)
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - escaping is on, two lines above
    env.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension's
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        url=url,
        static=static,
        icon=icon,
        language_now=translation.get_language,
        messages_for=messages_for,
        bare_chrome=Chrome(),
    )
    env.filters.update(
        date=wording.date,
        weekday_date=wording.weekday_date,
        hour=wording.hour,
        datetime=wording.datetime,
        number=wording.number,
        official=wording.official,
    )
    return env


def url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def messages_for(request: Any = None) -> Iterable[Message]:
    """Return what the last command left to say; nothing on a page without request."""
    return get_messages(request) if request is not None else ()
