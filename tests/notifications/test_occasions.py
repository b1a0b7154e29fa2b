import datetime as dt
from uuid import uuid4

import pytest

from ganket.kernel import clock
from ganket.meetings import commands as meetings
from ganket.notifications import tasks
from ganket.notifications.models import Message
from ganket.notifications.occasions import OCCASIONS
from ganket.opinions import commands as opinions
from ganket.opinions.enums import Source
from ganket.org.enums import Role, UnitKind
from ganket.reviews import commands as reviewing
from ganket.roster import commands as roster
from tests.conftest import NOW
from tests.factories import (
    AccountFactory,
    ExemptionFactory,
    PersonFactory,
    UnitFactory,
)
from tests.factories.meetings import announced, planned
from tests.factories.opinions import WORDS, answered, fresh, raised
from tests.factories.org import residence_cell, ward, workplace, workplace_cell
from tests.factories.roster import member_at
from tests.mailserver import mail_server
from tests.reviews import scene as reviews
from tests.worker import run_tasks

__all__ = ["mail_server"]

pytestmark = pytest.mark.django_db

NAM, MAI, BEN = "nam@example.vn", "mai@example.vn", "ben@example.vn"


def officer(role, unit, email=NAM):
    return AccountFactory(owner=PersonFactory(email=email), holds=[(role, unit)])


def told(mail_server):
    """Run the queue; who was written to, with the subject, in no order."""
    run_tasks()
    return {(mail["To"], mail["Subject"].strip()) for mail in mail_server.received}


def text_to(mail_server, address):
    (mail,) = mail_server.to(address)
    return mail.get_content()


@pytest.fixture
def cell():
    province = UnitFactory(kind=UnitKind.PROVINCE)
    return residence_cell(ward(parent=province), name="Khóm 2")


def test_members_who_are_expected_are_called_to_the_meeting(cell, mail_server):
    member_at(cell, person__email=NAM)
    member_at(cell)
    exempt = member_at(cell, person__email=MAI)
    ExemptionFactory(member=exempt)
    member_at(residence_cell(cell.parent), person__email=BEN)

    announced(cell)

    assert told(mail_server) == {(NAM, "Mời sinh hoạt: Thứ Hai, 23/11/2026")}
    text = text_to(mail_server, NAM)
    assert "Thời gian: Thứ Hai, 23/11/2026, 19 giờ" in text
    assert "Địa điểm: Nhà văn hóa khóm 2" in text
    assert "1. " in text


def test_change_of_a_meeting_reaches_those_who_were_called(cell, mail_server):
    member_at(cell, person__email=NAM)
    secretary = officer(Role.SECRETARY, cell, BEN)
    quiet, called = planned(cell, by=secretary), None
    change_place(secretary, quiet, "Sân chùa")
    nobody = told(mail_server)

    meetings.announce_meeting(actor=secretary, meeting=quiet)
    change_place(secretary, quiet, "Trường tiểu học")
    called = told(mail_server)

    assert nobody == set()
    assert (NAM, "Thay đổi buổi sinh hoạt: Thứ Hai, 23/11/2026") in called
    assert "Trường tiểu học" in mail_server.received[-1].get_content()


def change_place(actor, meeting, place):
    meeting.refresh_from_db()
    meetings.change_meeting(
        actor=actor,
        meeting=meeting,
        version=meeting.version,
        title=meeting.title,
        held_at=meeting.held_at,
        place=place,
    )


def test_cancelled_meeting_is_told_with_its_reason(cell, mail_server):
    member_at(cell, person__email=NAM)
    secretary = officer(Role.SECRETARY, cell, BEN)
    meeting = announced(cell, by=secretary)

    meetings.cancel_meeting(actor=secretary, meeting=meeting, reason="Mưa bão.")

    assert (NAM, "Hủy buổi sinh hoạt: Thứ Hai, 23/11/2026") in told(mail_server)
    assert "Mưa bão." in mail_server.received[-1].get_content()


