import pytest

from tests.factories.org import ward, workplace, workplace_cell


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def cell(work):
    return workplace_cell(work, code="DL.KT")


@pytest.fixture
def home():
    return ward(code="31825")
