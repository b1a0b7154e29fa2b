import datetime as dt

import pytest

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.notices import commands, queries
from ganket.notices.enums import MailState
from ganket.org.enums import Role
from tests.conftest import NOW
from tests.factories import AccountFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.org import residence_cell
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db


def test_inbox_has_the_unread_first_then_the_newest():
    cell = residence_cell()
    account = member_at(cell, account=True).person.account
    sent = []
    for hours in range(4):
        with clock.at(NOW + dt.timedelta(hours=hours)):
            sent.append(sent_notice(cell))
    for notice in (sent[1], sent[3]):
        commands.mark_read(actor=account, notice=notice)

    inbox = list(queries.inbox_of(account))

    assert inbox == [sent[2], sent[0], sent[3], sent[1]]
    assert [notice.is_unread for notice in inbox] == [True, True, False, False]
    assert queries.unread_count(account) == 2


def test_withdrawn_notice_does_not_wait_to_be_read():
    cell = residence_cell()
    account = member_at(cell, account=True).person.account
    notice = sent_notice(cell)
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])

    commands.withdraw_notice(actor=actor, notice=notice, note="Nhầm ngày.")

    assert queries.unread_count(account) == 0
    assert list(queries.inbox_of(account)) == [notice]


def test_written_list_has_drafts_first_and_none_discarded():
    cell = residence_cell()
    member_at(cell)
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])
    sent, draft = sent_notice(cell), NoticeFactory(unit=cell)
    commands.discard_draft(actor=actor, notice=NoticeFactory(unit=cell))

    written = list(queries.written_for(actor))

    assert written == [draft, sent]
    assert [notice.people for notice in written] == [None, 1]


def test_reach_tells_the_channels_and_who_has_none():
    cell = residence_cell()
    both = member_at(cell, account=True, person__email="a@example.vn")
    inbox = member_at(cell, account=True)
    mail = member_at(cell, person__email="c@example.vn")
    none = member_at(cell)
    closed = member_at(cell, account=True)
    Account.objects.filter(person=closed.person).update(is_active=False)
    invited = member_at(cell, account=True)
    invited.person.account.set_unusable_password()
    invited.person.account.save()

    before = queries.expected_reach(cell, "MEMBERS")
    notice = sent_notice(cell)
    after = queries.reach_of(notice)

    assert before == after
    assert (after.people, after.inbox, after.mail) == (6, 2, 2)
    assert set(after.unreached) == {none.person, closed.person, invited.person}
    assert {both.person, inbox.person, mail.person}.isdisjoint(after.unreached)


def test_failed_letter_leaves_its_person_unreached_with_the_reason():
    cell = residence_cell()
    person = member_at(cell, person__email="a@example.vn").person
    notice = sent_notice(cell)

    commands.note_mail(
        notice_id=notice.pk,
        person_id=person.pk,
        state=MailState.FAILED,
        fault="550 không có hộp thư",
    )

    reach = queries.reach_of(notice)
    assert reach.failed == ((person, "550 không có hộp thư"),)
    assert (reach.mail, reach.unreached) == (0, (person,))


@pytest.mark.parametrize("people", [1, 3])
def test_reach_asks_no_more_for_more_people(people, django_assert_num_queries):
    cell = residence_cell()
    for _ in range(people):
        member_at(cell, account=True)
    notice = sent_notice(cell)

    with django_assert_num_queries(1):
        assert queries.reach_of(notice).people == people
