"""What an administrator looks after: places without a keeper, and the machine itself."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.notifications.queries import Unsent, unsent
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Line, Office
from ganket.org.queries import open_units
from ganket.shell.home.parts import BAD, Todo
from ganket.shell.queries import Hats
from ganket.shell.roads import address

LONG = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Machine:
    """How the machine is: counts and moments, and no word of anybody's."""

    letters: Unsent
    tasks_waiting: int
    tasks_failed: int
    entries_unsealed: int

    @property
    def letters_are_stuck(self) -> bool:
        oldest = self.letters.oldest
        return oldest is not None and oldest < clock.now() - LONG


def state() -> Machine:
    """Return how the machine is. Five queries."""
    return Machine(
        letters=unsent(),
        tasks_waiting=DBTaskResult.objects.ready().count(),
        tasks_failed=DBTaskResult.objects.failed().count(),
        entries_unsealed=journal.waiting(),
    )


def todos(hats: Hats) -> list[Todo]:
    now = state()
    page = address("shell:machine")
    return [
        Todo(
            count=now.tasks_failed,
            title=_("Việc chạy nền bị hỏng"),
            note=_("Xem sổ ghi của máy chủ để biết vì sao"),
            url=page,
            tone=BAD,
        ),
        Todo(
            count=now.letters.waiting if now.letters_are_stuck else 0,
            title=_("Thư điện tử chờ gửi quá một giờ"),
            note=_("Kiểm tra máy chủ thư và tiến trình chạy nền"),
            url=page,
            tone=BAD,
        ),
        Todo(
            count=_without_secretary(hats),
            title=_("Chi bộ nơi cư trú chưa có bí thư trong hệ thống"),
            note=_("Ghi chức vụ và in phiếu mời để chi bộ bắt đầu"),
            url=address("org:units"),
        ),
    ]


def _without_secretary(hats: Hats) -> int:
    below = Line.objects.filter(upper__in=hats.administered).values("lower")
    led = Office.objects.filter(Office.in_force(), role=Role.SECRETARY)
    cells = open_units().filter(kind=UnitKind.CELL, is_residence=True, pk__in=below)
    return cells.exclude(pk__in=led.values("unit")).count()
