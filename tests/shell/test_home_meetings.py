import pytest
from django.urls import reverse

from ganket.org.enums import Role
from ganket.shell.home import home_of
from ganket.shell.queries import hats_of
from tests.factories import AccountFactory
from tests.factories.meetings import opened
from tests.factories.org import residence_cell
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db


def test_meeting_under_way_stands_once_on_the_page_of_whoever_leads_it():
    cell = residence_cell()
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    meeting = opened(cell, by=secretary)
    member_at(cell, person=secretary.person)

    sections = home_of(hats_of(secretary)).sections

    (sitting,) = [each.sitting for each in sections if each.sitting]
    assert len(sections) == 2
    assert sitting.road.url == reverse("meetings:attendance", args=[meeting.pk])
    assert sections[-1].no_sitting == ""
