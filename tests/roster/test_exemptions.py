import datetime as dt

import pytest

from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.roster import commands, queries
from ganket.roster.models import Exemption
from tests.factories import AccountFactory, ExemptionFactory, member_at
from tests.factories.org import residence_cell, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


@pytest.fixture
def member():
    return member_at(residence_cell(), workplace_cell=workplace_cell())


@pytest.fixture
def officer(member):
    cell = queries.work_link_of(member).cell
    return AccountFactory(holds=[(Role.WORKPLACE_OFFICER, cell.parent)])


def test_set_exemption_holds_from_its_day(member, officer):
    commands.set_exemption(actor=officer, member=member, kind="BARRACKS")

    assert queries.exempt_ids([member]) == {member.pk}
    assert queries.exempt_ids([member], TODAY - DAY) == set()
    assert queries.exemption_of(member).rule_pack == "qd213"
    assert Entry.objects.get().verb == commands.EXEMPTED


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"kind": "SECRET_IDENTITY"}, commands.NeverEntered),
        ({"kind": "COMBAT_READY"}, commands.NeverEntered),
        ({"kind": "TIRED"}, commands.ExemptionUnknown),
        ({"kind": ""}, commands.ExemptionUnknown),
        ({"kind": "BARRACKS", "since": TODAY + DAY}, commands.DayNotYet),
        ({"kind": "BARRACKS", "since": dt.date(1999, 1, 1)}, commands.NoRegulationYet),
    ],
)
def test_set_exemption_refuses(member, officer, values, refusal):
    with pytest.raises(refusal):
        commands.set_exemption(actor=officer, member=member, **values)

    assert not Exemption.objects.exists()


def test_set_exemption_refuses_a_second_and_an_overlap(member, officer):
    commands.set_exemption(actor=officer, member=member, kind="BARRACKS")

    with pytest.raises(commands.AlreadyExempt):
        commands.set_exemption(actor=officer, member=member, kind="ROTATED")

    Exemption.objects.update(since=TODAY - 9 * DAY, until=TODAY)
    with pytest.raises(commands.SpansOverlap):
        commands.set_exemption(
            actor=officer, member=member, kind="ROTATED", since=TODAY - DAY
        )


def test_end_exemption_ends_once(member, officer):
    ExemptionFactory(member=member)

    commands.end_exemption(actor=officer, member=member)

    assert not queries.exempt_ids([member])
    with pytest.raises(commands.NotExempt):
        commands.end_exemption(actor=officer, member=member)


def test_end_exemption_refuses_days_out_of_order(member, officer):
    ExemptionFactory(member=member, since=TODAY)

    with pytest.raises(commands.DaysOutOfOrder):
        commands.end_exemption(actor=officer, member=member, until=TODAY - DAY)


def test_exemptions_are_not_for_the_cell_to_give(member):
    cell = queries.home_link_of(member).cell
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    with pytest.raises(NotAllowed):
        commands.set_exemption(actor=secretary, member=member, kind="BARRACKS")
    assert list(queries.exemptions_seen(secretary, member)) == []
