import re
import uuid

import pytest
from django.urls import reverse

from ganket.journal.models import Entry
from ganket.notices import commands
from ganket.notices.enums import NoticeState
from ganket.notices.models import Delivery, Notice
from ganket.org.enums import Role
from tests.factories import AccountFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.org import residence_cell, ward
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db


def text_of(response):
    # The tokens differ on each page by design.
    return re.sub(r"\b\w{64}\b", "", response.content.decode())


@pytest.fixture
def cell():
    return residence_cell()


@pytest.fixture
def secretary(client, cell):
    account = AccountFactory(holds=[(Role.SECRETARY, cell)])
    client.force_login(account)
    return account


def typed(cell, **words):
    return {
        "unit": cell.code,
        "audience": "MEMBERS",
        "title": "Họp khóm",
        "body": "Tối thứ Bảy.\nTại nhà văn hóa.",
        "client_key": uuid.uuid4(),
        **words,
    }


def test_notice_goes_from_draft_over_summary_to_the_inbox(client, cell, secretary):
    reader = member_at(cell, account=True).person.account

    drafted = client.post(reverse("notices:new"), typed(cell))
    summary = client.get(drafted.url)
    notice = Notice.objects.get()
    sent = client.post(reverse("notices:send", args=[notice.pk]), {"version": 0})
    told = text_of(client.get(sent.url))
    client.force_login(reader)
    inbox = text_of(client.get(reverse("notices:inbox")))

    assert "Gửi cho 1 đồng chí" in text_of(summary)
    assert "Đã gửi cho 1 đồng chí." in told
    assert "Họp khóm" in inbox
    assert "Chưa đọc" in inbox


def test_form_as_it_is_given_lacks_only_the_words(client, cell, secretary):
    page = text_of(client.get(reverse("notices:new")))
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))

    answer = client.post(
        reverse("notices:new"), {**hidden, "title": "Họp", "body": "Tối nay."}
    )

    assert answer.status_code == 302
    assert Notice.objects.get().unit == cell


def test_opening_marks_read_for_oneself_alone(client, cell):
    members = [member_at(cell, account=True) for _ in range(2)]
    notice = sent_notice(cell)
    client.force_login(members[0].person.account)

    client.get(reverse("notices:detail", args=[notice.pk]))
    inbox = text_of(client.get(reverse("notices:inbox")))

    read = Delivery.objects.exclude(read_at=None)
    assert [row.person for row in read] == [members[0].person]
    assert "Chưa đọc" not in inbox


def test_sender_is_never_told_who_read(client, cell, secretary):
    reader = member_at(cell, account=True, name="Lâm Thị Đọc")
    notice = sent_notice(cell)
    page = reverse("notices:detail", args=[notice.pk])
    before = text_of(client.get(page))
    commands.mark_read(actor=reader.person.account, notice=notice)

    after = text_of(client.get(page))

    assert after == before
    assert "Lâm Thị Đọc" not in after


def test_unreached_are_named_with_their_numbers(client, cell, secretary):
    member_at(cell, name="Trần Văn Không", person__phone="0913555012")
    member_at(cell, name="Lâm Thị Có", account=True, person__phone="0913555013")
    notice = sent_notice(cell)

    page = text_of(client.get(reverse("notices:detail", args=[notice.pk])))

    assert "Trần Văn Không" in page
    assert "0913 555 012" in page
    assert "Lâm Thị Có" not in page
    assert "0913 555 013" not in page


def test_reader_sees_neither_reach_nor_numbers(client, cell):
    member_at(cell, name="Trần Văn Không", person__phone="0913555012")
    reader = member_at(cell, account=True).person.account
    notice = sent_notice(cell)
    client.force_login(reader)

    page = text_of(client.get(reverse("notices:detail", args=[notice.pk])))

    assert notice.body in page
    assert "Trần Văn Không" not in page
    assert "0913 555 012" not in page
    assert reverse("notices:withdraw", args=[notice.pk]) not in page


def test_withdrawn_notice_shows_its_note_instead_of_its_text(client, cell):
    reader = member_at(cell, account=True).person.account
    notice = sent_notice(cell, body="Nội dung đã rút")
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])
    commands.withdraw_notice(actor=actor, notice=notice, note="Nhầm ngày họp.")
    client.force_login(reader)

    page = text_of(client.get(reverse("notices:detail", args=[notice.pk])))
    paper = client.get(reverse("notices:print", args=[notice.pk]))

    assert "Nhầm ngày họp." in page
    assert "Nội dung đã rút" not in page
    assert paper.status_code == 302


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": ""}, "Thông báo chưa có tiêu đề."),
        ({"title": "x" * 161}, "Tiêu đề dài quá 160 chữ."),
        ({"body": "  \n "}, "Thông báo chưa có nội dung."),
        ({"body": "x" * 10001}, "Nội dung dài quá 10.000 chữ."),
        ({"unit": "KHÔNG"}, "không gửi thông báo nhân danh đơn vị này"),
        ({"audience": "SECRETARIES"}, "Chỉ đảng ủy gửi được"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    client, cell, secretary, words, sentence
):
    response = client.post(reverse("notices:new"), typed(cell, **words))

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Notice.objects.exists()


