import datetime as dt

import pytest

from ganket.journal.models import Entry
from ganket.journal.queries import values_of
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.org.enums import GroupKind, Role
from ganket.org.models import GroupCell, ResidentialGroup
from ganket.roster import commands, queries
from ganket.roster.enums import LinkEnd, ResidenceKind
from ganket.roster.models import HomeLink
from ganket.tallies.commands import faults, rebuild
from ganket.tallies.enums import Measure
from ganket.tallies.queries import counts_of
from tests.factories import AccountFactory, HomeLinkFactory, member_at
from tests.factories.org import residence_cell, ward, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


@pytest.fixture
def home():
    return ward()


def waiting(home, since=TODAY - 3 * DAY):
    return queries.home_link_of(member_at(home, since=since))


def test_assign_to_cell_gives_the_member_to_the_cell(home):
    link, cell = waiting(home), residence_cell(home)
    rebuild()

    commands.assign_to_cell(actor=clerk(home), home_link=link, cell=cell)

    assert list(queries.members_of(cell)) == [link.member]
    assert Entry.objects.get().verb == commands.ASSIGNED
    opened = {
        unit: counts.get(Measure.HOME_LINKS_OPENED)
        for unit, counts in counts_of([home, cell], year=2026).items()
    }
    assert opened == {home.pk: 1, cell.pk: 1}
    assert faults() == []


def test_assign_to_cell_is_done_once(home):
    link, first = waiting(home), residence_cell(home)
    second = residence_cell(home, name="Khóm 3")
    stale = HomeLink.objects.get(pk=link.pk)
    commands.assign_to_cell(actor=clerk(home), home_link=link, cell=first)

    with pytest.raises(commands.AlreadyAssigned, match="Chi bộ khóm 2"):
        commands.assign_to_cell(actor=clerk(home), home_link=stale, cell=second)

    assert list(queries.members_of(second)) == []


def test_assign_to_cell_refuses_what_is_no_open_cell_of_the_ward(home):
    link, actor = waiting(home), clerk(home)
    closed = residence_cell(home, closed_on=TODAY)

    for cell in [home, residence_cell(), workplace_cell(home)]:
        with pytest.raises(commands.NotACellHere):
            commands.assign_to_cell(actor=actor, home_link=link, cell=cell)
    with pytest.raises(commands.UnitIsClosed):
        commands.assign_to_cell(actor=actor, home_link=link, cell=closed)

    link.refresh_from_db()
    assert link.cell is None


def test_assign_to_cell_refuses_days_out_of_order(home):
    link, cell = waiting(home), residence_cell(home)

    with pytest.raises(commands.DaysOutOfOrder):
        commands.assign_to_cell(
            actor=clerk(home), home_link=link, cell=cell, assigned_on=TODAY - 4 * DAY
        )


def test_assign_to_cell_refuses_an_ended_link(home):
    link, cell = waiting(home), residence_cell(home)
    actor = clerk(home)
    commands.end_home_link(actor=actor, home_link=link, end=LinkEnd.MOVED_HOME)

    with pytest.raises(commands.LinkEnded):
        commands.assign_to_cell(actor=actor, home_link=link, cell=cell)


def test_home_links_are_changed_by_the_ward_alone(home):
    link, cell = waiting(home), residence_cell(home)

    for actor in [
        clerk(ward()),
        AccountFactory(holds=[(Role.SECRETARY, cell)]),
        AccountFactory(),
    ]:
        with pytest.raises(NotAllowed):
            commands.assign_to_cell(actor=actor, home_link=link, cell=cell)
        with pytest.raises(NotAllowed):
            commands.move_to_cell(actor=actor, home_link=link, cell=cell)
        with pytest.raises(NotAllowed):
            commands.end_home_link(actor=actor, home_link=link, end=LinkEnd.DIED)


def test_move_to_cell_ends_one_span_and_starts_the_next(home):
    first, second = residence_cell(home), residence_cell(home, name="Khóm 3")
    member = member_at(first)
    rebuild()

    now = commands.move_to_cell(
        actor=clerk(home), home_link=queries.home_link_of(member), cell=second
    )

    assert (now.cell, now.since, now.until) == (second, TODAY, None)
    assert queries.home_link_of(member) == now
    assert queries.home_link_of(member, TODAY - DAY).cell == first
    assert faults() == []


def test_move_to_cell_on_the_day_of_assignment_puts_it_right(home):
    link = waiting(home, since=TODAY)
    first, second = residence_cell(home), residence_cell(home, name="Khóm 3")
    actor = clerk(home)
    rebuild()
    commands.assign_to_cell(actor=actor, home_link=link, cell=first)

    now = commands.move_to_cell(actor=actor, home_link=link, cell=second)

    assert (now.pk, now.cell, HomeLink.objects.count()) == (link.pk, second, 1)
    assert faults() == []


