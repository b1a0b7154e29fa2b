import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction

from ganket.kernel import clock
from ganket.notices import commands as notices
from ganket.notices.enums import MailState
from ganket.notices.queries import reach_of
from ganket.notifications import tasks
from ganket.notifications.enums import MessageState
from ganket.notifications.models import Message
from ganket.org.enums import Role
from tests.conftest import NOW
from tests.factories import AccountFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.org import residence_cell
from tests.factories.roster import member_at
from tests.mailserver import mail_server
from tests.worker import run_tasks, waiting_tasks

__all__ = ["mail_server"]

pytestmark = pytest.mark.django_db

NAM = "nam@example.vn"


@pytest.fixture
def cell():
    return residence_cell(name="Khóm 2")


def reader(cell, email=NAM, **kwargs):
    return member_at(cell, person__email=email, **kwargs).person


def only(rows):
    (row,) = rows
    return row


def at(**later):
    return clock.at(NOW + dt.timedelta(**later))


def test_letter_of_a_notice_arrives_with_its_marks(cell, mail_server, settings):
    reader(cell, name="Lý Thị Ngọc Ánh")
    notice = sent_notice(
        cell, title="Họp khóm & bầu tổ trưởng", body="Đúng 19 giờ.\nNhà văn hóa."
    )

    run_tasks()

    mail = only(mail_server.received)
    text = mail.get_content().replace("\r\n", "\n")
    assert mail["To"] == NAM
    assert mail["Subject"].strip() == "Thông báo: Họp khóm & bầu tổ trưởng"
    assert "Kính gửi đồng chí Lý Thị Ngọc Ánh," in text
    assert "Đúng 19 giờ.\nNhà văn hóa." in text
    assert f"{settings.GANKET_SITE_URL}/notices/{notice.pk}/" in text
    assert "Chi bộ khóm 2" in text
    assert mail["Auto-Submitted"] == "auto-generated"


def test_reader_of_english_gets_english_around_the_words(cell, mail_server):
    person = reader(cell, account=True)
    person.account.language = "en"
    person.account.save()
    sent_notice(cell, body="Đúng 19 giờ.")

    run_tasks()

    assert "Đúng 19 giờ." in only(mail_server.received).get_content()


def test_nobody_without_an_address_is_written_to(cell, mail_server):
    reader(cell)
    member_at(cell)
    sent_notice(cell)

    run_tasks()

    assert [mail["To"] for mail in mail_server.received] == [NAM]
    assert Message.objects.count() == 1


