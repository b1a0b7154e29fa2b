import datetime as dt

import pytest

from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.org.enums import Role
from ganket.org.models import Office
from ganket.reviews import commands, queries
from ganket.reviews.commands import Given
from ganket.reviews.models import Answer
from tests.factories import OfficeFactory
from tests.reviews.scene import (
    confirmed,
    drafted,
    nothing_changed,
    officer,
    raised,
    sat,
    scene,
    shown,
    whole,
)

pytestmark = pytest.mark.django_db


def save(made, review, actor=None, **kwargs):
    kwargs.setdefault("answers", whole())
    kwargs.setdefault("version", review.version)
    commands.save_draft(actor=actor or made.secretary, review=review, **kwargs)


def test_draft_keeps_one_answer_for_each_criterion():
    made = scene()

    save(made, made.review())

    answers = queries.answers_of(made.review())
    assert set(answers) == {c.key for c in made.review().paper.criteria}
    assert answers["EXAMPLE"].level == "GOOD_EXAMPLE"
    assert answers["REMARKS"].text == "Sống hòa nhã."


def test_new_review_says_nothing_good_or_bad():
    made = scene()

    assert queries.answers_of(made.review()) == {}


def test_half_written_draft_is_kept_and_not_finished():
    made = scene()

    save(made, made.review(), answers={"CITIZEN": Given(level="LEADING")})

    answers = queries.answers_of(made.review())
    assert answers["CITIZEN"].level == "LEADING"
    assert answers["EXAMPLE"].level == ""
    assert not made.review().is_finished


def test_draft_is_tidied():
    made = scene()
    words = {"REMARKS": Given(text="  Dòng một \r\n\r\nDòng hai  ")}

    save(made, made.review(), answers=words)

    assert queries.answers_of(made.review())["REMARKS"].text == "Dòng một\n\nDòng hai"


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"EXAMPLE": Given(level="LEADING")}, commands.LevelUnknown),
        ({"NOWHERE": Given(level="UNKNOWN")}, commands.LevelUnknown),
        ({"PROPOSAL": Given(level="UNKNOWN")}, commands.LevelUnknown),
        ({"REMARKS": Given(text="x" * 50_000)}, commands.TextTooLong),
        ({"OPINIONS": Given(reason="x" * 1_001)}, commands.TextTooLong),
    ],
)
def test_draft_is_refused_and_nothing_written(answers, refusal):
    made = scene()
    review = made.review()

    with pytest.raises(refusal):
        save(made, review, answers=answers)

    assert nothing_changed(review)
    assert not Answer.objects.exists()


def test_text_too_long_says_where_and_how_much():
    made = scene()

    with pytest.raises(commands.TextTooLong, match="Mục 7 dài 50000 chữ"):
        save(made, made.review(), answers={"REMARKS": Given(text="x" * 50_000)})


def test_draft_before_the_first_day_is_refused_with_the_day():
    made = scene()
    review = made.review()

    with (
        clock.at(clock.moment(dt.date(2026, 11, 1), 9)),
        pytest.raises(commands.CycleNotBegun, match="02/11/2026"),
    ):
        save(made, review)

    assert nothing_changed(review)


@pytest.mark.parametrize("step", [shown, confirmed])
def test_shown_review_cannot_be_written_any_more(step):
    made = scene()
    review = step(made)

    with pytest.raises(commands.NotBeingWritten):
        save(made, review, answers=whole(EXAMPLE=Given(level="NO_EXAMPLE")))

    assert queries.answers_of(review)["EXAMPLE"].level == "GOOD_EXAMPLE"


def test_second_writer_sees_what_the_first_wrote():
    made = scene()
    first, second = made.review(), made.review()
    save(made, first, answers=whole(EXAMPLE=Given(level="EXAMPLE")))

    with pytest.raises(ChangedMeanwhile) as refusal:
        save(made, second, answers=whole(EXAMPLE=Given(level="NO_EXAMPLE")))

    assert refusal.value.theirs["EXAMPLE"]["level"] == "EXAMPLE"
    assert queries.answers_of(first)["EXAMPLE"].level == "EXAMPLE"


def test_form_posted_twice_is_kept_once():
    made = scene()
    save(made, made.review(), version=0)

    save(made, made.review(), version=0)

    entries = journal.entries_of(made.review())
    assert [entry.verb for entry in entries] == [commands.SAVED]


