"""Names of invented people, in the proportions of the place."""

import csv
from functools import cache
from pathlib import Path
from random import Random

FILE = Path(__file__).parent / "data" / "given_names.csv"

# Share of each surname in the country, in per mille.
SURNAMES = {
    "Nguyễn": 384, "Trần": 121, "Lê": 95, "Phạm": 70, "Huỳnh": 51, "Phan": 45,
    "Võ": 39, "Đặng": 21, "Bùi": 20, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10,
    "Lý": 5, "Trương": 22, "Lâm": 9, "Mai": 6, "Tô": 5, "Cao": 5,
}  # fmt: skip
MIDDLES = {
    "M": ["Văn", "Văn", "Văn", "Minh", "Quốc", "Hoàng", "Thanh", "Hữu", "Đức", "Công"],
    "F": ["Thị", "Thị", "Thị", "Thị", "Ngọc", "Kim", "Thị Mỹ", "Thị Hồng", "Thị Thu"],
}
# Khmer and Hoa families of Bạc Liêu, one in sixteen and one in twenty.
KHMER_SHARE, HOA_SHARE = 0.06, 0.05
KHMER = {
    "surnames": ["Thạch", "Sơn", "Danh", "Kim", "Lâm", "Châu"],
    "M": ["Sa Rinh", "Si Na", "Sô Phi", "Ra Tha", "Thanh Đa", "Sà Rươl", "Phi Rum"],
    "F": ["Thị Sa Vươl", "Thị Na Ri", "Thị Sô Phia", "Thị Rọt", "Thị Sà Vy"],
}
HOA = {
    "surnames": ["Quách", "Tăng", "Trịnh", "Mã", "Phùng", "La", "Lý", "Vương"],
    "M": ["Chí Cường", "Tuấn Kiệt", "Vĩnh Phát", "Hưng Thạnh", "Gia Phú"],
    "F": ["Mỹ Huê", "Cẩm Hà", "Ngọc Phụng", "Tú Muội", "Lệ Châu"],
}


@cache
def given_names(sex: str) -> tuple[str, ...]:
    """Return common given names of a sex, ``M`` or ``F``, of two words mostly."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(row["given_name"] for row in rows if row["sex"] == sex)


def full_name(rng: Random, sex: str) -> str:
    """Return a name that somebody of Bạc Liêu could have."""
    origin = rng.random()
    for share, family in ((KHMER_SHARE, KHMER), (KHMER_SHARE + HOA_SHARE, HOA)):
        if origin < share:
            return f"{rng.choice(family['surnames'])} {rng.choice(family[sex])}"
    surname = rng.choices(list(SURNAMES), weights=list(SURNAMES.values()))[0]
    given = rng.choice(given_names(sex))
    if rng.random() < 0.6:  # noqa: PLR2004 - most names have a plain middle word
        given = f"{rng.choice(MIDDLES[sex])} {given.split()[-1]}"
    return f"{surname} {given}"
