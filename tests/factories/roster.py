import datetime as dt

import factory

from ganket.org.queries import ward_of
from ganket.roster.enums import ResidenceKind, Sex
from ganket.roster.models import Exemption, HomeLink, Member, WorkLink
from tests.factories.accounts import AccountFactory
from tests.factories.org import residence_cell, workplace_cell

SINCE = dt.date(2020, 1, 1)


class MemberFactory(factory.django.DjangoModelFactory):
    """A member of the party; ``person__full_name=…`` names them."""

    class Meta:
        model = Member

    person = factory.SubFactory("tests.factories.people.PersonFactory")
    sex = Sex.MALE
    born_on = dt.date(1980, 5, 19)
    joined_on = dt.date(2005, 2, 3)
    official_on = dt.date(2006, 2, 3)


class WorkLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkLink

    member = factory.SubFactory(MemberFactory)
    cell = factory.LazyFunction(workplace_cell)
    since = SINCE


class HomeLinkFactory(factory.django.DjangoModelFactory):
    """A tie to a cell; ``cell=None, ward=…`` for one that waits to be assigned."""

    class Meta:
        model = HomeLink

    member = factory.SubFactory(MemberFactory)
    cell = factory.LazyFunction(residence_cell)
    ward = factory.LazyAttribute(lambda link: ward_of(link.cell))
    residence = ResidenceKind.PERMANENT
    since = SINCE


class ExemptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Exemption

    member = factory.SubFactory(MemberFactory)
    kind = "BARRACKS"
    rule_pack = "qd213"
    since = SINCE


def member_at(cell=None, *, workplace_cell=None, since=SINCE, **kwargs):
    """A member who lives in a cell (or a ward, not assigned yet) and may work in one.

    ``name`` names them; ``account=True`` gives a sign-in.
    """
    if name := kwargs.pop("name", None):
        kwargs["person__full_name"] = name
    has_account = kwargs.pop("account", False)
    member = MemberFactory(**kwargs)
    if cell is not None and cell.is_ward:
        HomeLinkFactory(member=member, ward=cell, cell=None, since=since)
    elif cell is not None:
        HomeLinkFactory(member=member, cell=cell, since=since)
    if workplace_cell is not None:
        WorkLinkFactory(member=member, cell=workplace_cell, since=since)
    if has_account:
        AccountFactory(owner=member.person)
        member.person.refresh_from_db()
    return member
