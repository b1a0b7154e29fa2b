import datetime as dt

import pytest
from django.urls import reverse

from ganket.journal import queries as journal
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.reviews import commands, queries
from ganket.reviews.enums import RequestReason, ReviewState
from ganket.reviews.models import FrontMeeting, Review
from tests.factories.org import residence_cell
from tests.reviews.scene import (
    OPENS,
    agreed,
    confirmed,
    drafted,
    officer,
    opened,
    scene,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 20)


def before_the_meeting(members=1):
    made = scene(members, is_open=False)
    made.cycle = opened(made, met_on=None)
    return made


def note(made, day=DAY, actor=None, **kwargs):
    return commands.note_front_meeting(
        actor=actor or made.secretary,
        cell=made.cell,
        year=2026,
        held_on=day,
        **kwargs,
    )


def test_meeting_is_noted_once_and_journalled():
    made = before_the_meeting()

    first = note(made)
    again = note(made)

    (entry,) = journal.entries_of(first)
    assert again == first == FrontMeeting.objects.get()
    assert (first.held_on, first.noted_by) == (DAY, made.secretary.person)
    assert (entry.verb, entry.changes) == (
        commands.FRONT_MET,
        {"held_on": [None, "2026-11-20"]},
    )


@pytest.mark.parametrize("day", [dt.date(2026, 11, 24), dt.date(2025, 12, 31)])
def test_day_to_come_or_of_another_year_is_refused(day):
    made = before_the_meeting()

    with pytest.raises(commands.FrontDayWrong, match="không sau hôm nay"):
        note(made, day)

    assert not FrontMeeting.objects.exists()


def test_meeting_is_for_a_cell_that_has_something_to_review():
    made = scene(is_open=False)

    with pytest.raises(commands.NothingToMeetFor):
        note(made)


@pytest.mark.parametrize(
    "role", [Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER, Role.HELPER, Role.CLERK]
)
def test_only_who_writes_for_the_cell_notes_the_meeting(role):
    made = before_the_meeting()
    unit = made.ward if role == Role.CLERK else made.cell

    with pytest.raises(NotAllowed):
        note(made, actor=officer(role, unit))


def test_no_review_is_shown_before_the_meeting():
    made = before_the_meeting()
    review = drafted(made)

    with pytest.raises(commands.FrontNotMet, match="ban công tác mặt trận"):
        commands.show_to_member(actor=made.secretary, review=review)
    with pytest.raises(commands.FrontNotMet):
        commands.show_finished(actor=made.secretary, cell=made.cell, year=2026)

    assert made.review().state == ReviewState.DRAFT


def test_meeting_of_another_cell_does_not_count():
    made = before_the_meeting()
    review = drafted(made)
    other = residence_cell(made.ward, name="Khóm 9")
    FrontMeeting.objects.create(
        cycle=made.cycle, cell=other, held_on=DAY, noted_by=made.secretary.person
    )

    with pytest.raises(commands.FrontNotMet):
        commands.show_to_member(actor=made.secretary, review=review)


def test_review_asked_for_in_between_wants_a_meeting_of_its_own():
    made = scene()
    request = commands.request_reviews(
        actor=made.officer,
        from_unit=made.work,
        to_ward=made.ward,
        members=made.members,
        reason=RequestReason.REWARD,
        client_key="5f0c52c1-0f0e-4b8e-8d5d-6d0a9e4b1c11",
    )
    asked = Review.objects.get(request=request)

    before = queries.front_meeting_of(asked)
    noted = note(made, request=request.pk)

    assert before is None
    assert queries.front_meeting_of(asked) == noted
    assert (
        queries.front_meeting_of(Review.objects.get(cycle=made.cycle)).held_on == OPENS
    )


def test_day_is_noted_anew_until_a_paper_names_it():
    made = scene(2)
    agreed(made)
    anew = note(made)
    confirmed(made, 1)

    with pytest.raises(commands.FrontDayPrinted):
        note(made, dt.date(2026, 11, 21))

    assert anew.held_on == DAY
    assert FrontMeeting.objects.get().held_on == DAY


def test_paper_names_the_day_that_was_noted_and_dots_before():
    made = before_the_meeting()
    drafted(made)

    before = queries.sheet_of(made.review()).opening
    note(made)
    after = queries.sheet_of(made.review()).opening

    assert "ngày …/…/……" in before
    assert "ngày 20/11/2026" in after


def test_cells_page_leads_to_the_note_and_keeps_what_was_typed(client):
    made = before_the_meeting()
    client.force_login(made.secretary)
    here = reverse("reviews:cell", args=[made.cell.code, 2026])
    there = reverse("reviews:front", args=[made.cell.code, 2026])

    first = client.get(here).content.decode()
    wrong = client.post(there, {"held_on": "24/11/2026"})
    right = client.post(there, {"held_on": "20/11/2026"}, follow=True)

    assert there in first
    assert wrong.status_code == 409
    assert 'value="24/11/2026"' in wrong.content.decode()
    assert "Đã họp với ban công tác mặt trận ngày 20/11/2026" in right.content.decode()


def test_front_member_reads_on_the_page_what_to_do_and_cannot_note(client):
    made = before_the_meeting()
    client.force_login(officer(Role.FRONT_MEMBER, made.cell))
    there = reverse("reviews:front", args=[made.cell.code, 2026])

    page = client.get(reverse("reviews:cell", args=[made.cell.code, 2026]))

    assert "Trước buổi họp, đồng chí đọc từng phiếu" in page.content.decode()
    assert there not in page.content.decode()
    assert client.get(there).status_code == 403


def test_home_of_the_front_leads_to_the_papers_of_the_season(client):
    made = before_the_meeting(3)
    client.force_login(officer(Role.FRONT_MEMBER, made.cell))

    home = client.get(reverse("shell:home")).content.decode()

    assert "Đọc phiếu và sổ ghi trước buổi họp" in home
    assert reverse("reviews:cell", args=[made.cell.code, 2026]) in home
