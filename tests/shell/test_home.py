import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.accounts.models import Account
from ganket.contributions.models import Contact
from ganket.kernel import clock
from ganket.meetings import queries
from ganket.notices import commands as notices
from ganket.notifications.models import Message
from ganket.opinions import commands as opinions
from ganket.opinions.models import Opinion
from ganket.org.enums import Role, UnitKind
from ganket.roster.models import HomeLink, Introduction
from ganket.shell.home import home_of
from ganket.shell.queries import hats_of
from tests.conftest import NOW
from tests.factories import AccountFactory, PersonFactory, UnitFactory
from tests.factories.meetings import announced, opened, planned
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.opinions import WORDS, answered, raised
from tests.factories.org import residence_cell, ward, workplace, workplace_cell
from tests.factories.roster import HomeLinkFactory, member_at
from tests.reviews import scene as reviews
from tests.roster.pages import place

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def cell():
    return residence_cell(name="Khóm 2")


@pytest.fixture
def secretary(cell):
    person = PersonFactory(full_name="Trần Văn Năm")
    return AccountFactory(owner=person, holds=[(Role.SECRETARY, cell)])


def fetched(account):
    return Account.objects.select_related("person").get(pk=account.pk)


def home_for(account):
    return home_of(hats_of(fetched(account)))


def todos(account):
    found = [todo for section in home_for(account).sections for todo in section.todos]
    return {todo.title: todo for todo in found}


def counts(account):
    return {title: todo.count for title, todo in todos(account).items()}


def paper(member, top, state="ISSUED", **values):
    return Introduction.objects.create(
        member=member,
        from_unit=workplace(),
        to_ward=top,
        state=state,
        number=1,
        residence="PERMANENT",
        rule_pack="qd213",
        issued_on=values.pop("issued_on", TODAY),
        refusal="Không ở đây" if state == "REFUSED" else "",
        **values,
    )


def test_secretary_sees_what_the_cell_owes(cell, secretary):
    late, early = raised(cell), raised(cell)
    Opinion.objects.filter(pk=late.pk).update(
        due_on=TODAY - dt.timedelta(days=1), raised_at=NOW - dt.timedelta(days=14)
    )
    raised(residence_cell(cell.parent))
    HomeLink.objects.filter(cell=cell).update(since=dt.date(2026, 11, 20))

    found = todos(secretary)

    assert found["Ý kiến quá hạn trả lời"].count == 1
    assert found["Ý kiến quá hạn trả lời"].tone == "bad"
    assert found["Ý kiến quá hạn trả lời"].note == "Thoát nước · chờ 10 ngày làm việc"
    assert found["Ý kiến quá hạn trả lời"].url == f"/opinions/{late.pk}/"
    assert found["Ý kiến chờ trả lời"].count == 1
    assert found["Ý kiến chờ trả lời"].url == "/opinions/"
    assert found["Đồng chí mới chuyển đến"].count == 2
    assert early.state == "RAISED"


def test_member_who_was_met_is_not_owed_a_visit(cell, secretary):
    met, gone, owed = (member_at(cell) for _ in range(3))
    Contact.objects.create(
        member=met, unit=cell, kind="SPOKE", on=TODAY, by=secretary.person
    )
    HomeLink.objects.filter(member=gone).update(until=TODAY)

    assert counts(secretary)["Chi bộ chưa gặp từ đầu kỳ"] == 1
    assert owed.home_links.get().until is None


def test_meeting_of_the_half_year_is_asked_for_until_it_is_planned(cell, secretary):
    before = counts(secretary)

    planned(cell)

    title = "Chưa lên lịch sinh hoạt 6 tháng cuối năm"
    assert before[title] == 1
    assert title not in counts(secretary)


def test_next_meeting_opens_with_the_state_of_the_opinions(cell, secretary):
    raised(cell)
    planned(cell)

    (section,) = home_for(secretary).sections

    assert section.sitting.state == "Chưa mời"
    assert section.sitting.place == "Nhà văn hóa khóm 2 · 1 đồng chí"
    assert section.sitting.note == "Mở đầu bằng 1 ý kiến: 0 đã xong, 1 đang làm."


