import pytest

from ganket.org.enums import Role
from tests.factories import AccountFactory
from tests.factories.org import ward


@pytest.fixture
def top():
    return ward(code="31825")


@pytest.fixture
def clerk(top, client):
    account = AccountFactory(holds=[(Role.CLERK, top)])
    client.force_login(account)
    return account
