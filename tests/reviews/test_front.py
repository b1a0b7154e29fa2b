import datetime as dt

import pytest
from django.urls import reverse

from ganket.documents import queries as documents
from ganket.journal import queries as journal
from ganket.kernel import clock
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
    shown,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 20)
ANOTHER = dt.date(2026, 11, 12)
WHY = "Ghi nhầm ngày mời thành ngày họp."


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


def asked(made):
    return commands.request_reviews(
        actor=made.officer,
        from_unit=made.work,
        to_ward=made.ward,
        members=made.members,
        reason=RequestReason.REWARD,
        client_key="5f0c52c1-0f0e-4b8e-8d5d-6d0a9e4b1c11",
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


@pytest.mark.parametrize("day", [dt.date(2026, 11, 24), OPENS - dt.timedelta(days=1)])
def test_day_to_come_or_before_the_round_began_is_refused(day):
    made = before_the_meeting()

    with pytest.raises(commands.FrontDayWrong, match="trước ngày 02/11/2026"):
        note(made, day)

    assert not FrontMeeting.objects.exists()


def test_meeting_for_a_request_is_not_before_it_was_asked_for():
    made = scene()
    request = asked(made)

    with pytest.raises(commands.FrontDayWrong, match="trước ngày 23/11/2026"):
        note(made, DAY, request=request.pk)
    noted = note(made, clock.today(), request=request.pk)

    assert noted.request == request


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
    request = asked(made)
    review = Review.objects.get(request=request)

    before = queries.front_meeting_of(review)
    noted = note(made, clock.today(), request=request.pk)

    assert before is None
    assert queries.front_meeting_of(review) == noted
    assert (
        queries.front_meeting_of(Review.objects.get(cycle=made.cycle)).held_on == OPENS
    )


def test_day_is_noted_anew_until_a_paper_names_it():
    made = scene(2)
    agreed(made)
    anew = note(made, reason=WHY)
    confirmed(made, 1)

    with pytest.raises(commands.FrontDayPrinted):
        note(made, dt.date(2026, 11, 21), reason=WHY)

    assert anew.held_on == DAY
    assert FrontMeeting.objects.get().held_on == DAY


@pytest.mark.parametrize("reason", ["", "nhầm", "ghinhầmngàyhọp", "…… ……"])
def test_another_day_wants_a_real_reason(reason):
    made = before_the_meeting()
    note(made)

    with pytest.raises(commands.FrontReasonMissing):
        note(made, ANOTHER, reason=reason)

    assert FrontMeeting.objects.get().held_on == DAY


def test_another_day_is_journalled_with_its_reason():
    made = before_the_meeting()
    note(made)

    anew = note(made, ANOTHER, reason=WHY)

    entry = max(journal.entries_of(anew), key=lambda entry: entry.pk)
    assert entry.changes == {
        "held_on": ["2026-11-20", "2026-11-12"],
        "reason": [None, WHY],
    }


def test_review_keeps_the_day_that_stood_when_its_member_was_shown_it(client):
    made = before_the_meeting()
    note(made)
    review = shown(made)

    note(made, ANOTHER, reason=WHY)

    client.force_login(made.member)
    page = client.get(reverse("reviews:detail", args=[review.pk])).content.decode()
    before = queries.sheet_of(made.review()).opening
    commands.agree_to_review(actor=made.member, review=review)
    commands.confirm_review(actor=made.clerk, review=review, version=review.version)
    issued = documents.sheet_of(made.review().document)
    assert "Họp với ban công tác mặt trận ngày 20/11/2026." in page
    assert "ngày 20/11/2026" in before
    assert "ngày 20/11/2026" in issued.opening
    assert "12/11/2026" not in page + before + issued.opening


def test_review_taken_back_and_shown_again_takes_the_newer_day():
    made = before_the_meeting()
    note(made)
    review = shown(made)
    note(made, ANOTHER, reason=WHY)

    commands.take_back(actor=made.secretary, review=review)
    between = queries.front_day_of(made.review())
    shown(made)

    assert between == ANOTHER
    assert made.review().front_met_on == ANOTHER
    assert "ngày 12/11/2026" in queries.sheet_of(made.review()).opening


def test_reviews_shown_together_keep_the_day_too():
    made = before_the_meeting(2)
    note(made)
    drafted(made)
    drafted(made, 1)

    commands.show_finished(actor=made.secretary, cell=made.cell, year=2026)

    assert {made.review(place).front_met_on for place in (0, 1)} == {DAY}


def test_form_shows_the_day_on_record_and_asks_why_another(client):
    made = before_the_meeting()
    client.force_login(made.secretary)
    there = reverse("reviews:front", args=[made.cell.code, 2026])
    first = client.get(there).content.decode()
    note(made)

    again = client.get(there).content.decode()
    without = client.post(there, {"held_on": "12/11/2026"})
    done = client.post(there, {"held_on": "12/11/2026", "reason": WHY})

    assert "Vì sao đổi ngày" not in first
    assert 'value="20/11/2026"' in again
    assert "Vì sao đổi ngày" in again
    assert without.status_code == 409
    assert 'href="#id_reason"' in without.content.decode()
    assert done.status_code == 302
    assert FrontMeeting.objects.get().held_on == ANOTHER


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
    assert "0 trên 3 đã xong" in home
    assert reverse("reviews:cell", args=[made.cell.code, 2026]) in home


def test_home_of_the_front_tells_of_the_meeting_once_it_is_noted(client):
    made = before_the_meeting(3)
    client.force_login(officer(Role.FRONT_MEMBER, made.cell))
    drafted(made)
    note(made)

    home = client.get(reverse("shell:home")).content.decode()

    assert "Phiếu nhận xét họp rồi, chưa cho đảng viên đọc" in home
    assert "Đã họp ngày 20/11/2026 · 1 trên 3 đã xong" in home
    assert "trước buổi họp" not in home


def test_papers_of_a_request_wait_for_a_meeting_of_their_own(client):
    made = scene(2)
    asked(made)
    client.force_login(officer(Role.FRONT_MEMBER, made.cell))

    home = client.get(reverse("shell:home")).content.decode()

    assert "Phiếu nhận xét chờ họp với chi bộ" in home
    assert "Đã họp ngày 02/11/2026 · 0 trên 2 đã xong" in home
