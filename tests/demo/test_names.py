import unicodedata
from random import Random

import pytest

from ganket.demo import names


@pytest.mark.parametrize("sex", ["M", "F"])
def test_given_names_are_written_as_vietnamese_are(sex):
    told = "".join(names.given_names(sex))

    assert "Ð" not in told  # the Icelandic letter, which the source took for Đ
    assert unicodedata.is_normalized("NFC", told)


def test_names_follow_from_the_seed():
    assert names.full_name(Random(7), "F") == names.full_name(Random(7), "F")


def test_two_in_five_are_called_nguyen():
    rng = Random(7)
    drawn = [names.full_name(rng, "M").split()[0] for _ in range(2000)]

    share = drawn.count("Nguyễn") / len(drawn)

    assert 0.3 < share < 0.45
