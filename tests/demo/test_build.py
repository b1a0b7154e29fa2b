import html
import re
from collections import Counter
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import transaction

from ganket.cli import health
from ganket.cli.main import main
from ganket.contributions.models import Contact
from ganket.demo import build
from ganket.demo.personas import PERSONAS
from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.meetings.models import Attendance, Meeting
from ganket.notices.enums import Audience
from ganket.notices.queries import expected_reach
from ganket.opinions.models import Opinion
from ganket.org.models import Unit
from ganket.reviews.models import Review
from ganket.roster.models import Introduction
from tests.conftest import NOW
from tests.demo.telling import digest

pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture(scope="module")
def built_before(django_db_setup, django_db_blocker):
    """What a ward was like that was built and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.at(NOW):
            list(build.build(build.SMALL))
        summed = digest()
        transaction.set_rollback(True)
    return summed


@pytest.fixture(scope="module")
def built_once(built_before, django_db_blocker):
    """Build the ward once for all tests here; each of them takes back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.at(NOW):
            list(build.build(build.SMALL))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(built_once, db):
    """The ward as it was built."""


def test_same_seed_gives_the_same_ward(built_before):
    assert digest() == built_before


def test_built_ward_has_everything_in_every_state():
    states = set(Introduction.objects.values_list("state", flat=True))

    assert {"ASSIGNED", "RECEIVED", "ISSUED"} <= states
    assert {"DRAFT", "SHOWN", "DELIVERED"} <= set(
        Review.objects.values_list("state", flat=True)
    )
    assert {"CLOSED", "ANNOUNCED", "PLANNED"} <= set(
        Meeting.objects.values_list("state", flat=True)
    )
    assert {"PRESENT", "EXCUSED", "ABSENT"} <= set(
        Attendance.objects.values_list("presence", flat=True)
    )
    assert Opinion.objects.exists()
    assert Contact.objects.exists()


def test_built_ward_has_no_fault():
    assert health.tree_faults() == []
    assert health.tally_faults() == []
    assert health.job_faults() == []


def test_nothing_happens_after_now_or_before_the_ward_began():
    first, last = Entry.objects.earliest("pk").at, Entry.objects.latest("pk").at

    assert first > clock.now() - timedelta(days=build.DAYS + 1)
    assert last <= clock.now()
    assert list(Entry.objects.order_by("pk").values_list("at", flat=True)) == sorted(
        Entry.objects.values_list("at", flat=True)
    )


@pytest.mark.parametrize(
    ("papers", "unit"),
    [
        ("reviews", "31825"),
        ("introductions", "31825"),
        ("introductions", "31825.K02"),
        ("introductions", "96.BV"),
    ],
)
def test_papers_of_the_built_ward_can_be_printed(tmp_path, papers, unit):
    out = tmp_path / "papers.pdf"

    words = ("print", papers, "--unit", unit, "--year", "2026", "--out", str(out))
    told = CliRunner().invoke(main, words, catch_exceptions=False)

    assert told.exit_code == 0, told.stderr
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["papers.pdf"]


def test_every_persona_lives_in_the_built_ward_and_has_a_home_page(client, demo):
    for persona in PERSONAS:
        entered = client.post(f"/demo/{persona.key}/", follow=True)

        assert entered.status_code == 200, persona.key
        assert "Bản trình diễn" in entered.content.decode()


def test_whoever_is_played_is_reached_in_the_inbox():
    ward = Unit.objects.get(code="31825")

    reach = expected_reach(ward, Audience.SECRETARIES)

    assert reach.inbox == reach.people > 0
    assert not reach.unreached


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_no_link_that_a_persona_meets_leads_nowhere(client, demo, persona):
    client.post(f"/demo/{persona.key}/")

    broken = {address: status for address, status in walk(client) if status >= 400}

    assert broken == {}


def walk(client):
    """Follow links from the home page, twice for each shape of address."""
    todo, met = ["/"], Counter()
    seen = set(todo)
    while todo:
        address = todo.pop(0)
        shape = re.sub(r"[0-9]+", "#", address.partition("?")[0])
        met[shape] += 1
        if met[shape] > 2:
            continue
        page = client.get(address)
        yield address, page.status_code
        if "html" in page.headers.get("Content-Type", ""):
            found = set(links(address, page.content.decode())) - seen
            seen |= found
            todo += sorted(found)


def links(address, text):
    for link in map(html.unescape, re.findall(r'href="([^"#]+)', text)):
        if link.startswith("?"):
            yield address.partition("?")[0] + link
        elif link.startswith("/") and not link.startswith("/static/"):
            yield link
