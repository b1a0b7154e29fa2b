"""Who was expected at a meeting, and who came."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.meetings import policies
from ganket.meetings.enums import MeetingState, Presence
from ganket.meetings.models import Attendance, Mark, Meeting
from ganket.meetings.policies import SEE
from ganket.meetings.queries.meetings import held_on
from ganket.org.queries import ward_of
from ganket.people.queries import named
from ganket.roster.models import Exemption, HomeLink, Member, WorkLink
from ganket.roster.queries import members_of, own_member

Members = Iterable[Member] | QuerySet[Member]


@dataclass(frozen=True, kw_only=True, slots=True)
class AttendanceCounts:
    """One member's sittings at closed meetings. Who came unasked counts as held, too."""

    held: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How the roll of one meeting stands. ``walk_ins`` are among the present."""

    present: int = 0
    excused: int = 0
    absent: int = 0
    unmarked: int = 0
    disputed: int = 0
    walk_ins: int = 0

    @property
    def total(self) -> int:
        return self.present + self.excused + self.absent + self.unmarked


def attendances_for(actor: Account, action: str = SEE) -> QuerySet[Attendance]:
    """Return the lines of rolls that the actor may see or mark."""
    rows = Attendance.objects.filter(
        meeting__in=policies.meetings.visible(actor, action)
    )
    told = _with_workplace(rows)
    return told.select_related("meeting__unit", "member__person", "marked_by")


def expected_at(meeting: Meeting) -> QuerySet[Member]:
    """Return who is expected: those who live with the cell that day, less the exempt."""
    day = held_on(meeting)
    exempt = Exemption.objects.filter(Exemption.in_force(day))
    return members_of(meeting.unit, day).exclude(pk__in=exempt.values("member"))


def roll_of(meeting: Meeting) -> QuerySet[Attendance]:
    """Return the roll of a meeting by given name. One query with the names.

    Who came unasked and turned out not to have come is not on it.
    """
    rows = meeting.attendances.exclude(_came_to_nothing())
    told = _with_workplace(rows).select_related("member__person", "marked_by")
    return told.order_by("member__person__sort_key", "pk")


def overruled(meeting: Meeting) -> QuerySet[Attendance]:
    """Return who sent word that they could not come and is marked absent all the same."""
    return roll_of(meeting).filter(presence=Presence.ABSENT).exclude(own_reason="")


def _with_workplace(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Say in ``workplace`` where each member works: it tells namesakes apart."""
    link = WorkLink.objects.filter(WorkLink.in_force(), member=OuterRef("member"))
    return rows.annotate(workplace=Subquery(link.values("cell__parent__name")[:1]))


def figures_of(meeting: Meeting) -> Figures:
    """Count the roll of a meeting in one query."""
    rows = meeting.attendances.exclude(_came_to_nothing()).order_by()
    return Figures(
        **rows.aggregate(
            present=Count("pk", filter=Q(presence=Presence.PRESENT)),
            excused=Count("pk", filter=Q(presence=Presence.EXCUSED)),
            absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
            unmarked=Count("pk", filter=Q(presence="")),
            disputed=Count("pk", filter=Q(is_disputed=True)),
            walk_ins=Count("pk", filter=Q(is_walk_in=True)),
        )
    )


def disputed_marks(meeting: Meeting) -> dict[int, list[Mark]]:
    """Return what each person said last, by line on which two people disagree."""
    latest: dict[int, dict[int, Mark]] = {}
    marks = Mark.objects.filter(
        attendance__meeting=meeting, attendance__is_disputed=True, is_own=False
    )
    for mark in marks.select_related("by").order_by("pk"):
        said = latest.setdefault(mark.attendance_id, {})
        if mark.is_settling:
            said.clear()
        said[mark.by_id] = mark
    return {line: list(said.values()) for line, said in latest.items()}


def walk_ins_for(meeting: Meeting, query: str, most: int = 20) -> list[Member]:
    """Return members of the ward by name who are not on the roll of a meeting yet.

    ``cell_name`` and ``workplace`` tell namesakes apart.
    """
    on_roll = Attendance.objects.filter(meeting=meeting, member=OuterRef("pk"))
    found = members_of(ward_of(meeting.unit)).filter(
        ~Exists(on_roll.exclude(_came_to_nothing()))
    )
    home = HomeLink.objects.filter(HomeLink.in_force(), member=OuterRef("pk"))
    work = WorkLink.objects.filter(WorkLink.in_force(), member=OuterRef("pk"))
    told = found.annotate(
        cell_name=Subquery(home.values("cell__name")[:1]),
        workplace=Subquery(work.values("cell__parent__name")[:1]),
    )
    return list(told.filter(named(query, "person__"))[:most])


def own_attendance(actor: Account, meeting: Meeting) -> Attendance | None:
    """Return the actor's own line on a roll."""
    member = own_member(actor)
    if member is None:
        return None
    rows = Attendance.objects.exclude(_came_to_nothing())
    return rows.filter(meeting=meeting, member=member).first()


def attendance_of(
    member: Member, since: dt.date, until: dt.date
) -> QuerySet[Attendance]:
    """Return a member's sittings from ``since`` to the day before ``until``, oldest first.

    Closed meetings alone. Asks no policy: callers ask about the member.
    """
    rows = _counted(since, until).filter(member=member)
    return rows.select_related("meeting__unit").order_by("meeting__held_at", "pk")


def attendance_counts(
    members: Members, since: dt.date, until: dt.date
) -> dict[int, AttendanceCounts]:
    """Count the sittings of members at meetings of a span (half-open). One query.

    Closed meetings alone. Members without any have no entry.
    """
    rows = (
        _counted(since, until)
        .filter(member__in=_ids(members))
        .order_by()
        .values("member")
        .annotate(
            held=Count("pk"),
            present=Count("pk", filter=Q(presence=Presence.PRESENT)),
            excused=Count("pk", filter=Q(presence=Presence.EXCUSED)),
            absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
        )
    )
    return {
        row["member"]: AttendanceCounts(
            held=row["held"],
            present=row["present"],
            excused=row["excused"],
            absent=row["absent"],
        )
        for row in rows
    }


def _came_to_nothing() -> Q:
    """Who was added on the spot by mistake, and was then marked as not there.

    While two people disagree the line stays, or nobody could settle it.
    """
    return Q(is_walk_in=True, is_disputed=False) & ~Q(presence=Presence.PRESENT)


def _counted(since: dt.date, until: dt.date) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        meeting__state=MeetingState.CLOSED,
        meeting__held_at__gte=clock.moment(since),
        meeting__held_at__lt=clock.moment(until),
    ).exclude(_came_to_nothing())


def _ids(members: Members) -> QuerySet[Member, int] | list[int]:
    # A queryset stays a subquery, so that no list is too long for the database.
    if isinstance(members, QuerySet):
        return members.order_by().values_list("pk", flat=True)
    return [member.pk for member in members]
