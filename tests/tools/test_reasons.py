import pytest

from tools import reasons


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: S701 - escaping is on",
        "# noqa: F401, E402 - names for the settings",
        "# type: ignore[misc]  # the parent is untyped",
        "# type: ignore[misc, no-any-return] # the parent is untyped",
        "# pragma: no cover - only on a closed network",
        "# TODO #12: say which day",
        "# why not the obvious",
    ],
)
def test_exception_with_code_and_reason_passes(comment):
    assert list(reasons.faults_of(comment)) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: S701",
        "# noqa: S701 -",
        "# noqa: - because",
        "# ruff: noqa",
        "# type: ignore",
        "# type: ignore[misc]",
        "# pragma: no cover",
        "# TODO: later",
        "# FIXME",
    ],
)
def test_exception_without_code_or_reason_is_told(comment):
    assert list(reasons.faults_of(comment))


def test_words_in_a_string_are_no_exception():
    assert list(reasons.comments('x = "# noqa"\n')) == []
