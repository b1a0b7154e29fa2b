import pytest
from django.urls import reverse

from ganket.accounts.queries import clerk_of_the_house
from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.people.commands import invite
from ganket.people.models import Person
from ganket.roster import commands
from ganket.roster.commands import Particulars, SomethingBuilt, strike_member
from ganket.roster.models import HomeLink, Member, WorkLink
from ganket.tallies.commands import faults
from tests.factories import AccountFactory
from tests.factories.notices import sent_notice
from tests.factories.opinions import raised
from tests.factories.org import workplace
from tests.roster.pages import place, signed_in, text_of

pytestmark = pytest.mark.django_db

PARTICULARS = Particulars(
    full_name="Lê Văn Nhầm", birth_year=1980, party_card_no="96.000113"
)


@pytest.fixture
def here():
    return place()


def written(here):
    return commands.add_member(
        actor=here.officer, cell=here.work_cell, particulars=PARTICULARS
    )


def taken_in(here, cell=None):
    return commands.take_in_member(
        actor=here.clerk, ward=here.home, particulars=PARTICULARS, cell=cell
    )


def test_mistaken_record_is_gone_and_its_numbers_are_free_again(here):
    member = written(here)

    strike_member(actor=here.officer, member=member)

    assert not Member.objects.exists()
    assert not WorkLink.objects.exists()
    assert not Person.objects.filter(full_name="Lê Văn Nhầm").exists()
    assert Entry.objects.filter(verb="roster.member_withdrawn").count() == 1
    assert written(here).party_card_no == "96000113"


@pytest.mark.parametrize("is_placed", [True, False])
def test_ward_takes_back_whom_it_took_in_and_the_counts_still_agree(here, is_placed):
    member = taken_in(here, here.cells[0] if is_placed else None)

    strike_member(actor=here.clerk, member=member)

    assert not HomeLink.objects.exists()
    assert not list(faults())


def introduced(here, member):
    here.paper(member)


def invited(_here, member):
    invite(actor=clerk_of_the_house(), person=member.person)


def exempted(here, member):
    commands.set_exemption(actor=here.officer, member=member, kind="WORKS_AWAY")


@pytest.mark.parametrize("build", [introduced, invited, exempted])
def test_record_that_something_was_built_on_stays(here, build):
    member = written(here)
    build(here, member)

    with pytest.raises(SomethingBuilt):
        strike_member(actor=here.officer, member=member)

    assert Member.objects.filter(pk=member.pk).exists()


def test_record_of_somebody_who_was_told_something_stays(here):
    member = taken_in(here)
    sent_notice(here.home)

    with pytest.raises(SomethingBuilt):
        strike_member(actor=here.clerk, member=member)


def test_record_with_an_opinion_stays(here):
    opinion = raised(here.cells[0])

    with pytest.raises(SomethingBuilt):
        strike_member(actor=here.clerk, member=opinion.member)


def test_record_that_somebody_else_keeps_is_theirs_to_take_back(here):
    member = here.neighbour()

    for actor in (here.secretary, here.officer, here.clerk):
        with pytest.raises(NotAllowed):
            strike_member(actor=actor, member=member)


def test_page_asks_once_more_and_says_why_not(here):
    client, member = signed_in(here.officer), written(here)
    address = reverse("roster:strike", args=[member.pk])
    shown = text_of(client.get(reverse("shell:member", args=[member.pk])))
    asked = text_of(client.get(address))
    paper = here.paper(member)

    refused = client.post(address)
    paper.delete()
    gone = client.post(address, follow=True)

    assert address in shown
    assert "Lê Văn Nhầm sẽ không còn trong danh sách" in asked
    assert refused.status_code == 409
    assert "đã có việc khác gắn vào" in text_of(refused)
    assert "Đã bỏ bản ghi của Lê Văn Nhầm" in text_of(gone)


def test_page_is_for_those_who_correct_the_record(here):
    member = written(here)
    stranger = AccountFactory(holds=[(Role.WORKPLACE_OFFICER, workplace())])

    answer = signed_in(stranger).post(reverse("roster:strike", args=[member.pk]))

    assert answer.status_code == 404
    assert Member.objects.filter(pk=member.pk).exists()
