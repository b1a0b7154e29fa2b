"""A ward in its season: a cell with its officers, a workplace, and a round of reviews."""

import datetime as dt
from dataclasses import dataclass, field

from ganket.accounts.models import Account
from ganket.contributions.models import Contact, Contribution
from ganket.kernel import clock
from ganket.meetings.models import Attendance, Meeting
from ganket.opinions.models import Opinion
from ganket.org.enums import Role
from ganket.org.models import Unit
from ganket.reviews import commands
from ganket.reviews.commands import Given
from ganket.reviews.models import FrontMeeting, Review, ReviewCycle
from ganket.roster.models import Member
from ganket.tallies import commands as tallies
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward, workplace, workplace_cell

OPENS, CELLS_DUE, CLOSES = (
    dt.date(2026, 11, 2),
    dt.date(2026, 11, 30),
    dt.date(2026, 12, 15),
)
LATE = clock.moment(dt.date(2026, 12, 16), 9)


@dataclass
class Scene:
    ward: Unit
    cell: Unit
    work: Unit
    work_cell: Unit
    secretary: Account
    clerk: Account
    officer: Account
    members: list[Member] = field(default_factory=list)
    cycle: ReviewCycle | None = None

    @property
    def member(self) -> Account:
        return self.members[0].person.account

    def review(self, place: int = 0) -> Review:
        return Review.objects.select_related(
            "cycle", "request", "member__person", "cell", "ward"
        ).get(member=self.members[place])


def scene(members=1, *, is_open=True, at_work=True) -> Scene:
    top, work = ward(), workplace()
    cell, work_cell = residence_cell(top), workplace_cell(work)
    made = Scene(
        ward=top,
        cell=cell,
        work=work,
        work_cell=work_cell,
        secretary=officer(Role.SECRETARY, cell),
        clerk=officer(Role.CLERK, top),
        officer=officer(Role.WORKPLACE_OFFICER, work),
    )
    place = work_cell if at_work else None
    made.members = [
        member_at(cell, workplace_cell=place, account=True) for _ in range(members)
    ]
    if is_open:
        made.cycle = opened(made)
    return made


def officer(role, unit) -> Account:
    return AccountFactory(holds=[(role, unit)])


def opened(made: Scene, met_on=OPENS, **changes) -> ReviewCycle:
    days = {"opens_on": OPENS, "cells_due_on": CELLS_DUE, "closes_on": CLOSES}
    cycle = commands.open_cycle(
        actor=made.clerk, ward=made.ward, year=2026, **{**days, **changes}
    )
    if met_on is not None:
        met_front(made, met_on, cycle=cycle)
    return cycle


def met_front(made: Scene, day=OPENS, **occasion) -> None:
    """Put on record that the cell met its Front committee."""
    FrontMeeting.objects.create(
        cell=made.cell, held_on=day, noted_by=made.secretary.person, **occasion
    )


def whole(**changes) -> dict[str, Given]:
    """Answers that no record contradicts, for the long form."""
    levels = {
        "EXAMPLE": "GOOD_EXAMPLE",
        "CITIZEN": "EXEMPLARY",
        "ATTENDANCE": "UNKNOWN",
        "OPINIONS": "UNKNOWN",
        "MOVEMENTS": "UNKNOWN",
        "PROPOSAL": "NONE",
    }
    given = {key: Given(level=level) for key, level in levels.items()}
    return {**given, "REMARKS": Given(text="Sống hòa nhã."), **changes}


def drafted(made: Scene, place: int = 0, *, is_finished=True, **changes) -> Review:
    review = made.review(place)
    commands.save_draft(
        actor=made.secretary,
        review=review,
        version=review.version,
        answers=whole(**changes),
        is_finished=is_finished,
    )
    return review


def shown(made: Scene, place: int = 0, **changes) -> Review:
    review = drafted(made, place, **changes)
    commands.show_to_member(actor=made.secretary, review=review)
    return review


def agreed(made: Scene, place: int = 0) -> Review:
    review = shown(made, place)
    account = made.members[place].person.account
    commands.agree_to_review(actor=account, review=review)
    return review


def confirmed(made: Scene, place: int = 0) -> Review:
    review = agreed(made, place)
    commands.confirm_review(actor=made.clerk, review=review, version=review.version)
    return review


def acknowledged(made: Scene, place: int = 0) -> Review:
    review = confirmed(made, place)
    commands.acknowledge_review(
        actor=made.officer, review=review, use_stated="Đưa vào kiểm điểm cuối năm."
    )
    return review


def sat(member: Member, cell: Unit, presence: str, day=dt.date(2026, 6, 20)) -> None:
    """Put a closed meeting on record, with this member's presence at it."""
    meeting = Meeting.objects.create(
        unit=cell,
        kind="EXTRA",
        year=day.year,
        title="Sinh hoạt",
        held_at=clock.moment(day, 19),
        place="Nhà văn hóa",
        state="CLOSED",
        number=1,
        closed_at=clock.moment(day, 20),
        opinions={},
    )
    Attendance.objects.create(meeting=meeting, member=member, presence=presence)


def raised(member: Member, cell: Unit, number=1, day=dt.date(2026, 5, 4)) -> None:
    Opinion.objects.create(
        unit=cell,
        holder=cell,
        year=day.year,
        number=number,
        member=member,
        subject="Đèn đường",
        text="Tắt từ đầu tháng.",
        state="RAISED",
        source="PHONE",
        due_on=day,
        raised_at=clock.moment(day, 8),
    )


def helped(member: Member, cell: Unit, day=dt.date(2026, 4, 2)) -> None:
    Contribution.objects.create(
        member=member,
        unit=cell,
        kind="SKILL",
        text="Sửa đèn nhà văn hóa.",
        done_on=day,
        by=member.person,
    )


def met(member: Member, cell: Unit, day=dt.date(2026, 4, 2)) -> None:
    Contact.objects.create(
        member=member, unit=cell, kind="SPOKE", on=day, by=member.person
    )


def nothing_changed(before: Review) -> bool:
    """Tell whether the row, its answers and its papers stand as they did."""
    now = Review.objects.get(pk=before.pk)
    return now.version == before.version and now.state == before.state


def tally_faults() -> list:
    """Return what is wrong with the tallies of reviews; bare rows are not counted."""
    return [fault for fault in tallies.faults() if fault.measure.startswith("REVIEWS")]
