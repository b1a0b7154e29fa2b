import pytest

from ganket.rulebook import wording


def test_fill_puts_words_in_their_places():
    filled = wording.fill("Chi ủy {cell} nhận xét {member}.", cell="A", member="B")

    assert filled == "Chi ủy A nhận xét B."


def test_fill_takes_braces_in_a_name_as_they_are():
    assert wording.fill("{member}", member="{cell}") == "{cell}"


def test_fill_misses_a_word():
    with pytest.raises(KeyError):
        wording.fill("{member}")


@pytest.mark.parametrize(
    "text", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{"]
)
def test_places_refuses_more_than_a_plain_name(text):
    with pytest.raises(ValueError, match=r"plain place|'\{'"):
        wording.places(text)
