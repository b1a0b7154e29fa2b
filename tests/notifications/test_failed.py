import pytest
from django.urls import reverse

from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.notices.queries import reach_of
from ganket.notifications import commands, policies, queries
from ganket.notifications.enums import MessageState
from ganket.notifications.models import Message
from ganket.org.enums import Role
from tests.factories import AccountFactory
from tests.factories.notices import sent_notice
from tests.factories.org import residence_cell, ward
from tests.factories.roster import member_at
from tests.mailserver import mail_server
from tests.worker import run_tasks

__all__ = ["mail_server"]

pytestmark = pytest.mark.django_db

NAM = "nam@example.vn"


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


@pytest.fixture
def notice(cell, secretary, mail_server):
    """A notice whose one letter was refused."""
    member_at(cell, name="Trần Văn Năm", person__email=NAM)
    mail_server.answers[NAM] = "550 5.1.1 No such mailbox"
    sent = sent_notice(cell, actor=secretary)
    run_tasks()
    return sent


def test_letter_that_failed_is_listed_with_its_reason(client, notice, secretary):
    client.force_login(secretary)

    page = client.get(reverse("notifications:failed")).content.decode()

    assert "Trần Văn Năm" in page
    assert "550 5.1.1 No such mailbox" in page


def test_letter_is_sent_again_once_the_address_is_right(
    client, notice, secretary, mail_server
):
    mail_server.answers.clear()
    client.force_login(secretary)
    message = Message.objects.get()

    client.post(reverse("notifications:retry", args=[message.pk]))
    run_tasks()

    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert len(mail_server.received) == 1
    assert reach_of(notice).failed == ()
    assert Entry.objects.filter(verb=commands.RETRIED).count() == 1


def test_letter_on_its_way_is_not_sent_again(notice, secretary):
    message = Message.objects.get()
    Message.objects.update(state=MessageState.WAITING)

    with pytest.raises(commands.NotFailed):
        commands.retry_message(actor=secretary, message=message)


@pytest.mark.parametrize("action", [policies.SEE, policies.RETRY])
@pytest.mark.parametrize("role", Role)
def test_letters_are_the_affair_of_their_own_unit(cell, notice, role, action):
    message = Message.objects.get()
    inside = AccountFactory(holds=[(role, cell)])
    above = AccountFactory(holds=[(role, cell.parent)])
    beside = AccountFactory(holds=[(role, residence_cell(cell.parent))])

    granted = role in policies.ROLES[action]
    assert policies.messages.allows(inside, action, message) is granted
    assert not policies.messages.allows(above, action, message)
    assert not policies.messages.allows(beside, action, message)


def test_nobody_else_sends_it_again(client, notice):
    message = Message.objects.get()
    other = AccountFactory(holds=[(Role.SECRETARY, residence_cell())])
    client.force_login(other)

    page = client.post(reverse("notifications:retry", args=[message.pk]))

    assert page.status_code == 404
    with pytest.raises(NotAllowed):
        commands.retry_message(actor=other, message=message)


@pytest.mark.parametrize("letters", [1, 3])
def test_list_asks_no_more_for_more_letters(
    client, secretary, letters, mail_server, django_assert_num_queries
):
    cell = secretary.person.offices.get().unit
    for number in range(letters):
        address = f"a{number}@example.vn"
        member_at(cell, person__email=address)
        mail_server.answers[address] = "550 gone"
    sent_notice(cell, actor=secretary)
    run_tasks()
    client.force_login(secretary)

    with django_assert_num_queries(6):
        client.get(reverse("notifications:failed"))

    assert queries.failed_for(secretary).count() == letters