def test_home_counts_the_opinions_that_stand_on_the_agenda(cell, secretary):
    for role_year in (dt.datetime(2025, 5, 5, tzinfo=clock.ZONE), clock.now()):
        with clock.at(role_year):
            done = answered(cell, by=secretary)
            opinions.accept_answer(
                actor=done.member.person.account, opinion=done, version=done.version
            )
    raised(cell)
    meeting = planned(cell)

    (section,) = home_for(secretary).sections

    block = queries.opinions_block(meeting)
    assert (len(block.settled), len(block.lines)) == (1, 1)
    assert section.sitting.note == "Mở đầu bằng 2 ý kiến: 1 đã xong, 1 đang làm."


def test_meeting_under_way_leads_straight_back_to_its_roll(cell, secretary):
    member_at(cell)
    meeting = opened(cell, by=secretary)

    with clock.at(clock.now() + dt.timedelta(days=1)):
        (section,) = home_for(secretary).sections

    assert section.sitting.title == "Buổi sinh hoạt"
    assert section.sitting.state == "Đang họp"
    assert section.sitting.road.url == reverse("meetings:attendance", args=[meeting.pk])
    assert section.sitting.note == "0 có mặt, 1 chưa ghi."


def test_secretary_sees_reviews_to_write_with_the_day_of_the_ward():
    made = reviews.scene(members=3)
    reviews.drafted(made, 0)
    reviews.shown(made, 1)

    found = todos(made.secretary)

    assert found["Phiếu nhận xét chưa xong"].count == 1
    assert "2 trên 3 đã xong" in found["Phiếu nhận xét chưa xong"].note
    assert found["Phiếu viết xong, chưa cho đảng viên đọc"].count == 1


def test_letter_that_did_not_arrive_is_told_to_its_cell_alone(cell, secretary):
    beside = AccountFactory(holds=[(Role.SECRETARY, residence_cell())])
    Message.objects.create(
        person=PersonFactory(),
        unit=cell,
        occasion="notices.sent",
        subject_id=1,
        key="k",
        title="Họp",
        state="FAILED",
    )

    assert counts(secretary)["Thư điện tử không gửi được"] == 1
    assert "Thư điện tử không gửi được" not in counts(beside)


def test_draft_that_was_not_sent_is_remembered(cell, secretary):
    NoticeFactory(unit=cell)
    NoticeFactory()

    assert counts(secretary)["Thông báo soạn chưa gửi"] == 1


def test_committee_member_sees_whom_to_meet_and_the_front_member_does_not(cell):
    member_at(cell)
    committee = AccountFactory(holds=[(Role.COMMITTEE_MEMBER, cell)])
    front = AccountFactory(holds=[(Role.FRONT_MEMBER, cell)])

    assert counts(committee) == {"Chi bộ chưa gặp từ đầu kỳ": 1}
    assert counts(front) == {}


def test_ward_clerk_sees_papers_opinions_and_reviews():
    made = reviews.scene(members=2)
    reviews.agreed(made, 0)
    reviews.shown(made, 1)
    paper(member_at(), made.ward, issued_on=dt.date(2026, 9, 1))
    paper(member_at(), ward())

    found = todos(made.clerk)

    assert found["Giấy giới thiệu chờ tiếp nhận"].count == 1
    assert found["Giấy giới thiệu chờ tiếp nhận"].tone == "bad"
    assert found["Phiếu nhận xét chờ xác nhận"].count == 1
    assert "Chưa mở đợt nhận xét năm 2026" not in found


def test_ward_is_led_to_the_year_of_what_waits_after_the_new_year():
    made = reviews.scene()
    reviews.agreed(made)
    with clock.at(clock.moment(dt.date(2027, 1, 4), 8)):
        waiting = todos(made.clerk)["Phiếu nhận xét chờ xác nhận"]

    assert waiting.url == reverse("reviews:board", args=[made.ward.code, 2026])


def test_ward_is_told_to_open_the_round_when_the_season_comes():
    clerk = AccountFactory(holds=[(Role.CLERK, ward())])
    with clock.at(clock.moment(dt.date(2026, 9, 30), 8)):
        early = counts(clerk)

    assert "Chưa mở đợt nhận xét năm 2026" not in early
    assert counts(clerk)["Chưa mở đợt nhận xét năm 2026"] == 1


def test_workplace_sees_whom_to_introduce_and_what_came_back():
    unit = workplace()
    cell = workplace_cell(unit)
    top = ward()
    member_at(workplace_cell=cell)
    paper(member_at(workplace_cell=cell), top, "REFUSED")
    paper(member_at(workplace_cell=cell), top)
    member_at(residence_cell(), workplace_cell=cell)
    officer = AccountFactory(holds=[(Role.WORKPLACE_OFFICER, unit)])

    assert counts(officer) == {
        "Giấy giới thiệu bị trả lại": 1,
        "Đảng viên chưa giới thiệu về nơi cư trú": 1,
        "Giấy giới thiệu chờ nơi cư trú tiếp nhận": 1,
    }