def test_move_to_cell_refuses_the_same_cell(home):
    cell = residence_cell(home)
    link = HomeLinkFactory(cell=cell)

    with pytest.raises(commands.SameCell):
        commands.move_to_cell(actor=clerk(home), home_link=link, cell=cell)


def test_move_to_cell_refuses_who_comes_second(home):
    first, second, third = (residence_cell(home, name=f"Khóm {n}") for n in range(3))
    link = HomeLinkFactory(cell=first)
    stale = HomeLink.objects.get(pk=link.pk)
    actor = clerk(home)
    commands.move_to_cell(actor=actor, home_link=link, cell=second)

    with pytest.raises(commands.LinkEnded):
        commands.move_to_cell(actor=actor, home_link=stale, cell=third)

    assert list(queries.members_of(third)) == []


def test_end_home_link_ends_once(home):
    link = HomeLinkFactory(cell=residence_cell(home))
    actor = clerk(home)
    rebuild()

    commands.end_home_link(actor=actor, home_link=link, end=LinkEnd.RETIRED)

    assert (link.until, link.end) == (TODAY, LinkEnd.RETIRED)
    assert faults() == []
    with pytest.raises(commands.LinkEnded, match="23/11/2026"):
        commands.end_home_link(actor=actor, home_link=link, end=LinkEnd.RETIRED)


def test_end_home_link_refuses_days_out_of_order(home):
    link = HomeLinkFactory(cell=residence_cell(home), since=TODAY)

    with pytest.raises(commands.DaysOutOfOrder):
        commands.end_home_link(
            actor=clerk(home),
            home_link=link,
            end=LinkEnd.MOVED_HOME,
            ended_on=TODAY - DAY,
        )
    with pytest.raises(commands.DayNotYet):
        commands.end_home_link(
            actor=clerk(home),
            home_link=link,
            end=LinkEnd.MOVED_HOME,
            ended_on=TODAY + DAY,
        )


def test_home_link_by_mistake_counts_nowhere(home):
    cell = residence_cell(home)
    link = HomeLinkFactory(cell=cell)
    rebuild()

    commands.end_home_link(actor=clerk(home), home_link=link, end=LinkEnd.MISTAKE)

    assert queries.home_link_of(link.member, link.since) is None
    assert faults() == []
    counts = counts_of([home], year=link.since.year)[home.pk]
    assert counts[Measure.HOME_LINKS_OPENED] == 0


def test_correct_residence_is_for_the_cell_too(home):
    cell = residence_cell(home)
    link = HomeLinkFactory(cell=cell, address="12 Trần Phú")
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")

    commands.correct_residence(
        actor=AccountFactory(holds=[(Role.SECRETARY, cell)]),
        home_link=link,
        version=0,
        address="14 Trần Phú",
        residence=ResidenceKind.TEMPORARY,
        group=group,
    )

    link.refresh_from_db()
    assert (link.address, link.residence, link.group) == (
        "14 Trần Phú",
        ResidenceKind.TEMPORARY,
        group,
    )
    (told,) = values_of(Entry.objects.all())
    assert told["address"] == ["12 Trần Phú", "14 Trần Phú"]


def test_correct_residence_shows_what_stands_when_somebody_was_faster(home):
    link = HomeLinkFactory(cell=residence_cell(home), address="12 Trần Phú")

    with pytest.raises(ChangedMeanwhile) as caught:
        commands.correct_residence(
            actor=clerk(home),
            home_link=link,
            version=3,
            address="14 Trần Phú",
            residence=ResidenceKind.PERMANENT,
        )

    assert caught.value.theirs["address"] == "12 Trần Phú"


def test_correct_residence_refuses_a_group_of_another_ward(home):
    link = HomeLinkFactory(cell=residence_cell(home))
    elsewhere = ResidentialGroup.objects.create(
        ward=ward(), kind=GroupKind.QUARTER, name="2"
    )

    with pytest.raises(commands.GroupElsewhere):
        commands.correct_residence(
            actor=clerk(home),
            home_link=link,
            version=0,
            address="",
            residence=ResidenceKind.PERMANENT,
            group=elsewhere,
        )


def test_suggested_cell_is_that_of_the_group_today(home):
    cell = residence_cell(home)
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")
    GroupCell.objects.create(group=group, cell=cell, since=TODAY)
    link = HomeLinkFactory(ward=home, cell=None, group=group)

    assert queries.suggested_cell(link) == cell
    assert queries.suggested_cell(HomeLinkFactory(ward=home, cell=None)) is None
