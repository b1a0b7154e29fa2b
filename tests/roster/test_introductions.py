import datetime as dt
import uuid

import pytest

from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import GroupKind, Role
from ganket.org.models import ResidentialGroup
from ganket.roster import commands, policies, queries
from ganket.roster.enums import IntroductionState, LinkEnd, ResidenceKind
from ganket.roster.models import HomeLink, Introduction
from ganket.tallies.commands import faults, rebuild
from ganket.tallies.enums import Measure
from ganket.tallies.queries import counts_of
from tests.factories import AccountFactory, ExemptionFactory, MemberFactory, member_at
from tests.factories.org import residence_cell, ward, workplace, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def officer(unit):
    return AccountFactory(holds=[(Role.WORKPLACE_OFFICER, unit)])


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


@pytest.fixture
def cell():
    return workplace_cell()


@pytest.fixture
def member(cell):
    return member_at(workplace_cell=cell, name="Trần Hữu Cường")


@pytest.fixture
def home():
    return ward()


def issue(member, to_ward, **values):
    unit = values.pop("by", None) or queries.work_link_of(member).cell.parent
    return commands.issue_introduction(
        actor=officer(unit), member=member, to_ward=to_ward, **values
    )


def test_introduction_is_numbered_by_the_committee_over_the_cell(cell, member, home):
    first = issue(member, home, address=" 12  Trần Phú ")
    second = issue(member_at(workplace_cell=cell), home)

    assert [(p.from_unit, p.number) for p in (first, second)] == [
        (cell.parent, 1),
        (cell.parent, 2),
    ]
    assert (first.state, first.issued_on) == (IntroductionState.ISSUED, TODAY)
    assert (first.address, first.rule_pack) == ("12 Trần Phú", "qd213")
    assert Entry.objects.filter(verb=commands.INTRODUCED).count() == 2
    assert counts_of([home], year=2026)[home.pk] == {Measure.INTRODUCTIONS_ISSUED: 2}


def test_cell_secretary_introduces_in_the_name_of_the_cell(cell, member, home):
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    paper = commands.issue_introduction(actor=secretary, member=member, to_ward=home)

    assert paper.from_unit == cell


def test_introduction_carries_the_regulation_of_its_day(member, home):
    assert issue(member, home, issued_on=dt.date(2018, 9, 17)).rule_pack == "qd76"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"issued_on": TODAY + DAY}, commands.DayNotYet),
        ({"issued_on": dt.date(1999, 1, 1)}, commands.NoRegulationYet),
        ({"exemption": "SECRET_IDENTITY"}, commands.NeverEntered),
        ({"exemption": "COMBAT_READY"}, commands.NeverEntered),
        ({"exemption": "TIRED"}, commands.ExemptionUnknown),
        ({"address": "x" * 201}, commands.AddressTooLong),
    ],
)
def test_issue_introduction_refuses_and_takes_no_number(member, home, values, refusal):
    with pytest.raises(refusal):
        issue(member, home, **values)

    assert not Introduction.objects.exists()
    assert issue(member, home).number == 1


def test_issue_introduction_refuses_what_is_no_open_ward(cell, member, home):
    closed = ward(closed_on=TODAY)
    elsewhere = ResidentialGroup.objects.create(
        ward=closed, kind=GroupKind.HAMLET, name="Giồng Nhãn"
    )

    with pytest.raises(commands.NotAWard):
        issue(member, cell)
    with pytest.raises(commands.UnitIsClosed):
        issue(member, closed)
    with pytest.raises(commands.GroupElsewhere):
        issue(member, home, group=elsewhere)


def test_issue_introduction_refuses_while_another_waits(member, home):
    issue(member, home)

    with pytest.raises(commands.AlreadyWaiting):
        issue(member, ward())


def test_issue_introduction_refuses_a_member_who_has_a_home(cell, home):
    tied = member_at(residence_cell(home), workplace_cell=cell)

    with pytest.raises(commands.AlreadyTied, match="phường Bạc Liêu"):
        issue(tied, ward())


def test_issue_introduction_refuses_strangers(member, home):
    for actor in [officer(workplace()), clerk(home), AccountFactory()]:
        with pytest.raises(NotAllowed):
            commands.issue_introduction(actor=actor, member=member, to_ward=home)


def test_introduction_posted_twice_gives_the_first(member, home):
    key = uuid.uuid4()

    papers = {issue(member, home, client_key=key).pk for _ in range(2)}

    assert len(papers) == 1
    assert issue(member_at(workplace_cell=workplace_cell()), home).number == 1


