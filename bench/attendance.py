"""200 people marked present, through the whole program as a phone asks it."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from bench.side_by_side import Way, measure
from ganket.meetings import queries
from ganket.meetings.models import Meeting
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import opened
from tests.factories.org import residence_cell, ward

PEOPLE = 200
COMPRESSED = {"Accept-Encoding": "gzip"}


@dataclass
class Room:
    """A meeting that has begun, and the phone of whoever marks."""

    meeting: Meeting
    phone: Client
    asked: int = 0
    sent: int = 0

    def get(self, answer: Any) -> None:
        assert answer.status_code in (200, 302), answer.status_code
        self.asked, self.sent = self.asked + 1, self.sent + len(answer.content)


def run() -> None:
    cell = residence_cell(ward())
    for number in range(PEOPLE):
        member_at(cell, name=f"Trần Văn Số {number:03d}")
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    def room() -> Room:
        phone = Client(headers=COMPRESSED)
        phone.force_login(secretary)
        meeting = opened(cell, by=secretary, kind="EXTRA", half=None)
        return Room(meeting, phone)

    measure(
        f"{PEOPLE} people marked present one by one; the line's own delay comes on top",
        [
            Way("a tap fetches the line that changed", by_piece, room, told),
            Way("a tap loads the page anew", by_page, room, told),
        ],
        rounds=1,
    )


def by_piece(room: Room) -> Room:
    return mark_all(room, anew=False)


def by_page(room: Room) -> Room:
    return mark_all(room, anew=True)


def mark_all(room: Room, *, anew: bool) -> Room:
    roll = reverse("meetings:attendance", args=[room.meeting.pk])
    room.get(room.phone.get(roll))
    headers = {} if anew else {"HX-Request": "true"}
    for key in queries.roll_of(room.meeting).values_list("pk", flat=True):
        address = reverse("meetings:mark", args=[room.meeting.pk, key])
        tap = {"presence": "PRESENT", "key": str(uuid4())}
        room.get(room.phone.post(address, tap, headers=headers))
        if anew:
            room.get(room.phone.get(roll))
    return room


def told(room: Room) -> str:
    assert queries.figures_of(room.meeting).present == PEOPLE
    return f"{room.asked} requests, {room.sent / 1_000_000:.1f} MB over the line"