def test_cell_hears_of_an_opinion_and_not_of_who_raised_it(cell, mail_server):
    officer(Role.SECRETARY, cell)
    officer(Role.COMMITTEE_MEMBER, cell, MAI)
    officer(Role.CLERK, cell.parent, BEN)
    member = member_at(cell, name="Lý Thị Nêu", account=True, person__email="x@y.vn")

    raised(member=member)

    assert told(mail_server) == {(NAM, "Ý kiến số 001/2026 chờ trả lời")}
    text = text_to(mail_server, NAM)
    assert "Việc: Thoát nước" in text
    assert "Hạn trả lời: " in text
    assert "Nêu" not in text.replace("Nêu ý kiến", "")


def test_what_the_cell_took_down_itself_it_knows(cell, mail_server):
    secretary = officer(Role.SECRETARY, cell)

    opinions.note_opinion(
        actor=secretary,
        unit=cell,
        member=member_at(cell),
        client_key=uuid4(),
        source=Source.IN_PERSON,
        **WORDS,
    )

    assert told(mail_server) == set()


def test_proposer_hears_of_a_slip_and_reads_the_reason_behind_the_sign_in(
    cell, mail_server
):
    secretary = officer(Role.SECRETARY, cell, BEN)
    opinion = opinions.note_opinion(
        actor=secretary,
        unit=cell,
        member=member_at(cell, account=True, person__email=MAI),
        client_key=uuid4(),
        **WORDS,
    )

    opinions.withdraw_opinion(
        actor=secretary, opinion=opinion, version=0, text="Ghi nhầm sang tên anh Ba."
    )

    assert told(mail_server) == {(MAI, "Ý kiến số 001/2026 đã rút vì ghi nhầm")}
    assert "anh Ba" not in text_to(mail_server, MAI)


def test_opinion_passed_up_is_told_to_its_new_holder_and_its_proposer(
    cell, mail_server
):
    secretary = officer(Role.SECRETARY, cell, BEN)
    officer(Role.CLERK, cell.parent)
    opinion = raised(member=member_at(cell, account=True, person__email=MAI))
    run_tasks()
    mail_server.received.clear()

    opinions.pass_up_opinion(
        actor=secretary, opinion=opinion, version=opinion.version, text="Quá quyền."
    )

    assert told(mail_server) == {
        (NAM, "Ý kiến số 001/2026 chờ trả lời"),
        (MAI, "Ý kiến số 001/2026 đã chuyển lên cấp trên"),
    }
    assert "Đảng ủy" in text_to(mail_server, MAI)


def test_proposer_is_called_to_read_each_answer_and_it_stands_in_no_letter(
    cell, mail_server
):
    secretary = officer(Role.SECRETARY, cell, BEN)
    member = member_at(cell, account=True, person__email=MAI)
    clerk = officer(Role.CLERK, cell.parent, NAM)
    opinion = answered(by=secretary, member=member)
    run_tasks()
    opinions.reject_answer(
        actor=member.person.account,
        opinion=opinion,
        version=opinion.version,
        text="Vẫn ngập.",
    )
    run_tasks()
    opinion = fresh(opinion)
    opinions.answer_opinion(
        actor=clerk,
        opinion=opinion,
        version=opinion.version,
        text="Nay đã khơi cống.",
        outcome="SOLVED",
    )
    run_tasks()

    to_proposer = mail_server.to(MAI)
    assert [mail["Subject"].strip() for mail in to_proposer] == [
        "Ý kiến số 001/2026 đã được trả lời"
    ] * 2
    assert all("khơi cống" not in mail.get_content() for mail in mail_server.received)
    assert {
        (who, "Ý kiến số 001/2026: người nêu cho là chưa xong") for who in (NAM, BEN)
    } <= {(mail["To"], mail["Subject"].strip()) for mail in mail_server.received}


