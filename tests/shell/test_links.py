"""No dead links: whoever signs in may follow every link of every page they come to."""

from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from ganket.documents.commands import issue
from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument
from ganket.reviews.enums import CONFIRMED_STATES
from ganket.reviews.models import Review, ReviewRequest
from ganket.reviews.queries import sheet_of
from tests import world
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db

# Each reaches at least these: an empty walk would prove nothing.
FEWEST = 4
MOST = 600
OF_A_KIND = 3
MOVED = {301, 302, 303, 307, 308}


class Page(HTMLParser):
    """The links, and the places within the page to which a link may lead."""

    def __init__(self, text):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if told.get("id"):
            self.places.add(told["id"])
        if tag == "a" and told.get("href"):
            self.links.append(told["href"])


def walk(client, start="/"):
    """Follow every link from a page on. Return what was opened, and what is dead."""
    waiting, opened, dead, routes = deque([(start, "")]), set(), [], Counter()
    while waiting and len(opened) < MOST:
        address, source = waiting.popleft()
        if address in opened or seen_enough(address, routes):
            continue
        opened.add(address)
        answer = client.get(address)
        if answer.status_code in MOVED:
            waiting.append((within(address, answer.headers["Location"]), source))
        elif answer.status_code != 200:
            dead.append(f"{source} -> {address}: {answer.status_code}")
        elif "text/html" in answer.headers["Content-Type"]:
            page = Page(answer.content.decode())
            dead += lost_places(address, page)
            waiting.extend((link, address) for link in leads(address, page))
    return opened, dead


def seen_enough(address, routes):
    """Count an address for its route; three of a kind are like all the others."""
    try:
        route = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return False
    routes[route] += 1
    return routes[route] > OF_A_KIND


def lost_places(address, page):
    fragments = [link[1:] for link in page.links if link.startswith("#")]
    lost = [f for f in fragments if f and f not in page.places]
    return [f"{address} -> #{fragment}" for fragment in lost]


def leads(address, page):
    for link in page.links:
        if link.startswith(("#", "tel:", "mailto:")):
            continue
        yield within(address, link)


def within(address, link):
    """Return a link as one address, its question in one order, without its place."""
    parts = urlsplit(urljoin(address, link))
    assert parts.netloc in {"", "testserver"}, f"{address} leads away: {link}"
    asked = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.path}?{asked}" if asked else parts.path


def whole_world():
    """The small world, with the papers that its confirmed reviews would have."""
    made = world.build()
    for review in Review.objects.filter(state__in=sorted(CONFIRMED_STATES)):
        review.document = issue(
            actor=made.accounts["clerk"],
            kind=DocumentKind.REVIEW,
            unit=review.cell,
            number=review.pk,
            subject=review,
            about=review.member.person,
            sheet=sheet_of(review),
            rule_pack=review.rule_pack,
            form_version=review.paper.version,
            issued_on=review.confirmed_on,
        )
        review.save()
    ReviewRequest.objects.update(document=IssuedDocument.objects.earliest("pk"))
    return made


def test_every_link_leads_somewhere():
    accounts = {**whole_world().accounts, "stranger": AccountFactory()}
    found = {}

    for who, account in accounts.items():
        client = Client()
        client.force_login(account)
        opened, dead = walk(client)
        found[who] = dead
        assert FEWEST <= len(opened) < MOST

    dead_ends = [f"{who}: {end}" for who, ends in found.items() for end in ends]
    assert dead_ends == []


def test_every_link_before_signing_in_leads_somewhere(client):
    opened, dead = walk(client, "/sign-in/")

    assert dead == []
    assert "/help/" in opened


def test_dead_link_is_found():
    page = Page('<a href="/khong-co/">x</a><a href="#khong">y</a><p id="co"></p>')

    assert list(leads("/", page)) == ["/khong-co/"]
    assert lost_places("/", page) == ["/ -> #khong"]
