import pytest
from click.testing import CliRunner

from ganket.cli.main import main
from tests.factories import org

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(main, ("print", *words), catch_exceptions=False)


@pytest.fixture
def ward():
    return org.ward(code="31825")


@pytest.mark.parametrize(
    ("unit", "words"),
    [("31825.K99", "Không có đơn vị nào mang mã"), ("31825", "chưa có gì để in")],
)
@pytest.mark.parametrize("paper", ["reviews", "introductions"])
def test_nothing_to_print_is_told_in_a_sentence(ward, tmp_path, paper, unit, words):
    out = tmp_path / "papers.pdf"

    told = run(paper, "--unit", unit, "--year", "2026", "--out", str(out))

    assert told.exit_code == 1
    assert words in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--unit", "31825", "--out", "x.pdf"),
        ("--unit", "31825", "--year", "2026"),
        ("--unit", "31825", "--year", "26", "--out", "x.pdf"),
        ("--unit", "31825", "--year", "hai", "--out", "x.pdf"),
    ],
)
def test_wrong_call_ends_with_two(ward, words):
    assert run("reviews", *words).exit_code == 2