def test_withdraw_introduction_takes_it_back_once(member, home):
    paper = issue(member, home)
    actor = officer(paper.from_unit)

    commands.withdraw_introduction(actor=actor, introduction=paper)

    assert (paper.state, paper.withdrawn_on) == (IntroductionState.WITHDRAWN, TODAY)
    assert faults() == []
    with pytest.raises(commands.Overtaken, match="rút lại ngày 23/11/2026"):
        commands.withdraw_introduction(actor=actor, introduction=paper)


def test_receive_introduction_founds_the_home_link(member, home):
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")
    paper = issue(
        member,
        home,
        address="12 Trần Phú",
        residence=ResidenceKind.TEMPORARY,
        group=group,
        issued_on=TODAY - 3 * DAY,
    )

    link = commands.receive_introduction(
        actor=clerk(home), introduction=paper, received_on=TODAY - DAY
    )

    assert queries.home_link_of(member) == link
    assert (link.ward, link.cell, link.group) == (home, None, group)
    assert (link.address, link.residence) == ("12 Trần Phú", ResidenceKind.TEMPORARY)
    assert (paper.state, paper.home_link) == (IntroductionState.RECEIVED, link)
    assert counts_of([home], year=2026)[home.pk] == {
        Measure.INTRODUCTIONS_ISSUED: 1,
        Measure.INTRODUCTIONS_RECEIVED: 1,
        Measure.HOME_LINKS_OPENED: 1,
    }
    assert faults() == []


def test_receive_introduction_is_done_once(member, home):
    paper = issue(member, home)
    commands.receive_introduction(actor=clerk(home), introduction=paper)
    stale = Introduction.objects.get(pk=paper.pk)
    stale.state = IntroductionState.ISSUED

    with pytest.raises(
        commands.Overtaken, match="đã tiếp nhận, chờ phân về chi bộ ngày"
    ):
        commands.receive_introduction(actor=clerk(home), introduction=stale)

    assert HomeLink.objects.count() == 1


def test_receive_introduction_refuses_days_out_of_order(member, home):
    paper = issue(member, home, issued_on=TODAY)

    with pytest.raises(commands.DaysOutOfOrder, match="23/11/2026"):
        commands.receive_introduction(
            actor=clerk(home), introduction=paper, received_on=TODAY - DAY
        )
    with pytest.raises(commands.DayNotYet):
        commands.receive_introduction(
            actor=clerk(home), introduction=paper, received_on=TODAY + DAY
        )

    assert not HomeLink.objects.exists()


def test_receive_introduction_refuses_a_ward_closed_meanwhile(member, home):
    paper = issue(member, home)
    actor = clerk(home)
    home.closed_on = TODAY
    home.save()

    with pytest.raises(commands.UnitIsClosed):
        commands.receive_introduction(actor=actor, introduction=paper)

    paper.refresh_from_db()
    assert paper.state == IntroductionState.ISSUED


def test_receive_introduction_is_for_the_ward_alone(member, home):
    paper = issue(member, home)
    inside = residence_cell(home)
    strangers = [
        officer(paper.from_unit),
        clerk(ward()),
        AccountFactory(holds=[(Role.SECRETARY, inside)]),
        AccountFactory(holds=[(Role.COMMITTEE_MEMBER, home)]),
        AccountFactory(holds=[(Role.ADMINISTRATOR, home)]),
    ]

    for actor in strangers:
        with pytest.raises(NotAllowed):
            commands.receive_introduction(actor=actor, introduction=paper)
        with pytest.raises(NotAllowed):
            commands.refuse_introduction(actor=actor, introduction=paper, reason="x")


def test_received_member_is_exempt_as_the_paper_says(member, home):
    paper = issue(member, home, exemption="WORKS_AWAY")
    ExemptionFactory(member=member, kind="STUDENT_AWAY")

    commands.receive_introduction(actor=clerk(home), introduction=paper)

    assert queries.exemption_of(member).kind == "WORKS_AWAY"
    assert queries.exemption_of(member, TODAY - DAY).kind == "STUDENT_AWAY"


