"""Who is at the screen: two queries a request, whatever they may do."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.notices.queries import unread_of
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Office, Unit
from ganket.org.reach import offices_of
from ganket.people.models import Person
from ganket.people.queries import acting_person_id

LEADING = frozenset({Role.SECRETARY, Role.DEPUTY})
KEEPING = LEADING | {Role.CLERK}
WORKING = KEEPING | {Role.WORKPLACE_OFFICER}
HELPING_CELL = frozenset({Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER})
LOOKING = KEEPING | {Role.AUDITOR}


@dataclass(frozen=True)
class Own:
    """The person at the screen, or whom a helper serves, with their tie of home."""

    person: int
    name: str
    member: int | None
    unread: int
    cell: int | None
    ward: int | None
    cell_name: str
    ward_name: str


@dataclass(frozen=True)
class Hats:
    """All that one account is at once: offices in force, and an own tie of home."""

    actor: Account
    offices: tuple[Office, ...]
    own: Own | None

    def units(self, roles: frozenset[Role], *, kinds: set[UnitKind]) -> list[Unit]:
        """Return the units of these kinds in which one of the roles is held."""
        held = {
            office.unit_id: office.unit
            for office in self.offices
            if office.role in roles and office.unit.kind in kinds
        }
        return list(held.values())

    @cached_property
    def cells_led(self) -> list[Unit]:
        """The residence cells whose secretary or deputy this is."""
        cells = self.units(LEADING, kinds={UnitKind.CELL})
        return [cell for cell in cells if cell.is_residence]

    @cached_property
    def cells_helped(self) -> list[Unit]:
        """Other residence cells, served as committee or Front member."""
        cells = self.units(HELPING_CELL, kinds={UnitKind.CELL})
        return [c for c in cells if c.is_residence and c not in self.cells_led]

    @cached_property
    def cells_noting(self) -> list[Unit]:
        """Those among them in which one notes opinions and contacts."""
        noting = frozenset({Role.COMMITTEE_MEMBER})
        cells = self.units(noting, kinds={UnitKind.CELL})
        return [cell for cell in cells if cell in self.cells_helped]

    @cached_property
    def wards(self) -> list[Unit]:
        """The ward committees kept as clerk, secretary or deputy."""
        wards = self.units(KEEPING, kinds={UnitKind.WARD_COMMITTEE})
        return [ward for ward in wards if ward.is_residence]

    @cached_property
    def workplaces(self) -> list[Unit]:
        """The units at work whose members this account introduces."""
        near = {
            UnitKind.CELL,
            UnitKind.SECTIONAL_COMMITTEE,
            UnitKind.GRASSROOTS_COMMITTEE,
            UnitKind.WARD_COMMITTEE,
        }
        return [u for u in self.units(WORKING, kinds=near) if u.is_workplace]

    @cached_property
    def above(self) -> list[Unit]:
        """The units that see sums and no single person."""
        return self.units(LOOKING, kinds={UnitKind.PROVINCE, UnitKind.NATION})

    @cached_property
    def administers(self) -> bool:
        return any(office.role == Role.ADMINISTRATOR for office in self.offices)

    @cached_property
    def helps(self) -> bool:
        return any(office.role == Role.HELPER for office in self.offices)

    @cached_property
    def administered(self) -> list[int]:
        """The units, by id, under which this account runs the machine."""
        held = (o for o in self.offices if o.role == Role.ADMINISTRATOR)
        return [office.unit_id for office in held]

    @cached_property
    def home_cell(self) -> Unit | None:
        """The cell of the own tie of home: its id and its name, nothing else."""
        if self.own is None or self.own.cell is None:
            return None
        return Unit(pk=self.own.cell, kind=UnitKind.CELL, name=self.own.cell_name)

    @cached_property
    def is_member(self) -> bool:
        return self.own is not None and self.own.member is not None

    @cached_property
    def has_home(self) -> bool:
        return self.own is not None and self.own.ward is not None

    @property
    def unread(self) -> int:
        return self.own.unread if self.own else 0


def hats_of(actor: Account) -> Hats:
    """Return who the actor is today. Two queries, one where no person is known."""
    held = offices_of(actor, Role).select_related("unit__parent", "person")
    by_role = {role: place for place, role in enumerate(Role)}
    offices = sorted(held, key=lambda o: (by_role[Role(o.role)], o.unit.sort_key, o.pk))
    return Hats(actor=actor, offices=tuple(offices), own=_own(actor))


def _own(actor: Account) -> Own | None:
    pk = acting_person_id(actor)
    if pk is None:
        return None
    unread = unread_of(OuterRef("pk")).order_by().values("person")
    link, today = "member__home_links", clock.today()
    in_force = Q(**{f"{link}__since__lte": today}) & (
        Q(**{f"{link}__until": None}) | Q(**{f"{link}__until__gt": today})
    )
    found = (
        Person.objects.filter(pk=pk)
        .annotate(
            tie=FilteredRelation(link, condition=in_force),
            unread=Subquery(unread.annotate(count=Count("pk")).values("count")),
        )
        .values(
            "full_name",
            "unread",
            member_id=F("member"),
            cell=F("tie__cell"),
            ward=F("tie__ward"),
            cell_name=F("tie__cell__name"),
            ward_name=F("tie__ward__name"),
        )
        .first()
    )
    return found and Own(
        person=pk,
        name=found["full_name"],
        member=found["member_id"],
        unread=found["unread"] or 0,
        cell=found["cell"],
        ward=found["ward"],
        cell_name=found["cell_name"] or "",
        ward_name=found["ward_name"] or "",
    )
