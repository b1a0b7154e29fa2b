"""A small roster to look at pages in, and people who look."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from ganket.org.enums import GroupKind, Role, UnitKind
from ganket.org.models import GroupCell, ResidentialGroup, Unit
from ganket.roster import commands, queries
from ganket.roster.models import HomeLink, Introduction, Member
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.org import (
    OPENED,
    residence_cell,
    ward,
    workplace,
    workplace_cell,
)

TODAY = dt.date(2026, 11, 23)


@dataclass
class Place:
    """A ward with two cells, a place of work with a cell, and who keeps them."""

    home: Unit
    cells: list[Unit]
    group: ResidentialGroup
    work: Unit
    work_cell: Unit
    clerk: Any
    secretary: Any
    officer: Any

    def worker(self, name="Trần Hữu Cường", **values) -> Member:
        return member_at(workplace_cell=self.work_cell, name=name, **values)

    def neighbour(self, name="Lê Thị Ánh", **values) -> Member:
        return member_at(
            self.cells[0], workplace_cell=self.work_cell, name=name, **values
        )

    def paper(self, member=None, **values) -> Introduction:
        return commands.issue_introduction(
            actor=self.officer,
            member=member or self.worker(),
            to_ward=self.home,
            **values,
        )

    def received(self, member=None, **values) -> HomeLink:
        return commands.receive_introduction(
            actor=self.clerk, introduction=self.paper(member, **values)
        )


def place() -> Place:
    province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau", code="96")
    home = ward(parent=province, code="31825")
    cells = [
        residence_cell(home, name=f"Khóm {n}", code=f"31825.K0{n}") for n in (1, 2)
    ]
    group = ResidentialGroup.objects.create(ward=home, kind=GroupKind.QUARTER, name="2")
    GroupCell.objects.create(group=group, cell=cells[1], since=OPENED)
    work = workplace(parent=province, code="96.DL")
    return Place(
        home=home,
        cells=cells,
        group=group,
        work=work,
        work_cell=workplace_cell(work, code="96.DL.KT"),
        clerk=AccountFactory(holds=[(Role.CLERK, home)]),
        secretary=AccountFactory(holds=[(Role.SECRETARY, cells[0])]),
        officer=AccountFactory(holds=[(Role.WORKPLACE_OFFICER, work)]),
    )


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def home_of(member) -> HomeLink | None:
    return queries.home_link_of(member)