def test_renewal_ends_the_old_link_on_the_day_of_reception(cell, home):
    old = residence_cell()
    mover = member_at(old, workplace_cell=cell)
    paper = commands.introduce_again(
        actor=officer(cell.parent), member=mover, to_ward=home
    )

    link = commands.receive_introduction(actor=clerk(home), introduction=paper)

    former = HomeLink.objects.get(cell=old)
    assert (former.until, former.end) == (TODAY, LinkEnd.MOVED_HOME)
    assert paper.renews == former
    assert queries.home_link_of(mover) == link
    assert queries.home_link_of(mover, TODAY - DAY) == former


def test_renewal_follows_a_change_of_cell_meanwhile(cell, home):
    old = residence_cell()
    mover = member_at(old, workplace_cell=cell)
    paper = commands.introduce_again(
        actor=officer(cell.parent), member=mover, to_ward=home
    )
    moved = commands.move_to_cell(
        actor=clerk(old.parent),
        home_link=queries.home_link_of(mover),
        cell=residence_cell(old.parent, name="Khóm 3"),
    )

    commands.receive_introduction(actor=clerk(home), introduction=paper)

    moved.refresh_from_db()
    assert (moved.until, moved.end) == (TODAY, LinkEnd.MOVED_HOME)


def test_receive_introduction_refuses_while_a_link_it_does_not_renew_is_open(
    member, home
):
    paper = issue(member, home)
    other = residence_cell()
    HomeLink.objects.create(
        member=member,
        ward=other.parent,
        cell=other,
        residence=ResidenceKind.PERMANENT,
        since=TODAY - DAY,
    )

    with pytest.raises(commands.LivesElsewhere):
        commands.receive_introduction(actor=clerk(home), introduction=paper)

    paper.refresh_from_db()
    assert paper.state == IntroductionState.ISSUED


def test_introduce_again_refuses_whom_it_does_not_fit(cell, member, home):
    tied = member_at(residence_cell(home), workplace_cell=cell)
    actor = officer(cell.parent)

    with pytest.raises(commands.NotTied):
        commands.introduce_again(actor=actor, member=member, to_ward=home)
    with pytest.raises(commands.SameWard):
        commands.introduce_again(actor=actor, member=tied, to_ward=home)


def test_refuse_introduction_says_why(member, home):
    paper = issue(member, home)

    commands.refuse_introduction(
        actor=clerk(home), introduction=paper, reason="  Không có nhà số này. "
    )

    assert (paper.state, paper.refused_on, paper.refusal) == (
        IntroductionState.REFUSED,
        TODAY,
        "Không có nhà số này.",
    )
    assert issue(member, home).number == 2


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("  ", commands.ReasonMissing), ("x" * 501, commands.ReasonTooLong)],
)
def test_refuse_introduction_wants_a_reason(member, home, reason, refusal):
    paper = issue(member, home)

    with pytest.raises(refusal):
        commands.refuse_introduction(
            actor=clerk(home), introduction=paper, reason=reason
        )

    paper.refresh_from_db()
    assert paper.state == IntroductionState.ISSUED


def test_undone_reception_was_never_there(cell, home):
    old = residence_cell()
    mover = member_at(old, workplace_cell=cell)
    former = queries.home_link_of(mover)
    rebuild()
    paper = commands.introduce_again(
        actor=officer(cell.parent),
        member=mover,
        to_ward=home,
        exemption="WORKS_AWAY",
        issued_on=TODAY - 5 * DAY,
    )
    actor = clerk(home)
    commands.receive_introduction(
        actor=actor, introduction=paper, received_on=TODAY - 2 * DAY
    )

    commands.undo_reception(actor=actor, introduction=paper)

    assert (paper.state, paper.home_link) == (IntroductionState.ISSUED, None)
    assert queries.home_link_of(mover) == former
    assert queries.home_link_of(mover, TODAY - DAY) == former
    assert not queries.exempt_ids([mover])
    assert Entry.objects.filter(verb=commands.EXEMPTION_ENDED).count() == 1
    assert faults() == []
    commands.receive_introduction(actor=actor, introduction=paper)
    assert queries.home_link_of(mover).ward == home
    assert faults() == []


def test_undo_reception_refuses_once_a_cell_has_the_member(member, home):
    paper = issue(member, home)
    actor = clerk(home)
    link = commands.receive_introduction(actor=actor, introduction=paper)
    commands.assign_to_cell(actor=actor, home_link=link, cell=residence_cell(home))

    with pytest.raises(commands.Overtaken, match="phân về chi bộ"):
        commands.undo_reception(actor=actor, introduction=paper)

    assert queries.home_link_of(member) == link


