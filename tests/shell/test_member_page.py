import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from ganket.contributions import commands as contributions
from ganket.contributions.models import Contact
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import closed
from tests.factories.org import residence_cell, ward, workplace_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def work():
    return workplace_cell()


@pytest.fixture
def member(cell, work):
    return member_at(cell, workplace_cell=work, account=True)


def page_of(client, account, member):
    client.force_login(account)
    return client.get(reverse("shell:member", args=[member.pk])).content.decode()


def office(role, unit):
    return AccountFactory(holds=[(role, unit)])


def test_cell_reads_the_record_of_the_year(client, cell, member):
    secretary = office(Role.SECRETARY, cell)
    closed(cell, by=secretary, marks={member: "EXCUSED"})
    contributions.note_contribution(
        actor=secretary,
        member=member,
        kind="SKILL",
        text="Sửa điện.",
        done_on=dt.date(2026, 11, 1),
        client_key=uuid4(),
    )

    page = page_of(client, secretary, member)

    assert "dot--excused" in page
    assert "Việc đã làm cho nơi ở: 1." in page


def test_contact_is_noted_from_the_members_page(client, cell, member):
    page = page_of(client, office(Role.SECRETARY, cell), member)
    address = reverse("contributions:contact", args=[member.pk])
    here = reverse("shell:member", args=[member.pk])

    answer = client.post(address, {"kind": "VISITED", "next": here}, follow=True)

    assert address in page
    assert "Chưa ghi lần gặp nào." in page
    assert Contact.objects.get().member == member
    assert "Lần gặp gần nhất: 23/11/2026" in answer.content.decode()


def test_member_reads_their_own_year_and_taps_nothing(client, member):
    page = page_of(client, member.person.account, member)

    assert "Trong năm 2026 ở nơi cư trú" in page
    assert reverse("contributions:contact", args=[member.pk]) not in page


def test_workplace_reads_nothing_of_the_year_at_home(client, work, member):
    page = page_of(client, office(Role.WORKPLACE_OFFICER, work), member)

    assert member.person.full_name in page
    assert "Trong năm 2026 ở nơi cư trú" not in page
    assert "contributions" not in page
