"""The words by which lists call their columns, without marks, signs and case."""

import re
from functools import lru_cache

from ganket.kernel import text
from ganket.roster.reading.listing import Meaning

LONGEST = 90

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\s*[.)]\s+")
_FAMILY_OF = r"(vo|chong|cha|bo|me|con|nguoi|chu ho|than nhan|thu truong|bi thu)\b"

# The first that fits decides: what is narrower stands above what is wider.
_RULES: tuple[tuple[Meaning, str], ...] = (
    (Meaning.ORDINAL, r"(so )?(stt|tt|thu tu|so tt|so thu tu|no|s tt|st t)"),
    (
        Meaning.ID,
        r"id|ma id|ma so|ma|ma ho so|ma dang vien|ma dv|key|ma nhan vien|ma cb",
    ),
    (Meaning.OTHER, rf".*\b(ho ten|ten|sinh|dien thoai|sdt) (cua )?{_FAMILY_OF}.*"),
    (Meaning.FAMILY, r"ho|ho( va)?( (chu|ten))?( (dem|lot|dem lot|lot dem))"),
    (Meaning.FAMILY, r"family name|last name|surname"),
    (Meaning.MIDDLE, r"((ten|chu) )?(dem|lot|dem lot|lot dem)|middle name"),
    (Meaning.OTHER, r"(ten goi|ten thuong|bi danh|ten khac|biet danh|ten thanh).*"),
    (Meaning.FULL_NAME, r"(ho( va)?( (chu|ten))?( (dem|lot))?( va)? ten|ho te n)\b.*"),
    (
        Meaning.FULL_NAME,
        r"(ten|ho ten) (dang vien|dong chi|can bo|nguoi|khai sinh|day du|cbcc|cong chuc).*",
    ),
    (
        Meaning.FULL_NAME,
        r"(dang vien|dong chi|d c|full ?name|name|hoten|hovaten|ho ten)",
    ),
    (Meaning.GIVEN, r"ten|given name|first name"),
    (
        Meaning.BORN,
        r"(ngay|thang|nam|ngay thang)( \w+){0,4} sinh( .*)?|sinh( (ngay|nam))?( thang)?( nam)?",
    ),
    (
        Meaning.BORN,
        r"ngay sinh.*|nam sinh.*|ns|ntns|nt ns|ng sinh|nsinh|ngaysinh|namsinh|date of birth|birth ?(date|day|year)?|dob|d o b|born|year of birth",
    ),
    (
        Meaning.OTHER,
        r".*\b(noi sinh|que quan|nguyen quan|dan toc|ton giao|trinh do|hoc van|chuyen mon|ly luan|ngoai ngu|tin hoc|suc khoe|khen thuong|ky luat|xep loai|nhan xet|chu ky|ky nhan|ky ten|ghi chu|note|ngay cap|noi cap|co quan cap|ngay phat|ngay cap|tuoi dang|tuoi|huy hieu|luong|doan vien|vao doan|nhap ngu|ly lich|quyet dinh|dang phi|noi ket nap|noi vao dang|gia dinh|thanh phan|hoan canh)\b.*",
    ),
    (Meaning.BORN, r"ngay thang( nam)?"),
    (Meaning.SEX, r"gioi tinh.*|phai|gt|nam nu|sex|gender|gioi|g tinh|phai nam nu"),
    (Meaning.MALE, r"nam|male"),
    (Meaning.FEMALE, r"nu|female"),
    (Meaning.JOINED, r"ngay (vao dang|ket nap).*\bngay\b.*chinh thuc.*"),
    (Meaning.OFFICIAL, r".*\bchinh thuc\b.*|ngay ct|ngay vao dang ct"),
    (
        Meaning.CARD,
        r"(so |sh |so hieu |ma |ms )?(the|td)( dang| dv| dang vien|v)?( so)?|so (the|tdv)\b.*|(the dang|the dv).*|party ?card.*|so dang vien|so hieu dang vien|card no|so dv",
    ),
    (
        Meaning.CITIZEN,
        r".*\b(cccd|cmnd|cmt|cmtnd|can cuoc|dinh danh|chung minh|citizen|cc cd)\b.*|so cc|identity.*",
    ),
    (
        Meaning.PHONE,
        r".*\b(dien thoai|sdt|dtdd|di dong|phone|mobile|so dt|dt lien he|tel|zalo)\b.*|dt|so lien he|so lien lac|lien he|lien lac",
    ),
    (Meaning.EMAIL, r".*\b(email|e mail|thu dien tu|gmail)\b.*"),
    (
        Meaning.SINCE,
        r"(tu ngay|ngay ve|ngay chuyen den|ngay den|ngay tiep nhan|ve tu ngay).*",
    ),
    (Meaning.OTHER, r".*\bgioi thieu\b.*"),
    (
        Meaning.JOINED,
        r".*\b(vao dang|ket nap|vao d|vao dcs|joined|du bi)\b.*|ngay vd|nvd",
    ),
    (
        Meaning.HOME_CELL,
        r".*\bchi bo\b.*\b(noi cu tru|noi o|khom|ap|khu pho|thon|to dan pho)\b.*",
    ),
    (
        Meaning.WORK_CELL,
        r"(ma |ten |thuoc )?(chi bo|to chuc dang|to chuc co so dang|tccs dang|tccsd|dang bo|chi dang bo|dang bo chi bo|chi bo dang bo|chi bo sinh hoat|dang uy)( .*)?",
    ),
    (Meaning.JOB, r"chuc (vu|danh)( (noi|dang|hien))?( cong tac| lam viec)?"),
    (Meaning.WORKPLACE, r".*\b(cong tac|lam viec|workplace|noi lam)\b.*"),
    (
        Meaning.RESIDENCE,
        r"(loai|hinh thuc|dien) cu tru|thuong tru tam tru|tam tru thuong tru",
    ),
    (Meaning.WARD, r"(ma )?(xa|phuong)( xa| phuong)?( noi (cu tru|o))?"),
    (
        Meaning.ADDRESS,
        r".*\b(noi o|cho o|dia chi|cu tru|thuong tru|tam tru|ho khau|hktt|so nha|address|duong pho|noi dang ky|noi sinh song)\b.*|duong|so nha duong",
    ),
    (
        Meaning.GROUP,
        r"(ten )?(khom|ap|to dan pho|tdp|khu pho|khoi pho|thon|khu dan cu|khom ap|ap khom|thon ap|ap thon|to khom|khoi xom|xom|thon ban|thon xom|to dan)( .*)?",
    ),
    (
        Meaning.WARD,
        r"(ten |ma )?(phuong|xa|phuong xa|xa phuong|xa phuong thi tran|phuong xa thi tran|thi tran|xa phuong dac khu)( .*)?",
    ),
    (
        Meaning.JOB,
        r".*\b(chuc vu|nghe nghiep|chuc danh|cong viec|vi tri|nganh nghe|job|nghe)\b.*|cv",
    ),
    (Meaning.WORK_CELL, r"sinh hoat .*chi bo.*|dang vien (cua )?chi bo.*"),
    (
        Meaning.WORKPLACE,
        r"(ten )?(don vi|co quan|phong ban|phong|truong|bo phan|cq dv|co quan don vi|don vi co quan|cong ty|noi ct|dv ct|don vi ct|dvct|to chuc|doanh nghiep|khoa phong|phong khoa)( .*)?",
    ),
)
_COMPILED = tuple((meaning, re.compile(rule)) for meaning, rule in _RULES)

