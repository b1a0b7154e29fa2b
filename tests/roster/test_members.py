import datetime as dt
import uuid

import pytest

from ganket.journal.models import Entry
from ganket.journal.queries import values_of
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.kernel.phone import PhoneUnreadable
from ganket.org.enums import Role
from ganket.people import commands as people
from ganket.people.models import Person
from ganket.roster import commands, queries
from ganket.roster.commands import Particulars
from ganket.roster.models import HomeLink, Member
from ganket.tallies.commands import faults
from tests.factories import AccountFactory, MemberFactory, member_at
from tests.factories.org import residence_cell, workplace, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
GIVEN = {
    "full_name": "Trần  Hữu Cường",
    "sex": "MALE",
    "born_on": dt.date(1975, 2, 14),
    "joined_on": dt.date(2001, 5, 19),
    "official_on": dt.date(2002, 5, 19),
    "party_card_no": "85.012 345",
    "citizen_id": "096 075 000 123",
    "phone_number": "0913 555 012",
    "email": "Cuong@Example.vn",
}


def given(**changes):
    return Particulars(**(GIVEN | changes))


def officer(unit):
    return AccountFactory(holds=[(Role.WORKPLACE_OFFICER, unit)])


@pytest.fixture
def cell():
    return workplace_cell()


def test_add_member_writes_person_member_and_work_link(cell):
    actor = officer(cell.parent)

    member = commands.add_member(
        actor=actor, cell=cell, particulars=given(), job=" Kỹ sư ", since=TODAY
    )

    person = member.person
    assert (person.full_name, person.email) == ("Trần Hữu Cường", "cuong@example.vn")
    assert person.phone() == "0913 555 012"
    assert (member.party_card_no, member.birth_year) == ("85012345", 1975)
    link = queries.work_link_of(member)
    assert (link.cell, link.job, link.since) == (cell, "Kỹ sư", TODAY)
    assert [e.verb for e in Entry.objects.order_by("pk")] == [
        people.ADDED,
        commands.MEMBER_ADDED,
        commands.WORK_STARTED,
    ]


def test_add_member_keeps_the_citizen_number_sealed(cell):
    member = commands.add_member(
        actor=officer(cell.parent), cell=cell, particulars=given()
    )

    assert b"096075000123" not in bytes(member.citizen_id_sealed)
    assert queries.with_citizen_id("096075000123").get() == member
    told = values_of(Entry.objects.filter(verb=commands.MEMBER_ADDED))
    assert "096075000123" not in str(told)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"full_name": "  "}, people.NameMissing, None),
        ({"born_on": dt.date(2045, 1, 1)}, commands.DayNotYet, "born_on"),
        ({"born_on": dt.date(1875, 1, 1)}, commands.DaysOutOfOrder, "born_on"),
        (
            {"born_on": None, "birth_year": 2045},
            commands.DaysOutOfOrder,
            "birth_year",
        ),
        ({"born_on": None}, commands.BirthUnknown, "born_on"),
        ({"joined_on": dt.date(1975, 2, 14)}, commands.DaysOutOfOrder, "joined_on"),
        ({"joined_on": dt.date(2026, 11, 24)}, commands.DayNotYet, "joined_on"),
        ({"official_on": dt.date(2001, 5, 18)}, commands.DaysOutOfOrder, "official_on"),
        ({"party_card_no": "tám lăm"}, commands.CardUnreadable, "party_card_no"),
        ({"citizen_id": "12345678901"}, commands.CitizenIdUnreadable, "citizen_id"),
        ({"email": "cuong@"}, people.EmailUnreadable, None),
        ({"phone_number": "0913"}, PhoneUnreadable, None),
    ],
)
def test_add_member_refuses_and_writes_nothing(cell, changes, refusal, field):
    actor = officer(cell.parent)
    persons = Person.objects.count()

    with pytest.raises(refusal) as caught:
        commands.add_member(actor=actor, cell=cell, particulars=given(**changes))

    assert getattr(caught.value, "field", None) == field
    assert (Person.objects.count(), Member.objects.count()) == (persons, 0)
    assert not Entry.objects.exists()


