"""From an occasion to the words of a letter, in the language of its reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jinja2
from django.conf import settings
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from ganket.org.models import Unit
from ganket.people.models import Person

LONGEST_SUBJECT = 250


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one person is to be told.

    ``key`` is the letter's own: a second one of the same key is never written.
    ``template`` is a text whose first line is the subject; ``page`` the address
    to which it leads.
    """

    person: Person
    unit: Unit | None
    key: str
    template: str
    page: str
    words: Mapping[str, Any] = field(default_factory=dict)


def page(name: str, *args: object) -> str:
    """Return the whole address of a page of ours, as a letter needs it."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        path = "/"
    return f"{settings.GANKET_SITE_URL}{path}"


def worded(letter: Letter) -> tuple[str, str]:
    """Return the subject and the body of a letter."""
    account = letter.person.account
    language = account.language if account else settings.LANGUAGE_CODE
    with translation.override(language):
        template = _texts().get_template(f"notifications/{letter.template}.txt")
        text = template.render(
            {
                **letter.words,
                "person": letter.person,
                "unit": letter.unit,
                "page": letter.page,
            }
        )
    subject, _newline, body = text.strip().partition("\n")
    return subject.strip()[:LONGEST_SUBJECT], body.strip() + "\n"


@cache
def _texts() -> jinja2.Environment:
    # A letter is plain text: an ampersand stays an ampersand.
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)  # noqa: S101 - tells mypy
    environment: jinja2.Environment = backend.env
    return environment.overlay(autoescape=False)
