import datetime as dt

import pytest

from ganket.org.enums import Role
from ganket.org.models import Office
from ganket.reviews import policies
from ganket.reviews.enums import OPEN_TO_MEMBER, ReviewState
from ganket.reviews.models import Review
from tests.factories import AccountFactory, OfficeFactory, UnitFactory
from tests.factories.org import residence_cell, ward, workplace, workplace_cell
from tests.reviews.scene import officer, scene

pytestmark = pytest.mark.django_db

ACTIONS = [
    policies.SEE,
    policies.SEE_HISTORY,
    policies.WRITE,
    policies.CONFIRM,
    policies.ACKNOWLEDGE,
    policies.REPLY,
]
READERS = {Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER}
WRITERS = {Role.SECRETARY, Role.DEPUTY}
WARD = {Role.CLERK, Role.SECRETARY, Role.DEPUTY}
WORK = {Role.WORKPLACE_OFFICER, Role.SECRETARY, Role.DEPUTY}
DELIVERED = {ReviewState.DELIVERED, ReviewState.ACKNOWLEDGED}


def review_in(made, state) -> Review:
    Review.objects.update(
        state=state,
        workplace=made.work_cell,
        shown_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
        reply_until=dt.date(2026, 11, 30),
        confirmed_on=dt.date(2026, 12, 1),
        use_stated="Kiểm điểm.",
        dropped_reason="Chuyển đi.",
    )
    return made.review()


def granted(actor, review) -> set[str]:
    return {
        action for action in ACTIONS if policies.reviews.allows(actor, action, review)
    }


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("role", Role)
def test_offices_reach_what_their_side_may(role, state):
    made = scene()
    review = review_in(made, state)
    is_delivered = state in DELIVERED

    reading = {policies.SEE, policies.SEE_HISTORY}
    at_cell = set(reading) if role in READERS else set()
    at_cell |= {policies.WRITE} if role in WRITERS else set()
    at_ward = {*reading, policies.CONFIRM} if role in WARD else set()
    sent = role in WORK and is_delivered
    at_work = {policies.SEE, policies.ACKNOWLEDGE} if sent else set()

    assert granted(officer(role, made.cell), review) == at_cell
    assert granted(officer(role, made.ward), review) == at_ward
    assert granted(officer(role, made.work), review) == at_work
    assert granted(officer(role, made.work_cell), review) == at_work


@pytest.mark.parametrize("role", Role)
def test_offices_beside_and_above_reach_no_review(role):
    made = scene()
    review = review_in(made, ReviewState.DELIVERED)
    province = made.ward.parent
    places = [
        residence_cell(made.ward, name="Khóm 9"),
        ward(),
        workplace(),
        workplace_cell(made.work, name="Phòng Tổ chức"),
        province,
        UnitFactory(parent=made.ward.parent, kind="PROVINCE"),
    ]

    for unit in places:
        assert granted(officer(role, unit), review) == set()


@pytest.mark.parametrize("state", ReviewState)
def test_member_reads_and_answers_their_own_once_shown(state):
    made = scene()
    review = review_in(made, state)

    expected = {policies.SEE, policies.REPLY} if state in OPEN_TO_MEMBER else set()
    assert granted(made.member, review) == expected


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("place", ["cell", "ward", "work", "work_cell"])
def test_office_gives_no_hand_in_ones_own_review(place, state):
    made = scene()
    review = review_in(made, state)
    unit = getattr(made, place)
    for role in Role:
        OfficeFactory(person=made.members[0].person, unit=unit, role=role)

    expected = {policies.SEE, policies.REPLY} if state in OPEN_TO_MEMBER else set()
    assert granted(made.member, review) == expected


@pytest.mark.parametrize("who", ["secretary", "clerk", "officer"])
def test_former_officers_reach_nothing(who):
    made = scene()
    review = review_in(made, ReviewState.DELIVERED)
    Office.objects.update(until=dt.date(2026, 11, 23))

    assert granted(getattr(made, who), review) == set()


def test_closed_account_reaches_nothing():
    made = scene()
    review = review_in(made, ReviewState.DELIVERED)
    for actor in (made.secretary, made.member):
        actor.is_active = False

    assert granted(made.secretary, review) == set()
    assert granted(made.member, review) == set()


def test_helper_has_the_rights_of_the_served_and_no_office():
    made = scene()
    review = review_in(made, ReviewState.SHOWN)
    helper = AccountFactory(holds=[(Role.SECRETARY, made.cell)])
    helper.helping_id = made.members[0].person_id

    assert granted(helper, review) == {policies.SEE, policies.REPLY}


def test_unknown_action_is_nobodys():
    made = scene()

    for policy, row in [
        (policies.reviews, made.review()),
        (policies.cycles, made.cycle),
    ]:
        assert not policy.allows(made.clerk, "reviews.burn", row)


@pytest.mark.parametrize("role", Role)
def test_cycle_is_seen_by_the_ward_and_its_cells(role):
    made = scene()

    seen = {
        name
        for name, unit in [
            ("cell", made.cell),
            ("ward", made.ward),
            ("work", made.work),
            ("beside", ward()),
            ("above", made.ward.parent),
        ]
        if policies.cycles.allows(officer(role, unit), policies.SEE_CYCLE, made.cycle)
    }

    expected = {"cell"} if role in READERS else set()
    assert seen == expected | ({"ward"} if role in WARD else set())