def test_undo_reception_refuses_once_the_link_has_ended(member, home):
    paper = issue(member, home)
    actor = clerk(home)
    link = commands.receive_introduction(actor=actor, introduction=paper)
    commands.end_home_link(actor=actor, home_link=link, end=LinkEnd.MOVED_HOME)

    with pytest.raises(commands.LinkEnded):
        commands.undo_reception(actor=actor, introduction=paper)

    paper.refresh_from_db()
    assert paper.state == IntroductionState.RECEIVED


def test_undo_reception_refuses_while_a_newer_paper_waits(member, home):
    paper = issue(member, home)
    commands.receive_introduction(actor=clerk(home), introduction=paper)
    issue(member, ward(), again=True)

    with pytest.raises(commands.AlreadyWaiting):
        commands.undo_reception(actor=clerk(home), introduction=paper)

    paper.refresh_from_db()
    assert paper.state == IntroductionState.RECEIVED


def test_ward_introduces_its_own_staff_in_one_step(home):
    staff = member_at(workplace_cell=workplace_cell(home, name="Văn phòng"))
    inside = residence_cell(home)

    paper = commands.issue_introduction(
        actor=clerk(home), member=staff, to_ward=home, cell=inside
    )

    assert (paper.state, paper.from_unit) == (IntroductionState.ASSIGNED, home)
    assert queries.home_link_of(staff).cell == inside
    assert faults() == []


def test_cell_of_the_ward_that_cannot_receive_waits_like_others(home):
    office = workplace_cell(home, name="Trường Tiểu học")
    staff = member_at(workplace_cell=office)
    secretary = AccountFactory(holds=[(Role.SECRETARY, office)])

    paper = commands.issue_introduction(actor=secretary, member=staff, to_ward=home)

    assert paper.state == IntroductionState.ISSUED


def test_paper_is_seen_by_both_sides_and_the_cell_it_led_to(member, home):
    inside, beside = residence_cell(home), residence_cell(home, name="Khóm 9")
    paper = issue(member, home)
    ward_clerk = clerk(home)
    link = commands.receive_introduction(actor=ward_clerk, introduction=paper)
    commands.assign_to_cell(actor=ward_clerk, home_link=link, cell=inside)
    seers = {
        "issuer": officer(paper.from_unit),
        "ward": ward_clerk,
        "cell": AccountFactory(holds=[(Role.SECRETARY, inside)]),
    }
    blind = {
        "beside": AccountFactory(holds=[(Role.SECRETARY, beside)]),
        "other ward": clerk(ward()),
        "other work": officer(workplace()),
        "stranger": AccountFactory(),
    }

    seen = {who for who, a in seers.items() if queries.introductions_for(a).exists()}
    leaks = {who for who, a in blind.items() if queries.introductions_for(a).exists()}

    assert (seen, leaks) == (set(seers), set())


def test_paper_follows_the_member_to_another_cell(member, home):
    first, second = residence_cell(home), residence_cell(home, name="Khóm 9")
    paper = issue(member, home, issued_on=TODAY - 9 * DAY)
    actor = clerk(home)
    link = commands.receive_introduction(
        actor=actor, introduction=paper, received_on=TODAY - 8 * DAY
    )
    commands.assign_to_cell(
        actor=actor, home_link=link, cell=first, assigned_on=TODAY - 7 * DAY
    )
    commands.move_to_cell(actor=actor, home_link=link, cell=second)
    old, new = (AccountFactory(holds=[(Role.SECRETARY, c)]) for c in (first, second))

    assert not queries.introductions_for(old).exists()
    assert list(queries.introductions_for(new)) == [paper]


def test_own_papers_are_seen_by_the_member(home):
    own = member_at(workplace_cell=workplace_cell(), account=True)
    paper = issue(own, home)
    issue(member_at(workplace_cell=workplace_cell()), home)

    assert list(queries.introductions_for(own.person.account)) == [paper]
    assert not policies.introductions.allows(
        own.person.account, policies.WITHDRAW_INTRODUCTION, paper
    )


def test_due_day_counts_working_days(member, home):
    paper = issue(member, home, issued_on=dt.date(2026, 11, 6))

    due = queries.due_on(paper)

    assert due == dt.date(2026, 11, 13)
    commands.withdraw_introduction(actor=officer(paper.from_unit), introduction=paper)
    assert queries.due_on(paper) is None


def test_issuing_unit_is_none_without_a_place_of_work():
    assert queries.issuing_unit(AccountFactory(), MemberFactory()) is None
