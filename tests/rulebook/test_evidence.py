import pytest

from ganket.rulebook import queries
from ganket.rulebook.criteria import UNKNOWN
from ganket.rulebook.evidence import Evidence, disagrees, suggested_level

FORM = queries.get_pack("qd213").review_form("LONG")
ATTENDANCE = FORM.criterion("ATTENDANCE")
OPINIONS = FORM.criterion("OPINIONS")
MOVEMENTS = FORM.criterion("MOVEMENTS")


@pytest.mark.parametrize(
    ("held", "present", "excused", "key"),
    [
        (2, 2, 0, "FULLY"),
        (2, 1, 1, "FULLY"),
        (2, 0, 2, "FULLY"),
        (3, 3, 0, "FULLY"),
        (150, 1, 0, "PARTLY"),
        (2, 1, 0, "PARTLY"),
        (2, 0, 0, "NEVER"),
    ],
)
def test_attendance_suggests_what_was_recorded(held, present, excused, key):
    evidence = Evidence(
        meetings_held=held,
        present=present,
        excused=excused,
        absent=held - present - excused,
    )

    assert suggested_level(ATTENDANCE, evidence) == ATTENDANCE.level(key)


def test_attendance_suggests_nothing_where_nothing_was_held():
    evidence = Evidence(opinions_raised=5)

    assert suggested_level(ATTENDANCE, evidence) is None
    assert not any(
        disagrees(ATTENDANCE, level, evidence) for level in ATTENDANCE.choices
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [("FULLY", True), ("PARTLY", False), ("NEVER", True), ("UNKNOWN", True)],
)
def test_level_beside_the_attendance_disagrees(key, expected):
    evidence = Evidence(meetings_held=2, present=1, absent=1)

    assert disagrees(ATTENDANCE, ATTENDANCE.level(key), evidence) is expected


@pytest.mark.parametrize(
    ("raised", "contacts", "key", "expected"),
    [
        (0, 0, "OFTEN_ACTIVE", True),
        (0, 0, "OFTEN", True),
        (0, 0, "NOT_OFTEN", False),
        (0, 0, "UNKNOWN", False),
        (1, 0, "OFTEN_ACTIVE", False),
        (0, 1, "NOT_OFTEN", False),
        (3, 1, "OFTEN_ACTIVE", False),
        (3, 1, "NOT_OFTEN", True),
    ],
)
def test_praise_without_a_record_disagrees(raised, contacts, key, expected):
    evidence = Evidence(opinions_raised=raised, contacts=contacts)

    assert disagrees(OPINIONS, OPINIONS.level(key), evidence) is expected


@pytest.mark.parametrize(
    ("count", "key"),
    [(0, "NOT_ACTIVE"), (1, "ACTIVE"), (2, "ACTIVE"), (3, "VERY_ACTIVE")],
)
def test_contributions_suggest_a_level(count, key):
    evidence = Evidence(contributions=count)

    assert suggested_level(MOVEMENTS, evidence) == MOVEMENTS.level(key)


@pytest.mark.parametrize("key", ["EXAMPLE", "CITIZEN", "PROPOSAL", "REMARKS"])
def test_criterion_without_a_measure_is_never_contradicted(key):
    criterion = FORM.criterion(key)
    evidence = Evidence(meetings_held=2, absent=2)

    assert criterion.measured_by is None
    assert suggested_level(criterion, evidence) is None
    assert not any(disagrees(criterion, level, evidence) for level in criterion.choices)


def test_unknown_is_offered_last_and_without_a_rank():
    assert ATTENDANCE.choices[-1] == UNKNOWN
    assert UNKNOWN.rank is None
    assert UNKNOWN not in FORM.criterion("PROPOSAL").choices


@pytest.mark.parametrize(
    "counts",
    [
        {"present": 1},
        {"meetings_held": 1, "present": 1, "excused": 1},
        {"contributions": -1},
        {"opinions_closed": 1},
    ],
)
def test_evidence_refuses_counts_that_cannot_be(counts):
    with pytest.raises(ValueError, match=r"count|more"):
        Evidence(**counts)


def test_evidence_knows_neither_money_nor_reading():
    names = " ".join(Evidence.__dataclass_fields__)

    assert not any(
        word in names for word in ("pay", "paid", "money", "fund", "login", "read")
    )
