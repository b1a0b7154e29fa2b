"""The people of the story, the day it is, and the post."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page

from ganket.jobs.commands import do_chores
from ganket.kernel import clock
from tests import serverclock
from tests.e2e.people import DESK, PHONE, Someone
from tests.e2e.pictures import Pictures
from tests.mailserver import MailServer
from tests.worker import run_tasks

YEAR = 2026


@dataclass
class Town:
    """Five people at their screens. ``codes`` holds the invitations handed out so far."""

    open_page: Callable[..., Page]
    site: str
    mail: MailServer
    pictures: Pictures = field(default_factory=Pictures)
    codes: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.secretary, self.member = self.someone(PHONE), self.someone(PHONE)
        self.clerk, self.officer = self.someone(DESK), self.someone(DESK)
        self.administrator = self.someone(DESK)

    def someone(self, width: int) -> Someone:
        page = self.open_page(width, device_scale_factor=self.pictures.scale(width))
        return Someone(page, self.site, self.pictures, self.seen)

    @contextmanager
    def on(self, day: int, month: int, hour: int = 8) -> Iterator[None]:
        """Live through one day of the year; the post goes out at its end."""
        moment = clock.moment(dt.date(YEAR, month, day), hour)
        everybody = self.secretary, self.member, self.clerk, self.officer
        for each in everybody:
            each.page.clock.set_system_time(moment)
        with serverclock.at(moment):
            yield
            run_tasks()
            do_chores()