def test_add_member_takes_a_birth_year_alone(cell):
    member = commands.add_member(
        actor=officer(cell.parent),
        cell=cell,
        particulars=given(born_on=None, birth_year=1975),
    )

    assert (member.born_on, member.birth_year) == (None, 1975)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"full_name": "Lê An", "citizen_id": ""}, commands.CardTaken),
        ({"full_name": "Lê An", "party_card_no": ""}, commands.CitizenIdTaken),
        ({"party_card_no": "", "citizen_id": ""}, commands.PerhapsTheSame),
        (
            {
                "full_name": "TRAN HUU CUONG",
                "party_card_no": "",
                "citizen_id": "",
                "born_on": None,
                "birth_year": 1975,
            },
            commands.PerhapsTheSame,
        ),
    ],
)
def test_add_member_refuses_whom_the_roster_knows(cell, changes, refusal):
    commands.add_member(actor=officer(cell.parent), cell=cell, particulars=given())
    other = workplace_cell()

    with pytest.raises(refusal):
        commands.add_member(
            actor=officer(other.parent), cell=other, particulars=given(**changes)
        )

    assert Member.objects.count() == 1


def test_add_member_takes_a_namesake_when_a_person_says_so(cell):
    actor = officer(cell.parent)
    commands.add_member(actor=actor, cell=cell, particulars=given())

    commands.add_member(
        actor=actor,
        cell=cell,
        particulars=given(party_card_no="", citizen_id=""),
        is_another=True,
    )

    assert Member.objects.count() == 2


def test_add_member_posted_twice_gives_the_first(cell):
    actor, key = officer(cell.parent), uuid.uuid4()

    first, second = (
        commands.add_member(actor=actor, cell=cell, particulars=given(), client_key=key)
        for _ in range(2)
    )

    assert (first, Member.objects.count()) == (second, 1)


def test_add_member_refuses_who_does_not_reach_the_cell(cell):
    for actor in [officer(workplace()), AccountFactory()]:
        with pytest.raises(NotAllowed):
            commands.add_member(actor=actor, cell=cell, particulars=given())

    assert not Member.objects.exists()


def test_add_member_refuses_a_committee_for_a_cell(cell):
    with pytest.raises(commands.NotAWorkCell):
        commands.add_member(
            actor=officer(cell.parent), cell=cell.parent, particulars=given()
        )


def test_add_member_refuses_a_closed_cell(cell):
    cell.closed_on = TODAY
    cell.save()

    with pytest.raises(commands.UnitIsClosed, match="Phòng Kỹ thuật"):
        commands.add_member(actor=officer(cell.parent), cell=cell, particulars=given())


def test_correct_member_writes_old_and_new(cell):
    member = member_at(workplace_cell=cell, name="Trần Hữu Cương")

    commands.correct_member(
        actor=officer(cell.parent),
        member=member,
        version=0,
        person_version=0,
        particulars=given(),
    )

    member.refresh_from_db()
    assert (member.party_card_no, member.version) == ("85012345", 1)
    assert Person.objects.get(pk=member.person_id).full_name == "Trần Hữu Cường"
    entry = Entry.objects.get(verb=commands.MEMBER_CORRECTED)
    (told,) = values_of([entry])
    assert told["born_on"] == ["1980-05-19", "1975-02-14"]
    assert told["citizen_id"] == []


def test_correct_member_keeps_the_citizen_number_where_none_is_given(cell):
    actor = officer(cell.parent)
    member = commands.add_member(actor=actor, cell=cell, particulars=given())

    commands.correct_member(
        actor=actor,
        member=member,
        version=0,
        person_version=0,
        particulars=given(citizen_id="", sex="FEMALE"),
    )

    assert queries.with_citizen_id("096075000123").get() == member


@pytest.mark.parametrize("stale", [{"version": 7}, {"person_version": 7}])
def test_correct_member_shows_what_stands_when_somebody_was_faster(cell, stale):
    member = member_at(workplace_cell=cell, name="Trần Hữu Cương")
    versions = {"version": 0, "person_version": 0} | stale

    with pytest.raises(ChangedMeanwhile) as caught:
        commands.correct_member(
            actor=officer(cell.parent), member=member, particulars=given(), **versions
        )

    assert caught.value.theirs["full_name"] == "Trần Hữu Cương"
    member.refresh_from_db()
    assert (member.party_card_no, member.person.full_name) == ("", "Trần Hữu Cương")