def test_workplace_sees_reviews_to_acknowledge():
    made = reviews.scene(members=2)
    reviews.confirmed(made, 0)

    assert counts(made.officer)["Phiếu nhận xét chờ phản hồi"] == 1


def test_wards_own_staff_is_no_section_of_its_own_while_nothing_waits():
    clerk = AccountFactory(holds=[(Role.CLERK, ward())])

    assert len(home_for(clerk).sections) == 1


def test_province_sees_what_was_passed_up_and_no_person():
    province = UnitFactory(kind=UnitKind.PROVINCE)
    top = ward(parent=province)
    cell = residence_cell(top)
    opinion = raised(cell)
    paper(member_at(), top)
    Opinion.objects.filter(pk=opinion.pk).update(holder=province)
    clerk = AccountFactory(holds=[(Role.CLERK, province)])

    assert counts(clerk) == {"Ý kiến chờ trả lời": 1}


def test_administrator_sees_places_without_a_keeper_and_no_content(cell):
    member_at(cell)
    raised(cell)
    residence_cell(cell.parent)
    AccountFactory(holds=[(Role.SECRETARY, cell)])
    administrator = AccountFactory(holds=[(Role.ADMINISTRATOR, cell.parent.parent)])

    assert counts(administrator) == {
        "Chi bộ nơi cư trú chưa có bí thư trong hệ thống": 1
    }


def test_member_sees_what_waits_for_their_own_word(cell, secretary):
    member = member_at(cell, account=True)
    member_at(cell, account=True)
    answered(by=secretary, member=member)
    raised(member=member)
    sent_notice(cell, title="Họp khóm")

    found = todos(member.person.account)

    assert {title: todo.count for title, todo in found.items()} == {
        "Ý kiến đã được trả lời, chờ đồng chí nói đã xong hay chưa": 1,
        "Thông báo chưa đọc": 1,
    }
    assert found["Thông báo chưa đọc"].note == "Họp khóm"


def test_member_hears_for_a_week_of_an_opinion_withdrawn_as_a_slip(cell, secretary):
    member = member_at(cell, account=True)
    opinion = opinions.note_opinion(
        actor=secretary, unit=cell, member=member, client_key=uuid4(), **WORDS
    )
    opinions.withdraw_opinion(
        actor=secretary, opinion=opinion, version=0, text="Ghi nhầm người nêu."
    )

    now = todos(member.person.account)
    with clock.at(clock.now() + dt.timedelta(days=8)):
        later = todos(member.person.account)

    todo = now["Ý kiến ghi tên đồng chí đã rút vì ghi nhầm"]
    assert todo.url == f"/opinions/{opinion.pk}/"
    assert "Thoát nước" in todo.note
    assert later == {}


def test_member_is_called_to_read_their_review_until_they_answer():
    made = reviews.scene(members=2)
    reviews.shown(made, 0)
    reviews.drafted(made, 1)
    title = "Phiếu nhận xét về đồng chí, đọc và trả lời"
    accounts = [AccountFactory(owner=member.person) for member in made.members]
    before = [title in todos(account) for account in accounts]

    with clock.at(NOW + dt.timedelta(days=60)):
        late = title in todos(accounts[0])

    assert (before, late) == ([True, False], False)


def test_member_reads_the_record_and_the_duties(cell):
    account = member_at(cell, account=True).person.account

    own = home_for(account).own

    assert own.rule == "Quy định số 213-QĐ/TW"
    assert [duty.number for duty in own.duties] == [1, 2, 3, 4, 5, 6, 7]
    assert [line.title for line in own.record] == [
        "Sinh hoạt",
        "Ý kiến",
        "Việc làm cho nơi ở",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "Đồng chí chưa có chi bộ nơi cư trú"),
        ("ISSUED", "Giấy giới thiệu đang chờ nơi cư trú tiếp nhận"),
        ("REFUSED", "Nơi cư trú đã trả lại giấy giới thiệu"),
        ("WITHDRAWN", "Đồng chí chưa có chi bộ nơi cư trú"),
    ],
)
def test_member_without_a_home_hears_how_far_the_paper_is(client, state, words):
    member = member_at(account=True)
    if state:
        paper(member, ward(), state)
    client.force_login(member.person.account)

    page = client.get(reverse("shell:home")).content.decode()

    assert words in page


