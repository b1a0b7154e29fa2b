"""Makers of rows for tests, through the commands where a bare row would be a lie."""

from tests.factories.accounts import AccountFactory
from tests.factories.org import OfficeFactory, UnitFactory
from tests.factories.people import PersonFactory

__all__ = ["AccountFactory", "OfficeFactory", "PersonFactory", "UnitFactory"]