def test_saving_is_journalled_under_the_key_of_the_member():
    made = scene()

    save(made, made.review())

    (entry,) = journal.entries_of(made.review())
    (told,) = journal.values_of([entry])
    assert entry.changes == {}
    assert entry.about == f"people.person:{made.members[0].person_id}"
    assert told["1. Nêu gương"] == ["", "nêu gương tốt"]


def test_finished_review_wants_every_level():
    made = scene()
    answers = {key: each for key, each in whole().items() if key != "CITIZEN"}

    with pytest.raises(commands.DraftIncomplete) as refusal:
        save(made, made.review(), answers=answers, is_finished=True)

    assert set(refusal.value.gaps) == {"CITIZEN"}
    assert not Answer.objects.exists()


def test_level_against_the_record_wants_a_reason():
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")
    full = whole(ATTENDANCE=Given(level="FULLY"))

    with pytest.raises(commands.DraftIncomplete) as refusal:
        save(made, made.review(), answers=full, is_finished=True)

    assert set(refusal.value.gaps) == {"ATTENDANCE"}
    assert "lý do" in refusal.value.gaps["ATTENDANCE"]


def test_level_against_the_record_stands_with_a_reason():
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")
    full = Given(level="FULLY", reason="Dự đủ các buổi họp tổ dân phố.")

    save(made, made.review(), answers=whole(ATTENDANCE=full), is_finished=True)

    assert made.review().is_finished
    assert queries.answers_of(made.review())["ATTENDANCE"].reason == full.reason


def test_not_enough_known_is_a_whole_answer_where_the_record_is_thin():
    made = scene()
    raised(made.members[0], made.cell)
    unknown = {
        key: Given(level="UNKNOWN")
        for key in ("EXAMPLE", "CITIZEN", "ATTENDANCE", "OPINIONS", "MOVEMENTS")
    }

    save(made, made.review(), answers=whole(**unknown), is_finished=True)

    assert made.review().is_finished


def test_not_enough_known_against_a_full_roll_wants_a_reason():
    made = scene()
    sat(made.members[0], made.cell, "PRESENT")

    with pytest.raises(commands.DraftIncomplete) as refusal:
        save(made, made.review(), is_finished=True)

    assert set(refusal.value.gaps) == {"ATTENDANCE"}


def test_saving_for_later_takes_finished_back():
    made = scene()
    review = drafted(made)

    save(made, review)

    assert not made.review().is_finished


@pytest.mark.parametrize("role", Role)
def test_secretary_and_deputy_of_the_cell_write_and_nobody_else(role):
    made = scene()
    inside = officer(role, made.cell)
    outside = [officer(role, unit) for unit in (made.ward, made.work, made.ward.parent)]
    allowed = role in {Role.SECRETARY, Role.DEPUTY}

    assert queries.reviews_for(inside, queries.WRITE).exists() is allowed
    for actor in outside:
        with pytest.raises(NotAllowed):
            save(made, made.review(), actor=actor)


def test_nobody_writes_their_own_review_and_the_deputy_does():
    made = scene()
    OfficeFactory(person=made.members[0].person, unit=made.cell, role=Role.SECRETARY)
    deputy = officer(Role.DEPUTY, made.cell)

    with pytest.raises(NotAllowed):
        save(made, made.review(), actor=made.member)
    save(made, made.review(), actor=deputy)

    assert made.review().version == 1


def test_former_secretary_writes_nothing():
    made = scene()
    Office.objects.filter(person=made.secretary.person).update(
        until=dt.date(2026, 11, 23)
    )

    with pytest.raises(NotAllowed):
        save(made, made.review())


def test_neighbours_lead_through_the_cell_to_what_is_unwritten():
    made = scene(4)
    by_name = list(queries.reviews_for(made.secretary, queries.WRITE))
    places = {review.pk: made.members.index(review.member) for review in by_name}
    first, second, third, fourth = by_name
    drafted(made, places[third.pk])

    at_second = queries.neighbours_of(second, made.secretary)
    at_last = queries.neighbours_of(fourth, made.secretary)

    assert (at_second.place, at_second.total) == (2, 4)
    assert (at_second.previous, at_second.next) == (first.pk, third.pk)
    assert at_second.next_unfinished == fourth.pk
    assert (at_last.next, at_last.next_unfinished) == (None, first.pk)
