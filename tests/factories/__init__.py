"""Makers of rows for tests, through the commands where a bare row would be a lie."""

from tests.factories.accounts import AccountFactory
from tests.factories.org import OfficeFactory, UnitFactory
from tests.factories.people import PersonFactory
from tests.factories.roster import (
    ExemptionFactory,
    HomeLinkFactory,
    MemberFactory,
    WorkLinkFactory,
    member_at,
)

__all__ = [
    "AccountFactory",
    "ExemptionFactory",
    "HomeLinkFactory",
    "MemberFactory",
    "OfficeFactory",
    "PersonFactory",
    "UnitFactory",
    "WorkLinkFactory",
    "member_at",
]
