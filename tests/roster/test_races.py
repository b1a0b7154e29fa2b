import datetime as dt

import pytest

from ganket.documents.models import IssuedDocument
from ganket.org.enums import Role
from ganket.roster import commands
from ganket.roster.models import HomeLink, Introduction, Member, WorkLink
from ganket.tallies.commands import faults, rebuild
from tests.factories import AccountFactory, MemberFactory, member_at
from tests.factories.org import residence_cell, ward, workplace_cell
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = dt.date(2026, 11, 23)


def holder(role, unit):
    return AccountFactory(holds=[(role, unit)])


def paper_for(member, home, cell):
    return commands.issue_introduction(
        actor=holder(Role.WORKPLACE_OFFICER, cell.parent), member=member, to_ward=home
    )


def refusals(outcomes):
    return [type(o) for o in outcomes if isinstance(o, Exception)]


def test_two_clerks_receive_the_same_paper_and_one_wins():
    home, cell = ward(), workplace_cell()
    paper = paper_for(member_at(workplace_cell=cell), home, cell)
    clerks = [holder(Role.CLERK, home) for _ in range(2)]

    def receive(clerk):
        mine = Introduction.objects.get(pk=paper.pk)
        return commands.receive_introduction(actor=clerk, introduction=mine)

    outcomes = race(*(lambda c=c: receive(c) for c in clerks))

    assert refusals(outcomes) == [commands.Overtaken]
    assert HomeLink.objects.count() == 1
    assert faults() == []


def test_two_clerks_receive_and_refuse_and_one_wins():
    home, cell = ward(), workplace_cell()
    paper = paper_for(member_at(workplace_cell=cell), home, cell)
    first, second = (holder(Role.CLERK, home) for _ in range(2))

    outcomes = race(
        lambda: commands.receive_introduction(
            actor=first, introduction=Introduction.objects.get(pk=paper.pk)
        ),
        lambda: commands.refuse_introduction(
            actor=second,
            introduction=Introduction.objects.get(pk=paper.pk),
            reason="Không có nhà số này.",
        ),
    )

    assert refusals(outcomes) == [commands.Overtaken]
    paper.refresh_from_db()
    assert (paper.home_link is None) is (paper.refusal != "")
    assert faults() == []


def test_two_clerks_assign_to_two_cells_and_one_wins():
    home = ward()
    cells = [residence_cell(home, name=f"Khóm {n}") for n in (1, 2)]
    link = HomeLink.objects.get(member=member_at(home))
    clerks = [holder(Role.CLERK, home) for _ in cells]
    rebuild()

    def assign(clerk, cell):
        mine = HomeLink.objects.get(pk=link.pk)
        return commands.assign_to_cell(actor=clerk, home_link=mine, cell=cell)

    outcomes = race(
        *(lambda c=c, u=u: assign(c, u) for c, u in zip(clerks, cells, strict=True))
    )

    assert refusals(outcomes) == [commands.AlreadyAssigned]
    assert faults() == []


def test_two_officers_introduce_the_same_member_and_one_wins():
    home, cell = ward(), workplace_cell()
    member = member_at(workplace_cell=cell)
    officers = [holder(Role.WORKPLACE_OFFICER, cell.parent) for _ in range(2)]

    outcomes = race(
        *(
            lambda o=o: commands.issue_introduction(
                actor=o, member=Member.objects.get(pk=member.pk), to_ward=home
            )
            for o in officers
        )
    )

    assert refusals(outcomes) == [commands.AlreadyWaiting]
    assert [p.number for p in Introduction.objects.all()] == [1]


def test_two_workplaces_claim_the_same_member_and_one_wins():
    cells = [workplace_cell() for _ in range(2)]
    member = MemberFactory()
    officers = [holder(Role.WORKPLACE_OFFICER, c.parent) for c in cells]

    outcomes = race(
        *(
            lambda o=o, c=c: commands.start_work_link(
                actor=o, member=Member.objects.get(pk=member.pk), cell=c
            )
            for o, c in zip(officers, cells, strict=True)
        )
    )

    assert refusals(outcomes) == [commands.WorksElsewhere]
    assert WorkLink.objects.count() == 1


def test_two_officers_write_the_same_card_and_one_wins():
    cell = workplace_cell()
    officers = [holder(Role.WORKPLACE_OFFICER, cell.parent) for _ in range(2)]

    outcomes = race(
        *(
            lambda o=o, n=n: commands.add_member(
                actor=o,
                cell=cell,
                particulars=commands.Particulars(
                    full_name=n, birth_year=1980, party_card_no="85.000001"
                ),
            )
            for o, n in zip(officers, ["Lê An", "Lê Bảo"], strict=True)
        )
    )

    assert refusals(outcomes) == [commands.CardTaken]
    assert Member.objects.count() == 1


def test_two_who_print_the_same_paper_get_one_document():
    home, cell = ward(), workplace_cell()
    paper = paper_for(member_at(workplace_cell=cell), home, cell)
    officers = [holder(Role.WORKPLACE_OFFICER, cell.parent) for _ in range(2)]

    def issue(officer):
        mine = Introduction.objects.get(pk=paper.pk)
        return commands.print_introduction(actor=officer, introduction=mine)

    first, second = race(*[lambda by=by: issue(by) for by in officers])

    assert first == second
    assert IssuedDocument.objects.count() == 1