def test_correct_member_refuses_a_number_of_somebody_else(cell):
    actor = officer(cell.parent)
    commands.add_member(actor=actor, cell=cell, particulars=given())
    member = member_at(workplace_cell=cell)

    for changes, refusal in [
        ({"citizen_id": ""}, commands.CardTaken),
        ({"party_card_no": ""}, commands.CitizenIdTaken),
    ]:
        with pytest.raises(refusal):
            commands.correct_member(
                actor=actor,
                member=member,
                version=0,
                person_version=0,
                particulars=given(**changes),
            )


def test_correct_member_refuses_the_secretary_of_the_home_cell():
    home = residence_cell()
    member = member_at(home)

    with pytest.raises(NotAllowed):
        commands.correct_member(
            actor=AccountFactory(holds=[(Role.SECRETARY, home)]),
            member=member,
            version=0,
            person_version=0,
            particulars=given(),
        )


def test_correct_contact_is_for_the_cell_and_the_member_too():
    home = residence_cell()
    member = member_at(home, account=True)
    secretary = AccountFactory(holds=[(Role.SECRETARY, home)])

    for version, actor in enumerate([secretary, member.person.account]):
        commands.correct_contact(
            actor=actor,
            member=Member.objects.get(pk=member.pk),
            person_version=version,
            phone_number=f"0913 555 01{version}",
            email="",
        )

    assert Person.objects.get(pk=member.person_id).phone() == "0913 555 011"


def test_correct_contact_refuses_a_stranger():
    member = MemberFactory()

    with pytest.raises(NotAllowed):
        commands.correct_contact(
            actor=AccountFactory(),
            member=member,
            person_version=0,
            phone_number="",
            email="a@example.vn",
        )


def taken_in(home, **values):
    clerk = AccountFactory(holds=[(Role.CLERK, home)])
    particulars = values.pop("particulars", given())
    return commands.take_in_member(
        actor=clerk, ward=home, particulars=particulars, **values
    )


def test_take_in_member_ties_somebody_whose_paper_came_by_hand():
    cell = residence_cell()

    member = taken_in(cell.parent, cell=cell, address="12 Trần Phú", received_on=TODAY)

    link = queries.home_link_of(member)
    assert (link.cell, link.address, link.since) == (cell, "12 Trần Phú", TODAY)
    assert queries.work_link_of(member) is None
    assert faults() == []


def test_take_in_member_ties_whom_the_roster_knows(cell):
    known = commands.add_member(
        actor=officer(cell.parent), cell=cell, particulars=given()
    )
    home = residence_cell().parent

    for numbers in [{"citizen_id": ""}, {"party_card_no": ""}]:
        HomeLink.objects.all().delete()
        member = taken_in(home, particulars=given(**numbers))
        assert member == known

    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [
        ({"citizen_id": ""}, commands.CardTaken),
        ({"party_card_no": ""}, commands.CitizenIdTaken),
    ],
)
def test_take_in_member_refuses_a_number_of_another_name(cell, numbers, refusal):
    commands.add_member(actor=officer(cell.parent), cell=cell, particulars=given())
    values = given(full_name="Lê Văn Khác", **numbers)

    with pytest.raises(refusal):
        taken_in(residence_cell().parent, particulars=values)


def test_take_in_member_refuses_whom_another_ward_has(cell):
    home, other = residence_cell().parent, residence_cell().parent
    taken_in(home)

    with pytest.raises(commands.LivesElsewhere):
        taken_in(other)


def test_take_in_member_posted_twice_gives_the_first():
    home, key = residence_cell().parent, uuid.uuid4()

    assert taken_in(home, client_key=key) == taken_in(home, client_key=key)


def test_take_in_member_is_for_the_ward_alone():
    cell = residence_cell()

    for actor in [officer(workplace()), AccountFactory(holds=[(Role.SECRETARY, cell)])]:
        with pytest.raises(NotAllowed):
            commands.take_in_member(actor=actor, ward=cell.parent, particulars=given())
