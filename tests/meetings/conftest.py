import pytest

from tests.factories import member_at
from tests.factories.meetings import secretary_of
from tests.factories.org import residence_cell, ward


@pytest.fixture
def cell(db):
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return secretary_of(cell)


@pytest.fixture
def member(cell):
    return member_at(cell, name="Trần Thị Ánh", account=True)


@pytest.fixture
def as_secretary(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def as_member(client, member):
    client.force_login(member.person.account)
    return client