def test_form_posted_twice_makes_one_draft(client, cell, secretary):
    data = typed(cell)

    answers = [client.post(reverse("notices:new"), data) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Notice.objects.count() == 1


def test_send_pressed_twice_sends_once(client, cell, secretary):
    member_at(cell)
    notice = NoticeFactory(unit=cell)
    send = reverse("notices:send", args=[notice.pk])

    answers = [client.post(send, {"version": 0}, follow=True) for _ in range(2)]

    assert "Thông báo này đã gửi rồi" in text_of(answers[1])
    assert Entry.objects.filter(verb=commands.SENT).count() == 1


def test_send_refuses_what_was_changed_after_the_summary(client, cell, secretary):
    member_at(cell)
    notice = NoticeFactory(unit=cell, version=3)

    answer = client.post(
        reverse("notices:send", args=[notice.pk]), {"version": 2}, follow=True
    )

    assert "người khác đã sửa" in text_of(answer)
    assert not Delivery.objects.exists()


def test_second_writer_sees_both_texts_and_chooses(client, cell, secretary):
    notice = NoticeFactory(unit=cell, body="Bản của người kia", version=1)
    edit = reverse("notices:edit", args=[notice.pk])

    first = client.post(edit, typed(cell, body="Bản của tôi", version=0))
    chosen = client.post(edit, typed(cell, body="Bản của tôi", version=1))

    assert first.status_code == 409
    assert "Bản của người kia" in text_of(first)
    assert "Bản của tôi" in text_of(first)
    assert 'name="version" value="1"' in text_of(first)
    assert chosen.status_code == 302
    notice.refresh_from_db()
    assert notice.body == "Bản của tôi"


def test_draft_is_put_aside_and_taken_back(client, cell, secretary):
    notice = NoticeFactory(unit=cell)

    aside = client.post(reverse("notices:discard", args=[notice.pk]), follow=True)
    client.post(reverse("notices:restore", args=[notice.pk]))

    notice.refresh_from_db()
    assert "Lấy lại bản nháp" in text_of(aside)
    assert notice.state == NoticeState.DRAFT


@pytest.mark.parametrize("name", ["edit", "check", "send", "withdraw", "discard"])
def test_committee_member_sees_but_does_not_write(client, cell, name):
    member_at(cell)
    notice = sent_notice(cell)
    client.force_login(AccountFactory(holds=[(Role.COMMITTEE_MEMBER, cell)]))

    seen = client.get(reverse("notices:detail", args=[notice.pk]))
    refused = client.post(reverse(f"notices:{name}", args=[notice.pk]))

    assert seen.status_code == 200
    assert refused.status_code in {403, 405}


def test_notice_of_another_cell_is_not_there(client, secretary):
    other = residence_cell()
    member_at(other)
    notice = sent_notice(other)

    for name in ("detail", "print", "edit", "check", "withdraw"):
        page = client.get(reverse(f"notices:{name}", args=[notice.pk]))
        assert page.status_code == 404


def test_new_notice_starts_from_another_one(client, cell, secretary):
    notice = NoticeFactory(unit=cell, body="Bản cũ")
    theirs = NoticeFactory(body="Bản của chi bộ khác")

    mine = client.get(reverse("notices:new"), {"from": notice.pk})
    other = client.get(reverse("notices:new"), {"from": theirs.pk})

    assert "Bản cũ" in text_of(mine)
    assert "Bản của chi bộ khác" not in text_of(other)


@pytest.mark.parametrize("page", ["inbox", "written"])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_no_more_for_more_rows(client, django_assert_num_queries, page, rows):
    top = ward()
    cell = residence_cell(top)
    member_at(cell, person__full_name="Lâm Văn Một")
    account = AccountFactory(holds=[(Role.SECRETARY, cell)])
    member_at(cell, person=account.person)
    for _ in range(rows):
        sent_notice(cell, actor=account)
    client.force_login(account)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(reverse(f"notices:{page}"))

    assert text_of(response).count('class="things__item"') == rows


# Session, account, rows and their number, who may write, and two for the frame.
LIST_QUERIES = 7
