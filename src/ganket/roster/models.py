import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.documents.models import IssuedDocument
from ganket.journal import vault
from ganket.journal.commands import key_of
from ganket.kernel import clock, crypt
from ganket.org.models import ResidentialGroup, Unit
from ganket.people.models import Person
from ganket.roster.enums import (
    ImportState,
    IntroductionState,
    LinkEnd,
    ResidenceKind,
    Sex,
)

# Probation and the decision after it; see Member.is_on_probation.
PROBATION_AT_MOST = dt.timedelta(days=2 * 365)


class Member(models.Model):
    """A person on a roster: a party member who works in one place, lives in another.

    ``born_on`` may be unknown while ``birth_year`` is known. Card number and citizen number are unique where
    present; the citizen number is kept sealed, with a keyed hash beside it.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="member")
    sex = models.CharField(
        _("giới tính"), max_length=8, choices=Sex.choices, blank=True
    )
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    joined_on = models.DateField(_("ngày vào Đảng"), null=True, blank=True)
    official_on = models.DateField(_("ngày chính thức"), null=True, blank=True)
    party_card_no = models.CharField(_("số thẻ đảng viên"), max_length=16, blank=True)
    citizen_id_sealed = models.BinaryField(default=bytes)
    citizen_id_hash = models.CharField(max_length=43, blank=True)
    client_key = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    sensitive: ClassVar = frozenset(
        {"citizen_id", "citizen_id_sealed", "citizen_id_hash"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_key"], name="roster_member_client_key_once"
            ),
            models.UniqueConstraint(
                fields=["party_card_no"],
                condition=~Q(party_card_no=""),
                name="roster_member_card_once",
            ),
            models.UniqueConstraint(
                fields=["citizen_id_hash"],
                condition=~Q(citizen_id_hash=""),
                name="roster_member_citizen_once",
            ),
            models.CheckConstraint(
                condition=Q(official_on=None)
                | Q(joined_on=None)
                | Q(official_on__gte=F("joined_on")),
                name="roster_member_official_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def is_on_probation(self) -> bool:
        """Tell whether the member joined lately and has not become official.

        Probation takes twelve months (Điều lệ Đảng, điều 5) and the decision some
        more; without an official day after two years that day is merely unknown.
        """
        if self.joined_on is None or self.official_on is not None:
            return False
        return clock.today() - self.joined_on < PROBATION_AT_MOST

    def set_citizen_id(self, digits: str) -> None:
        """Seal the citizen number under the person's key; empty removes it."""
        sealed = vault.seal(key_of(self.person), digits) if digits else b""
        self.citizen_id_sealed = sealed
        self.citizen_id_hash = citizen_hash(digits) if digits else ""


def citizen_hash(digits: str) -> str:
    """Return the hash by which a citizen number is found."""
    return crypt.keyed_hash(digits, "citizen")


