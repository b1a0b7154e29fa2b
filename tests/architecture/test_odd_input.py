"""No page breaks at what people, or their tools, may write into its address."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests import world
from tests.architecture.routes import Route, routes

pytestmark = pytest.mark.django_db

SOURCES = Path(__file__).resolve().parents[2] / "src" / "ganket"
ASKED = re.compile(r'(?:GET|POST|query)\.(?:get|getlist)\(\s*"(\w+)"')
# Each was, or could well have been, more than a page could bear.
ODD = ["abc", "-1", "²", "9" * 30, "9" * 5000, "31/02/2026", "%FF", "'\"<"]
HUGE = "9" * 25
TYPED = ["9" * 5000, "²\u202e", "x" * 20_000]
TURNS = 2
# Between them they reach nearly every page.
ROLES = ["clerk", "secretary"]
LEAVING = {"account_logout", "accounts:end_devices"}
BROKEN = 500


class Broken(Exception):
    """A request got an answer that nobody foresaw."""


class Fields(HTMLParser):
    """The names of the fields in the forms of a page, by where they are sent."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._at = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self._at = given.get("action", "") if is_post else ""
        elif self._at and given.get("name"):
            fields = self.forms.setdefault(self._at, {})
            fields.setdefault(given["name"], given.get("value", ""))


def parameters() -> list[str]:
    texts = (path.read_text() for path in SOURCES.rglob("*.py"))
    return sorted({"page", *(name for text in texts for name in ASKED.findall(text))})


def asked(client: Client, method: str, address: str, data: object = None) -> str:
    """Ask, undo what it wrote, and return the page's text where there is one."""
    with transaction.atomic():
        answer = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    if answer.status_code >= BROKEN:
        raise Broken(f"{method} {address[:120]}: {answer.status_code}")
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page else ""


def walk(client: Client, route: Route, names: list[str], sent: set[str]) -> None:
    """Write odd things into the address of a route, and into its forms."""
    address = next(route.addresses())
    if route.names:
        asked(client, "get", re.sub(r"/\d+(?=/|$)", f"/{HUGE}", address))
        asked(client, "post", re.sub(r"/\d+(?=/|$)", f"/{HUGE}", address), {})
    page = asked(client, "get", address)
    for turn in range(TURNS if page else 0):
        # At each turn, and on each page, every name gets another of the values.
        first = turn * (len(ODD) // TURNS) + len(route.name)
        values = islice(cycle(ODD), first, None)
        query = "&".join(f"{name}={v}" for name, v in zip(names, values, strict=False))
        asked(client, "get", f"{address}?{query}")
    for action, fields in _forms(page):
        kind = re.sub(r"\d+", "N", action)
        if kind not in sent and not action.startswith("/sign-out"):
            sent.add(kind)
            asked(client, "post", action, dict(zip(fields, cycle(TYPED), strict=False)))


def _forms(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = Fields()
    reader.feed(page)
    yield from reader.forms.items()


@pytest.mark.parametrize("role", ROLES)
def test_no_route_breaks_at_odd_addresses_and_forms(role):
    built = world.build()
    client = Client(raise_request_exception=False)
    client.force_login(built.accounts[role])
    names, sent = parameters(), set()

    broken = []
    for route in routes():
        if route.name not in LEAVING:
            try:
                walk(client, route, names, sent)
            except Broken as found:
                broken.append(str(found))

    assert broken == []
    assert sent


def test_planted_number_that_is_read_blindly_is_found(monkeypatch):
    monkeypatch.setattr("ganket.notices.views.whole_number", blindly)
    client = Client(raise_request_exception=False)
    client.force_login(world.build().accounts["secretary"])
    (route,) = (route for route in routes() if route.name == "notices:new")

    with pytest.raises(Broken, match=r"get /notices/new/.*: 500"):
        walk(client, route, parameters(), set())


def blindly(written: str) -> int:
    return int(written or 0)