def made_with_addresses(members=1):
    made = reviews.scene(members=members)
    people = [
        *((member.person, f"m{n}@example.vn") for n, member in enumerate(made.members)),
        (made.secretary.person, NAM),
        (made.officer.person, MAI),
        (made.clerk.person, BEN),
    ]
    for person, email in people:
        person.email = email
        person.save()
    run_tasks()
    return made


def test_member_is_called_to_read_the_review_and_nothing_of_it_is_in_the_letter(
    mail_server,
):
    made = made_with_addresses()

    reviews.shown(made)

    assert told(mail_server) == {
        ("m0@example.vn", "Phiếu nhận xét năm 2026 chờ đồng chí đọc")
    }
    text = text_to(mail_server, "m0@example.vn")
    assert "Trả lời đến hết ngày" in text
    assert "Sống hòa nhã" not in text


def test_cell_hears_once_a_day_of_what_the_ward_sent_back(mail_server):
    made = made_with_addresses(members=2)
    for place in range(2):
        review = reviews.agreed(made, place)
        reviewing.send_back(actor=made.clerk, review=review, reason="Thiếu căn cứ.")

    found = told(mail_server)

    assert (NAM, "Phường, xã trả lại phiếu nhận xét năm 2026") in found
    assert len(mail_server.to(NAM)) == 1


def test_workplace_hears_once_a_day_of_what_arrived(mail_server):
    made = made_with_addresses(members=3)
    for place in range(2):
        reviews.confirmed(made, place)
    run_tasks()
    same_day = len(mail_server.to(MAI))
    with clock.at(NOW + dt.timedelta(days=1)):
        reviews.confirmed(made, 2)
        run_tasks()

    assert (same_day, len(mail_server.to(MAI))) == (1, 2)
    assert "Sống hòa nhã" not in mail_server.to(MAI)[0].get_content()


def introduced(member, top, actor):
    return roster.issue_introduction(actor=actor, member=member, to_ward=top)


def test_ward_hears_once_a_day_of_papers_from_one_workplace(mail_server):
    unit, top = workplace(), ward()
    actor = officer(Role.WORKPLACE_OFFICER, unit, BEN)
    officer(Role.CLERK, top)
    members = [member_at(workplace_cell=workplace_cell(unit)) for _ in range(3)]
    for member in members[:2]:
        introduced(member, top, actor)
    same_day = told(mail_server)
    with clock.at(NOW + dt.timedelta(days=1)):
        introduced(members[2], top, actor)
        run_tasks()

    assert same_day == {(NAM, "Có giấy giới thiệu chờ tiếp nhận")}
    assert len(mail_server.received) == 2


def test_workplace_hears_why_a_paper_came_back(mail_server):
    unit, top = workplace(), ward()
    actor = officer(Role.WORKPLACE_OFFICER, unit)
    member = member_at(workplace_cell=workplace_cell(unit), name="Lý Thị Dời")
    paper = introduced(member, top, actor)

    roster.refuse_introduction(
        actor=officer(Role.CLERK, top, ""), introduction=paper, reason="Không ở đây."
    )

    assert told(mail_server) == {(NAM, f"Giấy giới thiệu số {paper.number} bị trả lại")}
    assert "Không ở đây." in text_to(mail_server, NAM)
    assert "Dời" not in text_to(mail_server, NAM)


def test_member_and_cell_hear_of_an_assignment(cell, mail_server):
    officer(Role.SECRETARY, cell)
    member = member_at(cell.parent, person__email=MAI)

    roster.assign_to_cell(
        actor=officer(Role.CLERK, cell.parent, ""),
        home_link=member.home_links.get(),
        cell=cell,
    )

    assert told(mail_server) == {
        (MAI, "Đồng chí đã về giữ mối liên hệ với Chi bộ khóm 2"),
        (NAM, "Có đảng viên mới về Chi bộ khóm 2"),
    }


@pytest.mark.parametrize("verb", sorted(OCCASIONS))
def test_occasion_of_a_row_that_is_gone_is_no_fault(verb):
    assert tasks.tell.call(verb=verb, subject_id=10**9) == 0
    assert not Message.objects.exists()