def _span_in_force(on: dt.date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def _holds(since: dt.date, until: dt.date | None, on: dt.date | None) -> bool:
    day = on or clock.today()
    return since <= day and (until is None or day < until)


class WorkLink(models.Model):
    """A member's belonging to one cell at work over one span of days (half-open).

    At most one row per member is open.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="work_links")
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="work_links")
    job = models.CharField(_("chức vụ, nghề nghiệp"), max_length=160, blank=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    end = models.CharField(
        _("lý do"), max_length=16, choices=LinkEnd.choices, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="roster_worklink_span_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(until=None),
                name="roster_worklink_one_open_per_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} works in {self.cell_id}"

    @staticmethod
    def in_force(on: dt.date | None = None) -> Q:
        return _span_in_force(on or clock.today())

    def holds(self, on: dt.date | None = None) -> bool:
        """Tell of the row alone whether its span holds a day (today)."""
        return _holds(self.since, self.until, on)


class HomeLink(models.Model):
    """A member's tie to the ward and cell of their home over one span (half-open).

    ``cell`` is empty between reception by the ward and assignment to a cell. A
    later change of cell ends one row and starts the next on the same day. At
    most one row per member is open. A row written down by mistake ends on the
    day it began (``LinkEnd.MISTAKE``): it was never in force and counts nowhere.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="home_links")
    ward = models.ForeignKey(Unit, models.PROTECT, related_name="home_links")
    cell = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="cell_home_links"
    )
    group = models.ForeignKey(
        ResidentialGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("số nhà, đường"), max_length=200, blank=True)
    residence = models.CharField(
        _("loại cư trú"), max_length=12, choices=ResidenceKind.choices
    )
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    end = models.CharField(
        _("lý do"), max_length=16, choices=LinkEnd.choices, blank=True
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="roster_homelink_span_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(until=None),
                name="roster_homelink_one_open_per_member",
            ),
        ]
        indexes = [
            models.Index(fields=["cell", "until"], name="roster_homelink_by_cell"),
            models.Index(fields=["ward", "until"], name="roster_homelink_by_ward"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} lives in {self.cell_id or self.ward_id}"

    @staticmethod
    def in_force(on: dt.date | None = None) -> Q:
        return _span_in_force(on or clock.today())

    def holds(self, on: dt.date | None = None) -> bool:
        """Tell of the row alone whether its span holds a day (today)."""
        return _holds(self.since, self.until, on)


class Introduction(models.Model):
    """The paper F1: a workplace introduces a member to the ward of their home.

    One sheet that carries three states: issued, received (or refused with a
    reason), assigned to a cell. A member has at most one that waits. From
    reception on, ``home_link`` is the tie that it founded; a renewal after a
    move is an introduction of its own with ``renews`` set.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="introductions")
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="introductions_sent"
    )
    to_ward = models.ForeignKey(
        Unit, models.PROTECT, related_name="introductions_received"
    )
    state = models.CharField(
        _("trạng thái"),
        max_length=12,
        choices=IntroductionState.choices,
        default=IntroductionState.ISSUED,
    )
    number = models.PositiveIntegerField(_("số"))
    group = models.ForeignKey(
        ResidentialGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("số nhà, đường"), max_length=200, blank=True)
    residence = models.CharField(
        _("loại cư trú"), max_length=12, choices=ResidenceKind.choices
    )
    exemption = models.CharField(_("diện miễn sinh hoạt"), max_length=32, blank=True)
    rule_pack = models.CharField(_("theo quy định"), max_length=16)
    issued_on = models.DateField(_("ngày giới thiệu"))
    received_on = models.DateField(_("ngày tiếp nhận"), null=True, blank=True)
    refused_on = models.DateField(_("ngày trả lại"), null=True, blank=True)
    refusal = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    withdrawn_on = models.DateField(_("ngày rút lại"), null=True, blank=True)
    assigned_on = models.DateField(_("ngày phân về chi bộ"), null=True, blank=True)
    home_link = models.OneToOneField(
        HomeLink, models.PROTECT, null=True, blank=True, related_name="introduction"
    )
    renews = models.ForeignKey(
        HomeLink, models.PROTECT, null=True, blank=True, related_name="renewals"
    )
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    client_key = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_key"], name="roster_introduction_client_key_once"
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state=IntroductionState.ISSUED),
                name="roster_introduction_one_waits_per_member",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.REFUSED) | ~Q(refusal=""),
                name="roster_introduction_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[IntroductionState.RECEIVED, IntroductionState.ASSIGNED]
                )
                | Q(home_link__isnull=False),
                name="roster_introduction_received_founds_a_link",
            ),
        ]
        indexes = [
            models.Index(fields=["to_ward", "state"], name="roster_intro_inbox"),
            models.Index(fields=["from_unit", "state"], name="roster_intro_outbox"),
        ]

    def __str__(self) -> str:
        return f"introduction {self.number} of {self.member_id}"


class Exemption(models.Model):
    """A member's exemption from meetings, by kind of the rule pack, over one span.

    The kind that must never be entered has no place here.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="exemptions")
    kind = models.CharField(_("diện"), max_length=32)
    rule_pack = models.CharField(_("theo quy định"), max_length=16)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="roster_exemption_span_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(until=None),
                name="roster_exemption_one_open_per_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"

    @staticmethod
    def in_force(on: dt.date | None = None) -> Q:
        return _span_in_force(on or clock.today())

    def holds(self, on: dt.date | None = None) -> bool:
        """Tell of the row alone whether its span holds a day (today)."""
        return _holds(self.since, self.until, on)


class RosterImport(models.Model):
    """A list that was read in and planned; applied once, or discarded.

    ``plan`` holds the counts and what of the file was not used. The rows with
    their values are sealed under a key of the import's own: once it is applied
    only the refused ones are kept, and once it is discarded none can be opened.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports")
    file_name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(max_length=64)
    plan = models.JSONField(default=dict)
    rows_sealed = models.BinaryField(default=bytes)
    state = models.CharField(
        max_length=12, choices=ImportState.choices, default=ImportState.PLANNED
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
