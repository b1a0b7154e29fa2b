"""A small world with one of everything, to walk through and to look at.

One ward with two cells, one workplace, twelve members, and each kind of row at
least once. ``mark`` is a word put into every name and text, so that a test can
tell whether anything of this world leaked to somebody who has no part in it.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from ganket.accounts.models import Account
from ganket.contributions.models import Contact, Contribution
from ganket.documents.models import IssuedDocument
from ganket.journal import commands as journal
from ganket.kernel import clock, records
from ganket.meetings.models import AgendaItem, Attendance, Mark, Meeting
from ganket.meetings.queries import OpinionsBlock
from ganket.notices.models import Delivery, Notice
from ganket.notifications.models import Message
from ganket.opinions.models import Opinion, Step
from ganket.org.enums import GroupKind, Role, UnitKind
from ganket.org.models import GroupCell, ResidentialGroup, Unit
from ganket.people.commands import add_person
from ganket.reviews.models import Answer, Review, ReviewCycle, ReviewRequest
from ganket.roster.models import Introduction, Member, RosterImport
from tests.factories import AccountFactory, ExemptionFactory, UnitFactory, member_at
from tests.factories import org as units
from tests.factories.accounts import house

MEMBERS = 12
DAY = dt.date(2026, 11, 2)
# Short, so that no screen cuts it off, and in no Vietnamese sentence.
MARK = "Mậtngữ"


@dataclass
class World:
    mark: str
    ward: Unit
    cells: list[Unit]
    workplace: Unit
    work_cell: Unit
    members: list[Member] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)

    def named(self, text: str) -> str:
        """Return the text with the word by which this world is known."""
        return f"{text} {self.mark}".strip()


def build(mark: str = "") -> World:
    world = _units(mark)
    _people(world)
    _introductions(world)
    _meetings(world)
    _opinions(world)
    _contacts(world)
    _notices(world)
    _letters(world)
    _reviews(world)
    return world


def _units(mark: str) -> World:
    province = UnitFactory(
        kind=UnitKind.PROVINCE, name=f"Tỉnh Cà Mau {mark}", code="96"
    )
    ward = units.ward(name=f"Phường Bạc Liêu {mark}", code="31825", parent=province)
    cells = [
        units.residence_cell(ward, name=f"Khóm {n} {mark}", code=f"31825.K0{n}")
        for n in (1, 2)
    ]
    group = ResidentialGroup.objects.create(
        ward=ward, kind=GroupKind.QUARTER, name=f"2 {mark}"
    )
    GroupCell.objects.create(group=group, cell=cells[1], since=units.OPENED)
    work = units.workplace(
        name=f"Điện lực Bạc Liêu {mark}", code="96.DL", parent=province
    )
    cell = units.workplace_cell(work, name=f"Phòng Kỹ thuật {mark}", code="96.DL.KT")
    return World(mark, ward, cells, work, cell)


def _people(world: World) -> None:
    for n in range(MEMBERS):
        cell = world.cells[n % 2]
        name = world.named(f"Trần Thị Số {n}")
        world.members.append(
            member_at(cell, workplace_cell=world.work_cell, name=name, account=n < 2)
        )
    ExemptionFactory(member=world.members[2])
    nation = units.nation()
    holds = {
        "secretary": (Role.SECRETARY, world.cells[0]),
        "front": (Role.FRONT_MEMBER, world.cells[0]),
        "clerk": (Role.CLERK, world.ward),
        "ward_secretary": (Role.SECRETARY, world.ward),
        "helper": (Role.HELPER, world.cells[0]),
        "workplace": (Role.WORKPLACE_OFFICER, world.workplace),
        "province": (Role.CLERK, world.ward.parent),
        "administrator": (Role.ADMINISTRATOR, nation),
    }
    for name, office in holds.items():
        spoken = name.replace("_", " ")
        person = add_person(actor=house(), full_name=world.named(f"Lê Văn {spoken}"))
        world.accounts[name] = AccountFactory(owner=person, holds=[office])
    world.accounts["member"] = world.members[0].person.account
    RosterImport.objects.create(
        unit=world.workplace,
        file_name=world.named("danh sách.xlsx"),
        sha256="0" * 64,
        plan={},
        by=world.accounts["workplace"],
    )


def _introductions(world: World) -> None:
    common: dict[str, Any] = {
        "from_unit": world.workplace,
        "to_ward": world.ward,
        "residence": "PERMANENT",
        "rule_pack": "qd213",
        "issued_on": DAY,
        "address": world.named("Số 1, Trần Phú"),
    }
    paper = IssuedDocument.objects.create(
        kind="INTRODUCTION",
        unit=world.workplace,
        year=2026,
        number=1,
        subject="roster.introduction:1",
        issued_on=DAY,
        sheet={"title": world.named("Giấy giới thiệu")},
        form_version="1",
        rule_pack="qd213",
        content=b"%PDF-1.7",
        sha256="0" * 64,
    )
    for number, member in enumerate(world.members[3:7], start=1):
        state = ["ISSUED", "RECEIVED", "ASSIGNED", "REFUSED"][number - 1]
        link = member.home_links.get()
        founded = {"home_link": link} if state in {"RECEIVED", "ASSIGNED"} else {}
        Introduction.objects.create(
            member=member,
            state=state,
            number=number,
            refusal=world.named("Không ở đây") if state == "REFUSED" else "",
            document=paper,
            **founded,
            **common,
        )


def _meetings(world: World) -> None:
    secretary = world.accounts["secretary"]
    for half, state in ((1, "CLOSED"), (2, "ANNOUNCED")):
        meeting = Meeting.objects.create(
            unit=world.cells[0],
            kind="REGULAR",
            year=2026,
            half=half,
            title=world.named(f"Sinh hoạt kỳ {half}"),
            held_at=clock.moment(dt.date(2026, 6 * half, 15), 19),
            place=world.named("Nhà văn hóa khóm"),
            state=state,
            minutes=world.named("Đã bàn việc thoát nước.") if half == 1 else "",
            announced_at=clock.now(),
            closed_at=clock.now() if half == 1 else None,
            number=1 if half == 1 else None,
            opinions=_frozen_opinions() if half == 1 else None,
        )
        AgendaItem.objects.create(
            meeting=meeting, position=1, kind="OPINIONS", title=world.named("Ý kiến")
        )
        for member in world.members[:4:2]:
            seen = Attendance.objects.create(
                meeting=meeting, member=member, presence="PRESENT" if half == 1 else ""
            )
            if half == 1:
                key = f"00000000-0000-4000-8000-{seen.pk:012d}"
                Mark.objects.create(
                    attendance=seen,
                    presence="PRESENT",
                    by=secretary.person,
                    key=key,
                )


def _frozen_opinions() -> dict[str, Any]:
    return records.plain(OpinionsBlock(as_of=DAY, since=DAY))


def _opinions(world: World) -> None:
    states = ["RAISED", "RECEIVED", "ANSWERED", "CLOSED"]
    for number, state in enumerate(states, start=1):
        opinion = Opinion.objects.create(
            unit=world.cells[0],
            holder=world.cells[0] if number < 3 else world.ward,
            year=2026,
            number=number,
            member=world.members[0],
            subject=world.named("Thoát nước"),
            place=world.named("Hẻm 5"),
            text=world.named("Mưa là ngập."),
            state=state,
            due_on=DAY,
            outcome="SOLVED" if number > 2 else "",
            closed_at=clock.now() if state == "CLOSED" else None,
            source="PHONE",
        )
        Step.objects.create(
            opinion=opinion,
            kind="RAISED",
            unit=world.cells[0],
            holder=opinion.holder,
            text=opinion.text,
        )


def _contacts(world: World) -> None:
    by, member = world.accounts["secretary"].person, world.members[0]
    common: dict[str, Any] = {"member": member, "unit": world.cells[0], "by": by}
    Contribution.objects.create(
        kind="SKILL", text=world.named("Sửa điện"), done_on=DAY, **common
    )
    Contact.objects.create(
        kind="SPOKE", note=world.named("Gặp ở chợ"), on=DAY, **common
    )


def _notices(world: World) -> None:
    for state in ("SENT", "DRAFT"):
        notice = Notice.objects.create(
            unit=world.cells[0],
            title=world.named("Họp tháng này"),
            body=world.named("Mời đồng chí dự họp."),
            state=state,
            sent_at=clock.now() if state == "SENT" else None,
        )
        if state == "SENT":
            person = world.members[0].person
            Delivery.objects.create(notice=notice, person=person)


def _letters(world: World) -> None:
    Message.objects.create(
        person=world.members[1].person,
        unit=world.cells[0],
        occasion="notices.sent",
        subject_id=1,
        key=world.named("notices.sent:1"),
        title=world.named("Họp tháng này"),
        state="FAILED",
        fault="550 No such mailbox",
    )


def _reviews(world: World) -> None:
    cycle = ReviewCycle.objects.create(
        ward=world.ward,
        year=2026,
        opens_on=dt.date(2026, 11, 1),
        cells_due_on=dt.date(2026, 11, 25),
        closes_on=dt.date(2026, 12, 10),
        reply_days=3,
        rule_pack="qd213",
    )
    request = ReviewRequest.objects.create(
        from_unit=world.workplace,
        to_ward=world.ward,
        year=2026,
        number=1,
        reason="YEARLY",
        note=world.named("Để xếp loại"),
        rule_pack="qd213",
        requested_on=DAY,
    )
    request.members.set(world.members[:5])
    states = ["DRAFT", "SHOWN", "CONFIRMED", "DELIVERED", "ACKNOWLEDGED"]
    for step, (state, member) in enumerate(zip(states, world.members, strict=False)):
        review = Review.objects.create(
            cycle=cycle,
            year=2026,
            member=member,
            ward=world.ward,
            cell=member.home_links.get().cell,
            workplace=world.work_cell,
            form="LONG",
            rule_pack="qd213",
            state=state,
            shown_at=clock.now() if step else None,
            reply_until=DAY if step else None,
            reply=world.named("Tôi đã đọc.") if step else "",
            confirmed_on=DAY if step > 1 else None,
            use_stated=world.named("Xếp loại") if step == 4 else "",
        )
        Answer.objects.create(
            review=review, criterion="EXAMPLE", text=world.named("Tốt")
        )
        journal.record(
            actor=world.accounts["secretary"],
            verb="world.built",
            subject=review,
            changes={"note": [None, world.mark]},
        )
