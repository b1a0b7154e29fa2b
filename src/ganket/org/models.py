import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock, text
from ganket.org.enums import GroupKind, Role, UnitKind
from ganket.people.models import Person

CODE_LENGTH = 32

# Titles of organisations are names, in every language the same.
TITLES: dict[str, str] = {
    UnitKind.CELL: "Chi bộ",
    UnitKind.WARD_COMMITTEE: "Đảng ủy",
    UnitKind.GRASSROOTS_COMMITTEE: "Đảng ủy",
    UnitKind.SECTIONAL_COMMITTEE: "Đảng ủy bộ phận",
    UnitKind.PROVINCE: "Đảng bộ",
}
# Not proper names: within a sentence they are written small.
COMMON_NOUNS = (
    "Ấp ",
    "Bản ",
    "Buôn ",
    "Đặc khu ",
    "Khóm ",
    "Khối ",
    "Khu phố ",
    "Làng ",
    "Phường ",
    "Thành phố ",
    "Thôn ",
    "Tỉnh ",
    "Tổ dân phố ",
    "Xã ",
)


class Unit(models.Model):
    """An organisation of the party at one place in the tree of today.

    ``name`` is the name alone (``Phường Bạc Liêu``, ``Khóm 2``, ``Sở Tài
    chính``); what it is called on paper follows from it and the kind. ``code`` is
    official for provinces and communes, dotted below them (``31825.K02``),
    shown, printed, typed, and never reused. A unit may be residence side and
    workplace at once.
    """

    code = models.CharField(_("mã"), max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(_("loại"), max_length=24, choices=UnitKind.choices)
    name = models.CharField(_("tên"), max_length=200)
    search_key = models.CharField(max_length=220)
    sort_key = models.CharField(max_length=120, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    is_residence = models.BooleanField(_("phía nơi cư trú"), default=False)
    is_workplace = models.BooleanField(_("phía nơi công tác"), default=False)
    opened_on = models.DateField(_("thành lập ngày"))
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="org_unit_span_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(kind=UnitKind.NATION, parent=None)
                | (~Q(kind=UnitKind.NATION) & Q(parent__isnull=False)),
                name="org_unit_only_the_nation_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """What the unit is called on paper: ``Chi bộ khóm 2``."""
        prefix = TITLES.get(self.kind)
        return f"{prefix} {self.name_within}" if prefix else self.name

    @property
    def name_within(self) -> str:
        """The name as it stands within a sentence: ``phường Bạc Liêu``, ``khóm 2``."""
        if self.name.startswith(COMMON_NOUNS):
            return self.name[0].lower() + self.name[1:]
        return self.name

    @property
    def is_cell(self) -> bool:
        return self.kind == UnitKind.CELL

    @property
    def is_ward(self) -> bool:
        return self.kind == UnitKind.WARD_COMMITTEE

    def is_open_on(self, day: dt.date) -> bool:
        return self.opened_on <= day and (
            self.closed_on is None or day < self.closed_on
        )

    def set_name(self, name: str) -> None:
        """Set the name together with the keys that follow from it."""
        self.name = text.tidy(name)
        self.search_key = text.search_key(f"{self.name}")
        self.sort_key = text.natural_key(self.name)


class Line(models.Model):
    """One pair of the tree: ``upper`` stands over ``lower``, ``depth`` steps up.

    Every unit has a line to itself of depth 0. The lines are exactly the
    transitive closure of ``Unit.parent``.
    """

    upper = models.ForeignKey(Unit, models.CASCADE, related_name="lines_down")
    lower = models.ForeignKey(Unit, models.CASCADE, related_name="lines_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lower", "upper"], name="org_line_once_per_pair"
            ),
        ]
        indexes = [models.Index(fields=["upper", "depth"], name="org_line_downwards")]

    def __str__(self) -> str:
        return f"{self.upper_id} > {self.lower_id}"


class Office(models.Model):
    """A role that a person holds in a unit for a term; rights follow from it.

    Half-open: in force from ``since`` until the day before ``until``.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices")
    role = models.CharField(_("chức vụ"), max_length=24, choices=Role.choices)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="org_office_term_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "role"],
                condition=Q(until=None),
                name="org_office_held_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["person", "role"], name="org_office_by_holder")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"

    @property
    def title(self) -> str:
        """The office in words: ``Bí thư Chi bộ khóm 2``. Wants its unit."""
        role = self.get_role_display()
        # Only of these does one say without a pause where they are held.
        joint = " " if self.role in {Role.SECRETARY, Role.DEPUTY} else ", "
        return f"{role}{joint}{self.unit.full_name}"

    @staticmethod
    def in_force(day: dt.date | None = None, path: str = "") -> Q:
        """Return the condition that an office is in force on a day (today)."""
        on = day or clock.today()
        return Q(**{f"{path}since__lte": on}) & Office.not_over(on, path)

    @staticmethod
    def not_over(day: dt.date | None = None, path: str = "") -> Q:
        """Return the condition that an office is in force on a day, or yet to come."""
        on = day or clock.today()
        return Q(**{f"{path}until": None}) | Q(**{f"{path}until__gt": on})


class ResidentialGroup(models.Model):
    """A group of households in a ward: a quarter, a hamlet, a street group."""

    ward = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    kind = models.CharField(_("loại"), max_length=16, choices=GroupKind.choices)
    name = models.CharField(_("tên"), max_length=120)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "kind", "name"], name="org_group_once_per_ward"
            ),
        ]

    def __str__(self) -> str:
        # A name, in every language the same.
        with translation.override("vi"):
            return f"{self.get_kind_display()} {self.name}"


class GroupCell(models.Model):
    """Which cell a residential group belongs to, over one span of days (half-open)."""

    group = models.ForeignKey(ResidentialGroup, models.PROTECT, related_name="cells")
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="groups_served")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(until=None),
                name="org_groupcell_one_open_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.cell_id}"
