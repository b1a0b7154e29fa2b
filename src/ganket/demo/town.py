"""The ward with its cells, the workplaces, and whoever holds an office in them."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from ganket.accounts.models import Account
from ganket.accounts.queries import clerk_of_the_house
from ganket.demo import names, places
from ganket.demo.personas import address
from ganket.org import commands as org
from ganket.org import queries as units
from ganket.org.enums import GroupKind, Role, UnitKind
from ganket.org.models import ResidentialGroup, Unit
from ganket.people import commands as people
from ganket.people.models import Person


@dataclass
class Cell:
    """A residence cell with the accounts of those who act for it."""

    unit: Unit
    share: int
    groups: list[ResidentialGroup]
    secretary: Account
    deputy: Account


@dataclass
class Work:
    """A workplace: who introduces from there, its cells, and what people do."""

    place: places.Workplace
    unit: Unit
    cells: list[Unit]
    officer: Account


@dataclass
class Town:
    rng: Random
    begun: dt.date
    province: Unit
    ward: Unit
    admin: Account
    clerk: Account
    leader: Account
    cells: list[Cell] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


# Those whom a visitor may be, by the key of their persona; the rest is drawn.
KNOWN = {
    "administrator": "Quách Vĩnh Thịnh",
    "clerk": "Nguyễn Thị Thu Hà",
    "leader": "Huỳnh Quốc Việt",
    "province": "Lâm Thị Ngọc Ánh",
    "secretary": "Trần Văn Năm",
    "deputy": "Phạm Thị Út",
    "front": "Thạch Sa Rinh",
    "officer": "Đỗ Minh Khang",
}
HOME_CELL = "K02"
HOME_WORK = "BV"


def found(rng: Random, begun: dt.date, *, cells: int, works: int) -> Town:
    """Set the ward up on its first day: country, units, offices, sign-ins."""
    house = clerk_of_the_house()
    org.load_country(actor=house)
    invited = org.install_administrator(
        actor=house, full_name=KNOWN["administrator"], email=address("administrator")
    )
    admin = _account(invited.person)
    ward, province = _unit(places.WARD), _unit(places.PROVINCE)
    appoint = _Appointing(rng, admin, begun)
    town = Town(
        rng=rng,
        begun=begun,
        province=province,
        ward=ward,
        admin=admin,
        clerk=appoint(ward, Role.CLERK, "clerk"),
        leader=appoint(ward, Role.SECRETARY, "leader"),
    )
    appoint(ward, Role.DEPUTY)
    appoint(ward, Role.CLERK)
    appoint(province, Role.CLERK, "province")
    for place in places.CELLS[:cells]:
        town.cells.append(_residence(town, place, appoint))
    for work in places.WORKPLACES[:works]:
        town.works.append(_workplace(town, work, appoint))
    town.works.append(_own_staff(town))
    return town


def _unit(code: str) -> Unit:
    unit = units.find_unit(code)
    if unit is None:
        raise LookupError(code)
    return unit


def _account(person: Person) -> Account:
    if person.account is None:
        raise LookupError(person)
    return person.account


class _Appointing:
    """Gives offices to people who are made up as they are needed."""

    def __init__(self, rng: Random, admin: Account, since: dt.date) -> None:
        self.rng, self.admin, self.since = rng, admin, since

    def __call__(self, unit: Unit, role: Role, known: str = "") -> Account:
        """Appoint somebody who can sign in; ``known`` names the persona."""
        person = self.person(unit, role, known)
        people.invite(actor=self.admin, person=person)
        return _account(person)

    def person(self, unit: Unit, role: Role, known: str = "") -> Person:
        name = KNOWN.get(known) or names.full_name(self.rng, self.rng.choice("MF"))
        office = org.appoint_new(
            actor=self.admin,
            full_name=name,
            unit=unit,
            role=role,
            since=self.since,
            email=address(known) if known else "",
        )
        return office.person


def _residence(town: Town, place: places.ResidenceCell, appoint: _Appointing) -> Cell:
    unit = org.open_unit(
        actor=town.admin,
        parent=town.ward,
        code=f"{places.WARD}.{place.code}",
        kind=UnitKind.CELL,
        name=place.name,
        is_residence=True,
    )
    groups = []
    for name in place.groups:
        group = org.add_group(
            actor=town.admin, ward=town.ward, kind=GroupKind.QUARTER, name=name
        )
        org.place_group(actor=town.admin, group=group, cell=unit, since=town.begun)
        groups.append(group)
    is_home = place.code == HOME_CELL
    secretary = appoint(unit, Role.SECRETARY, "secretary" if is_home else "")
    deputy = appoint(unit, Role.DEPUTY, "deputy" if is_home else "")
    appoint.person(unit, Role.COMMITTEE_MEMBER)
    if is_home:
        appoint(unit, Role.FRONT_MEMBER, "front")
        org.give_office(
            actor=town.admin,
            person=_person(deputy),
            unit=unit,
            role=Role.HELPER,
            since=town.begun,
        )
    else:
        appoint.person(unit, Role.FRONT_MEMBER)
    return Cell(unit, place.members, groups, secretary, deputy)


def _person(account: Account) -> Person:
    return Person.objects.get(account=account)


def _workplace(town: Town, place: places.Workplace, appoint: _Appointing) -> Work:
    code = f"{places.PROVINCE}.{place.code}"
    unit = org.open_unit(
        actor=town.admin,
        parent=town.province,
        code=code,
        kind=UnitKind.GRASSROOTS_COMMITTEE,
        name=place.name,
        is_workplace=True,
    )
    known = "officer" if place.code == HOME_WORK else ""
    officer = appoint(unit, Role.WORKPLACE_OFFICER, known)
    appoint.person(unit, Role.SECRETARY)
    cells = [_work_cell(town, unit, f"{code}.{n:02d}", name)
             for n, name in enumerate(place.cells, start=1)]  # fmt: skip
    for cell in cells:
        appoint.person(cell, Role.SECRETARY)
    return Work(place, unit, cells, officer)


def _own_staff(town: Town) -> Work:
    """Open the cells of the ward's own people, whom it introduces to itself."""
    place = places.OWN_STAFF
    cells = [_work_cell(town, town.ward, f"{places.WARD}.{place.code}{n}", name)
             for n, name in enumerate(place.cells, start=1)]  # fmt: skip
    return Work(place, town.ward, cells, town.leader)


def _work_cell(town: Town, parent: Unit, code: str, name: str) -> Unit:
    return org.open_unit(
        actor=town.admin,
        parent=parent,
        code=code,
        kind=UnitKind.CELL,
        name=name,
        is_workplace=True,
    )
