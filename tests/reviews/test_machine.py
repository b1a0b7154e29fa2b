"""Whatever is tried in whatever order, a review goes its path and no other."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.reviews import commands
from ganket.rulebook.calendar import add_working_days
from tests.reviews.scene import scene, tally_faults, whole

START = dt.datetime(2026, 11, 23, 8, tzinfo=clock.ZONE)
REPLY_DAYS = 5
DUE_DAYS, CLOSE_DAYS = 7, 22


# Oftener what leads further, so that the far end of the path is reached.
STEPS = [
    *["write_and_show"] * 3,
    *["wait_one", "wait_three", "wait_nine"],
    *["agree", "answer", "answer_again"],
    *["confirm"] * 3,
    *["save", "save_half", "finish_half", "show", "take_back", "send_back"],
    *["acknowledge", "drop", "restore"],
]


class Path:
    """A review beside the simplest thing that could be true of it."""

    def __init__(self):
        self.days = 0
        self.made = self.at(scene)
        self.state, self.is_whole = "DRAFT", False
        self.has_answer, self.said = False, ""
        self.shown_on, self.is_late = 0, False

    def at(self, act, **kwargs):
        with clock.at(START + dt.timedelta(days=self.days)):
            return act(**kwargs)

    def attempt(self, act, *, allowed, **kwargs):
        """Do it. Return whether it was done, which is whether it was allowed."""
        review = self.made.review()
        if act in {commands.save_draft, commands.confirm_review}:
            kwargs["version"] = review.version
        try:
            self.at(act, review=review, **kwargs)
        except Refused:
            assert not allowed
            assert self.made.review().version == review.version
        else:
            assert allowed
        return allowed

    @property
    def time_is_over(self):
        shown_on = START.date() + dt.timedelta(days=self.shown_on)
        last = add_working_days(shown_on, REPLY_DAYS)
        return START.date() + dt.timedelta(days=self.days) > last

    def wait_one(self):
        self.days += 1

    def wait_three(self):
        self.days += 3

    def wait_nine(self):
        self.days += 9

    def write_and_show(self):
        self.save()
        self.show()

    def save_half(self):
        self.save(is_finished=False, is_whole=False)

    def finish_half(self):
        self.save(is_finished=True, is_whole=False)

    def agree(self):
        self.answer("")

    def answer_again(self):
        self.answer("Xin xem lại.")

    def save(self, *, is_finished=True, is_whole=True):
        allowed = self.state == "DRAFT" and (is_whole or not is_finished)
        if self.attempt(
            commands.save_draft,
            allowed=allowed,
            actor=self.made.secretary,
            answers=whole() if is_whole else {},
            is_finished=is_finished,
        ):
            self.is_whole = is_whole

    def show(self):
        allowed = self.state == "DRAFT" and self.is_whole
        if self.attempt(
            commands.show_to_member, allowed=allowed, actor=self.made.secretary
        ):
            self.state, self.has_answer, self.shown_on = "SHOWN", False, self.days
            self.is_late |= self.days > DUE_DAYS

    def take_back(self):
        allowed = self.state == "SHOWN" and not self.has_answer
        if self.attempt(commands.take_back, allowed=allowed, actor=self.made.secretary):
            self.state = "DRAFT"

    def answer(self, words="Tôi có dự."):
        in_time = self.state == "SHOWN" and not self.time_is_over
        said_again = self.state == "SHOWN" and self.has_answer and self.said == words
        act, more = commands.agree_to_review, {}
        if words:
            act, more = commands.reply_to_review, {"reply": words}
        if self.attempt(
            act,
            allowed=(in_time and not self.has_answer) or said_again,
            actor=self.made.member,
            **more,
        ):
            self.has_answer, self.said = True, words

    def confirm(self):
        heard = self.has_answer or self.time_is_over
        allowed = self.state == "SHOWN" and heard
        if self.attempt(
            commands.confirm_review, allowed=allowed, actor=self.made.clerk
        ):
            self.state = "DELIVERED"
            self.is_late |= self.days > CLOSE_DAYS

    def send_back(self):
        allowed = self.state == "SHOWN"
        if self.attempt(
            commands.send_back,
            allowed=allowed,
            actor=self.made.clerk,
            reason="Chưa rõ.",
        ):
            self.state = "DRAFT"

    def acknowledge(self):
        if self.attempt(
            commands.acknowledge_review,
            allowed=self.state == "DELIVERED",
            actor=self.made.officer,
            use_stated="Kiểm điểm.",
        ):
            self.state = "ACKNOWLEDGED"

    def drop(self):
        if self.attempt(
            commands.drop_review,
            allowed=self.state == "DRAFT",
            actor=self.made.clerk,
            reason="Chuyển đi.",
        ):
            self.state = "DROPPED"

    def restore(self):
        if self.attempt(
            commands.restore_review,
            allowed=self.state == "DROPPED",
            actor=self.made.clerk,
        ):
            self.state = "DRAFT"

    def check(self):
        review = self.made.review()
        assert review.state == self.state
        assert review.is_late == self.is_late
        if self.state == "SHOWN":
            assert review.has_answer == self.has_answer


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=25, max_size=25))
def test_review_goes_its_path_and_no_other(steps):
    path = Path()

    for step in steps:
        getattr(path, step)()
        path.check()

    assert tally_faults() == []