def test_sender_learns_that_the_letter_went_out(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    before = reach_of(notice)

    run_tasks()

    assert (before.waiting, before.mail) == (1, 1)
    assert (reach_of(notice).waiting, reach_of(notice).mail) == (0, 1)


def test_text_is_not_kept_once_it_is_sent(cell, mail_server):
    reader(cell)
    sent_notice(cell, body="Chỉ ở một nơi.")

    run_tasks()

    message = Message.objects.get()
    assert (message.state, message.body) == (MessageState.SENT, "")
    assert message.sent_at == NOW


def test_every_task_run_twice_sends_once(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    run_tasks()

    tasks.tell.enqueue(verb=notices.SENT, subject_id=notice.pk)
    tasks.deliver.enqueue(message_ids=[Message.objects.get().pk])
    run_tasks()

    assert len(mail_server.received) == 1


def test_letter_that_another_worker_holds_is_left_to_it(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    tasks.tell.call(verb=notices.SENT, subject_id=notice.pk)
    message = Message.objects.get()
    Message.objects.update(due_at=NOW + dt.timedelta(minutes=10), tries=1)

    run_tasks()

    assert mail_server.received == []
    with at(minutes=10):
        run_tasks()
    assert [mail["To"] for mail in mail_server.received] == [NAM]
    message.refresh_from_db()
    assert message.tries == 2


def test_server_that_is_busy_is_tried_again_later(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    mail_server.answers[NAM] = "451 4.3.0 Busy, try later"

    run_tasks()
    early = Message.objects.get()
    with at(seconds=59):
        run_tasks()
    still = Message.objects.get()
    mail_server.answers.clear()
    with at(seconds=60):
        run_tasks()

    assert (early.state, early.tries) == (MessageState.WAITING, 1)
    assert early.fault == "Máy chủ thư trả lời: 451 4.3.0 Busy, try later"
    assert still.tries == 1
    assert len(mail_server.received) == 1
    assert Message.objects.get().fault == ""
    assert reach_of(notice).failed == ()
    assert waiting_tasks() == 0


def test_each_wait_is_longer_and_the_last_try_is_the_last(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    mail_server.answers[NAM] = "451 4.3.0 Busy"
    now = NOW

    waits = []
    for _ in range(6):
        with clock.at(now):
            run_tasks()
        message = Message.objects.get()
        waits.append((message.due_at - now).total_seconds() / 60)
        now = message.due_at

    assert waits[:5] == [1, 5, 30, 120, 480]
    assert message.state == MessageState.FAILED
    assert message.tries == 6
    assert waiting_tasks() == 0
    assert only(reach_of(notice).failed)[1] == "Máy chủ thư trả lời: 451 4.3.0 Busy"


def test_address_that_is_refused_is_told_to_the_sender(cell, mail_server):
    person = reader(cell)
    reader(cell, email="mai@example.vn", account=True)
    notice = sent_notice(cell)
    mail_server.answers[NAM] = "550 5.1.1 No such mailbox"

    run_tasks()

    reach = reach_of(notice)
    message = Message.objects.get(person=person)
    assert (message.state, message.tries) == (MessageState.FAILED, 1)
    assert reach.failed == ((person, "Máy chủ thư trả lời: 550 5.1.1 No such mailbox"),)
    assert reach.unreached == (person,)
    assert [mail["To"] for mail in mail_server.received] == ["mai@example.vn"]


def test_text_that_is_refused_is_told_to_the_sender(cell, mail_server):
    reader(cell)
    notice = sent_notice(cell)
    mail_server.refuses_all = "554 5.7.1 Looks like spam"

    run_tasks()

    assert only(reach_of(notice).failed)[1].endswith("554 5.7.1 Looks like spam")


def test_server_that_cannot_be_reached_is_tried_again(cell, mail_server, settings):
    reader(cell)
    sent_notice(cell)
    settings.EMAIL_PORT = 1

    run_tasks()

    message = Message.objects.get()
    assert (message.state, message.tries) == (MessageState.WAITING, 1)
    assert message.fault.startswith("Không nối được với máy chủ thư")
    settings.EMAIL_PORT = mail_server.port
    with at(minutes=1):
        run_tasks()
    assert len(mail_server.received) == 1


def test_one_letter_that_fails_does_not_hold_up_the_others(cell, mail_server):
    for number in range(5):
        reader(cell, email=f"a{number}@example.vn")
    sent_notice(cell)
    mail_server.answers["a1@example.vn"] = "550 gone"
    mail_server.answers["a2@example.vn"] = "451 busy"

    run_tasks()

    assert [mail["To"] for mail in mail_server.received] == [
        "a0@example.vn",
        "a3@example.vn",
        "a4@example.vn",
    ]


def test_readers_of_a_letter_hear_that_it_was_withdrawn(cell, mail_server):
    reader(cell)
    reader(cell, email="mai@example.vn")
    mail_server.answers["mai@example.vn"] = "550 gone"
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])
    notice = sent_notice(cell, body="Nội dung đã rút", actor=actor)
    run_tasks()

    notices.withdraw_notice(actor=actor, notice=notice, note="Nhầm ngày họp.")
    run_tasks()

    told = mail_server.received[-1].get_content()
    assert len(mail_server.received) == 2
    assert "Nhầm ngày họp." in told
    assert "Nội dung đã rút" not in told


def test_notice_withdrawn_before_its_letter_was_written_is_not_sent(cell, mail_server):
    reader(cell)
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])
    notice = sent_notice(cell, actor=actor)

    notices.withdraw_notice(actor=actor, notice=notice, note="Nhầm ngày họp.")
    run_tasks()

    assert mail_server.received == []


def test_task_is_there_exactly_if_the_notice_went_out(cell):
    reader(cell)
    notice, actor = (
        NoticeFactory(unit=cell),
        AccountFactory(holds=[(Role.SECRETARY, cell)]),
    )

    with transaction.atomic():
        notices.send_notice(actor=actor, notice=notice, version=0)
        transaction.set_rollback(True)
    undone = waiting_tasks()
    notices.send_notice(actor=actor, notice=notice, version=0)

    assert (undone, waiting_tasks()) == (0, 1)


@pytest.mark.parametrize("readers", [1, 3])
def test_writing_letters_asks_the_same_for_each_reader(
    cell, readers, django_assert_max_num_queries
):
    for number in range(readers):
        reader(cell, email=f"a{number}@example.vn")
    notice = sent_notice(cell)

    with django_assert_max_num_queries(8 + 6 * readers):
        tasks.tell.call(verb=notices.SENT, subject_id=notice.pk)

    assert Message.objects.count() == readers
    assert notice.deliveries.filter(mail=MailState.WAITING).count() == readers


@pytest.mark.django_db(transaction=True)
def test_worker_of_the_queue_brings_a_letter_out(cell, mail_server):
    reader(cell)
    sent_notice(cell)

    call_command("db_worker", batch=True, interval=0, verbosity=0)

    assert [mail["To"] for mail in mail_server.received] == [NAM]
