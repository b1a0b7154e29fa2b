import hashlib
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import transaction

from ganket.cli import health
from ganket.cli.main import main
from ganket.contributions.models import Contact, Contribution
from ganket.demo import build
from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.opinions.models import Opinion, Step
from ganket.org.models import Office, Unit
from ganket.reviews.models import Answer, Review
from ganket.roster.models import HomeLink, Introduction, Member

# What a visitor would notice if it were another; keys and identifiers are left out.
TELLING = (
    Unit.objects.filter(code__startswith="31825.").values_list("code", "name"),
    Office.objects.values_list("person__full_name", "unit__code", "role"),
    Member.objects.values_list("person__full_name", "born_on", "party_card_no"),
    Introduction.objects.values_list("member__person__full_name", "number", "state"),
    HomeLink.objects.values_list("member__person__full_name", "cell__code", "since"),
    Opinion.objects.values_list("unit__code", "number", "subject", "state", "due_on"),
    Step.objects.values_list("kind", "at"),
    Contribution.objects.values_list("text", "done_on"),
    Contact.objects.values_list("kind", "on"),
    Review.objects.values_list("member__person__full_name", "state", "reply"),
    Answer.objects.values_list("criterion", "level", "text", "reason"),
    Entry.objects.values_list("at", "verb"),
)


def digest():
    """Build a small demo, sum it up, and take it back."""
    summed = hashlib.sha256()
    with transaction.atomic():
        list(build.build(build.SMALL))
        for rows in TELLING:
            summed.update(repr(sorted(map(repr, rows.all()))).encode())
        transaction.set_rollback(True)
    return summed.hexdigest()


@pytest.fixture
def built(db):
    list(build.build(build.SMALL))


@pytest.mark.django_db
def test_same_seed_gives_the_same_ward():
    assert digest() == digest()


def test_built_ward_has_everything_in_every_state(built):
    states = set(Introduction.objects.values_list("state", flat=True))

    assert {"ASSIGNED", "RECEIVED", "ISSUED"} <= states
    assert {"DRAFT", "SHOWN", "DELIVERED"} <= set(
        Review.objects.values_list("state", flat=True)
    )
    assert Opinion.objects.exists()
    assert Contact.objects.exists()


def test_built_ward_has_no_fault(built):
    assert health.tree_faults() == []
    assert health.tally_faults() == []
    assert health.job_faults() == []


def test_nothing_happens_after_now_or_before_the_ward_began(built):
    first, last = Entry.objects.earliest("pk").at, Entry.objects.latest("pk").at

    assert first > clock.now() - timedelta(days=build.DAYS + 1)
    assert last <= clock.now()
    assert list(Entry.objects.order_by("pk").values_list("at", flat=True)) == sorted(
        Entry.objects.values_list("at", flat=True)
    )


def test_reviews_of_the_built_ward_can_be_printed(built, tmp_path):
    out = tmp_path / "reviews.pdf"

    words = ("print", "reviews", "--unit", "31825", "--year", "2026", "--out", str(out))
    told = CliRunner().invoke(main, words, catch_exceptions=False)

    assert told.exit_code == 0, told.stderr
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["reviews.pdf"]


@pytest.mark.parametrize(
    ("unit", "year", "words"),
    [("31825.K99", "2026", "Không có đơn vị"), ("31825", "2019", "Chưa có phiếu")],
)
@pytest.mark.django_db
def test_printing_nothing_is_refused_with_a_sentence(unit, year, words, tmp_path):
    from ganket.accounts.queries import clerk_of_the_house
    from ganket.org.commands import load_country

    load_country(actor=clerk_of_the_house())
    out = tmp_path / "reviews.pdf"

    told = CliRunner().invoke(
        main,
        ("print", "reviews", "--unit", unit, "--year", year, "--out", str(out)),
        catch_exceptions=False,
    )

    assert told.exit_code == 1
    assert words in told.stderr
    assert not out.exists()