# Which of two columns of one meaning is the better: the earlier in this list.
_BETTER = (
    "hien nay",
    "noi o",
    "cho o",
    "don vi cong tac",
    "noi cong tac",
    "cong tac",
    "cu tru",
    "dia chi",
    "tam tru",
    "thuong tru",
)

_UNDER: dict[frozenset[Meaning], tuple[tuple[str, Meaning], ...]] = {
    frozenset({Meaning.BORN}): (
        (r"ngay", Meaning.BORN_DAY),
        (r"thang", Meaning.BORN_MONTH),
        (r"nam", Meaning.BORN_MALE),
        (r"nu", Meaning.BORN_FEMALE),
        (r"noi.*|que.*|tuoi.*", Meaning.OTHER),
    ),
    frozenset({Meaning.SEX}): ((r"nam", Meaning.MALE), (r"nu", Meaning.FEMALE)),
    frozenset({Meaning.FULL_NAME}): (
        (r"ho.*(dem|lot)|ho", Meaning.FAMILY),
        (r"(ten|chu) (dem|lot)|dem|lot", Meaning.MIDDLE),
        (r"ten", Meaning.GIVEN),
    ),
    frozenset({Meaning.JOINED, Meaning.OFFICIAL}): (
        (r".*chinh thuc.*|ct|lan 2", Meaning.OFFICIAL),
        (r".*(du bi|ket nap|vao).*|db|kn|lan 1|ngay", Meaning.JOINED),
        (r"so.*|noi.*", Meaning.OTHER),
    ),
    frozenset({Meaning.CARD, Meaning.CITIZEN}): ((r"ngay.*|noi.*", Meaning.OTHER),),
}
_COMPILED_UNDER = {
    parents: tuple((re.compile(rule), meaning) for rule, meaning in rules)
    for parents, rules in _UNDER.items()
}


@lru_cache(maxsize=8192)
def key_of(title: str) -> str:
    """Return a heading without marks, case, signs and its number."""
    plain = _NUMBERED.sub("", title)
    return text.search_key(plain.replace("/", " ")).strip()


@lru_cache(maxsize=8192)
def meaning_of(title: str) -> Meaning | None:
    """Return what a heading says, None where it is no heading that we know."""
    if len(title) > LONGEST:
        return None
    outside, whole = key_of(_BRACKETS.sub(" ", title)), key_of(title)
    for key in dict.fromkeys((outside, whole)):
        for meaning, rule in _COMPILED:
            if key and rule.fullmatch(key):
                return meaning
    # A title in two languages: ``Họ và tên / Full name``.
    halves = re.split(r"[/\n|]", title)
    return meaning_of(halves[0]) if len(halves) > 1 and halves[0].strip() else None


@lru_cache(maxsize=8192)
def meaning_under(parent: str, child: str) -> Meaning | None:
    """Return what a heading says below another one: ``Nam`` under ``Ngày sinh``."""
    above, key = meaning_of(parent), key_of(child)
    for parents, rules in _COMPILED_UNDER.items():
        if above in parents:
            for rule, meaning in rules:
                if rule.fullmatch(key):
                    return meaning
    whole = meaning_of(f"{parent} {child}")
    own = meaning_of(child)
    if own is not None and own not in (Meaning.MALE, Meaning.FEMALE):
        return own
    return above or whole or own


def rank_of(title: str) -> int:
    """Return how well a heading names its thing: lower is better."""
    key = key_of(title)
    return next(
        (place for place, words in enumerate(_BETTER) if words in key), len(_BETTER)
    )