def test_member_received_and_not_assigned_hears_so(client):
    client.force_login(member_at(ward(), account=True).person.account)

    page = client.get(reverse("shell:home")).content.decode()

    assert "đang phân đồng chí về chi bộ" in page


def test_account_without_office_and_link_hears_what_to_do(client):
    client.force_login(AccountFactory())

    page = client.get(reverse("shell:home")).content.decode()

    assert "chưa có việc nào gắn với đồng chí" in page
    assert reverse("shell:help") in page


def test_page_greets_by_given_name_with_the_day_and_what_waits(client, cell, secretary):
    raised(cell)
    client.force_login(secretary)

    page = client.get(reverse("shell:home")).content.decode()

    assert "Chào đồng chí Năm" in page
    assert "Thứ Hai, 23/11/2026. Có 3 việc đang chờ." in page


def test_home_of_one_cell_tells_nothing_of_another(cell, secretary):
    beside = residence_cell(cell.parent)
    raised(beside, subject="Chuyện khóm bên")
    announced(beside)
    member_at(beside, account=True)
    sent_notice(beside, title="Thông báo khóm bên")

    found = repr(home_for(secretary))

    assert "khóm bên" not in found
    assert "chưa gặp" not in found


def everything(cell, top, work_cell, rows):
    """As many of each thing as ``rows``, so that no list can hide its queries."""
    officer = AccountFactory(holds=[(Role.SECRETARY, cell)])
    member = member_at(cell, account=True, workplace_cell=work_cell)
    for number in range(rows):
        raised(cell)
        raised(member=member)
        answered(by=officer, member=member)
        sent_notice(cell, actor=officer)
        NoticeFactory(unit=cell)
        other = member_at(cell, workplace_cell=work_cell)
        paper(other, top, issued_on=TODAY - dt.timedelta(days=number))
        paper(member_at(workplace_cell=work_cell), top, "REFUSED")
    announced(cell, by=officer)
    return officer, member.person.account


OFFICES = {
    "clerk": (Role.CLERK, "ward"),
    "workplace": (Role.WORKPLACE_OFFICER, "work"),
    "administrator": (Role.ADMINISTRATOR, "province"),
    "province": (Role.CLERK, "province"),
}


@pytest.mark.parametrize("who", ["secretary", "member", *OFFICES])
def test_home_asks_no_more_for_more_of_everything(client, who):
    asked = []
    for rows in (1, 3):
        province, unit = UnitFactory(kind=UnitKind.PROVINCE), workplace()
        top = ward(parent=province)
        places = {"province": province, "ward": top, "work": unit}
        officer, member = everything(
            residence_cell(top), top, workplace_cell(unit), rows
        )
        account = {"secretary": officer, "member": member}.get(who)
        if account is None:
            role, place = OFFICES[who]
            account = AccountFactory(holds=[(role, places[place])])
        client.force_login(account)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("shell:home")).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert asked[0] <= MOST_QUERIES


MOST_QUERIES = 25


def test_machine_page_is_for_the_administrator(client):
    page = reverse("shell:machine")
    client.force_login(AccountFactory(holds=[(Role.ADMINISTRATOR, ward())]))
    seen = client.get(page)
    client.force_login(AccountFactory(holds=[(Role.CLERK, ward())]))

    assert seen.status_code == 200
    assert client.get(page).status_code == 404


def test_notice_withdrawn_is_no_work_any_more(cell, secretary):
    account = member_at(cell, account=True).person.account
    notice = sent_notice(cell, actor=secretary)
    notices.withdraw_notice(actor=secretary, notice=notice, note="Nhầm.")

    assert counts(account) == {}


def test_who_came_without_a_paper_waits_for_a_cell_too():
    here = place()
    HomeLinkFactory(ward=here.home, cell=None)
    by_list = todos(here.clerk)["Đã tiếp nhận, chờ phân về chi bộ"]
    here.received()

    found = todos(here.clerk)["Đã tiếp nhận, chờ phân về chi bộ"]

    assert by_list.count == 1
    assert by_list.url.endswith("?show=waiting")
    assert found.count == 2
    assert found.url.endswith("?state=RECEIVED")
