import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganket.kernel import letters
from ganket.kernel.letters import Alphabet
from ganket.kernel.letters.tables import TABLES
from tests.messy import people
from tests.messy.legacy import cp1258, old

ICONV = shutil.which("iconv")
OLD = [Alphabet.TCVN3, Alphabet.VNI, Alphabet.TWICE]
MARKED = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


@st.composite
def names(draw):
    sex = draw(st.sampled_from("MF"))
    parts = (people.FAMILIES, people.MIDDLES[sex], people.GIVENS[sex])
    return " ".join(filter(None, (draw(st.sampled_from(part)) for part in parts)))


def mended(*columns):
    """Return one column after another, mended as a sheet of these columns."""
    mender = letters.Mender(columns)
    rows = [mender.mended(row) for row in zip(*columns, strict=True)]
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.skipif(ICONV is None, reason="iconv is not installed")
@pytest.mark.parametrize(
    ("alphabet", "name"),
    [(Alphabet.VISCII, "VISCII"), (Alphabet.TCVN3, "TCVN5712-1")],
)
def test_tables_agree_with_those_of_the_system(alphabet, name):
    text = MARKED if alphabet is Alphabet.TCVN3 else MARKED + MARKED.upper()

    made = subprocess.run(
        [ICONV, "-f", "UTF-8", "-t", name],
        input=text.encode(),
        capture_output=True,
        check=True,
    )

    read = letters.converted(made.stdout.decode("latin-1"), alphabet)
    read = unicodedata.normalize("NFC", read)
    assert read == text or (name == "tcvn3" and read.lower() == text.lower())


@pytest.mark.parametrize("alphabet", [Alphabet.VNI, Alphabet.VISCII, Alphabet.VPS])
def test_every_letter_can_be_written_in_the_alphabet(alphabet):
    known = set(TABLES[alphabet].values())
    plain = {letter for letter in MARKED + MARKED.upper() if letter not in known}

    # What has no entry of its own looks the same in Western text.
    assert all(ord(letter) <= 0xFF for letter in plain)


@pytest.mark.parametrize(
    ("text", "alphabet", "wanted"),
    [
        ("NguyÔn V¨n An", Alphabet.TCVN3, "Nguyễn Văn An"),
        ("NGUYÔN V¨N AN", Alphabet.TCVN3, "NGUYỄN VĂN AN"),
        ("Huyønh Thò Myõ Duyeân", Alphabet.VNI, "Huỳnh Thị Mỹ Duyên"),
        ("ÑOÃ THÒ AÙNH", Alphabet.VNI, "ĐỖ THỊ ÁNH"),
        ("Nguyá»…n VÄƒn Ä\x90áº·ng", Alphabet.TWICE, "Nguyễn Văn Đặng"),
        ("LÃª ThÃ¡i HÃ ", Alphabet.TWICE, "Lê Thái Hà"),
    ],
)
def test_old_text_is_known_by_its_words(text, alphabet, wanted):
    assert letters.alphabets_of(text)[0] is alphabet
    assert mended([text]) == [[wanted]]


@pytest.mark.parametrize("text", ["Café Michelin", "Y Ly Niê KĐăm", "Lê Thò", "K'Brơi"])
def test_text_that_is_no_old_alphabet_stays(text):
    assert mended([text]) == [[text]]


def test_doubtful_cell_goes_with_its_column():
    (column,) = mended(["Nguyeãn", "Thò", "Traàn"])

    assert column == ["Nguyễn", "Thị", "Trần"]


def test_doubtful_cell_of_a_mixed_column_goes_with_its_row():
    columns = mended(
        ["Nguyeãn Vaên", "Trần Thị", "Leâ Vaên", "Phạm Thị"],
        ["Sôn", "Sôn", "Haûi", "Hải"],
    )

    assert columns[1] == ["Sơn", "Sôn", "Hải", "Hải"]


@given(st.lists(names(), min_size=5, max_size=20), st.sampled_from(OLD))
def test_column_of_old_names_comes_back(told, alphabet):
    told = [*told, "Nguyễn Thị Quỳnh"]

    (column,) = mended([old(name, alphabet) for name in told])

    # TCVN3 has no large letters with marks.
    small = alphabet is Alphabet.TCVN3
    assert column == told or (small and _small(column) == _small(told))


@given(st.lists(names(), min_size=1, max_size=20))
def test_names_in_unicode_are_never_changed(told):
    (column,) = mended(told)

    assert column == told


@given(st.lists(names(), min_size=5), st.sampled_from(["cp1258", "tcvn3", "vni"]))
def test_one_byte_file_of_names_comes_back(told, name):
    text = "\n".join([*told, "Nguyễn Thị Quỳnh", "Đặng Văn Đường"])
    content = (
        cp1258(text)
        if name == "cp1258"
        else old(text, Alphabet(name)).encode("latin-1")
    )

    read, alphabet = letters.decoded(content)

    assert alphabet == name
    read = unicodedata.normalize("NFC", read)
    assert read == text or (name == "tcvn3" and read.lower() == text.lower())


def _small(words):
    return [word.lower() for word in words]


def test_bytes_that_are_no_words_are_not_decoded():
    assert letters.decoded(bytes(range(128, 256))) is None
    assert letters.decoded(b"plain") is None


@given(names())
def test_marks_in_any_order_are_composed(name):
    loose = unicodedata.normalize("NFD", name)
    turned = "".join(
        part[::-1] if all(map(unicodedata.combining, part)) else part
        for part in _runs(loose)
    )

    assert letters.composed(turned) == name


def _runs(text):
    runs = []
    for char in text:
        kind = bool(unicodedata.combining(char))
        if runs and bool(unicodedata.combining(runs[-1][0])) == kind and kind:
            runs[-1] += char
        else:
            runs.append(char)
    return runs


def test_unseen_signs_and_twins_of_letters_go():
    assert letters.tidied("\ufeffÐặng\u200b  Văn\xa0An\u00ad\n") == "Đặng Văn An"


@pytest.mark.parametrize("word", ["Nguyễn", "gì", "quỳnh", "ĐƯỜNG", "Ẩn", "Yến", "hoà"])
def test_vietnamese_word_is_a_syllable(word):
    assert letters.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["Nguyeãn", "TiÕn", "cafe", "xật́", "hòà", "str", "Hàc"]
)
def test_other_word_is_none(word):
    assert not letters.is_syllable(word)
