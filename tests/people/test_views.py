import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from ganket.accounts import commands as accounts
from ganket.accounts.models import Invitation
from ganket.journal.models import Entry
from ganket.people import commands, tasks
from ganket.people.models import Person
from tests.factories import AccountFactory, PersonFactory, member_at
from tests.factories.accounts import house
from tests.factories.org import residence_cell

pytestmark = pytest.mark.django_db

PHONE = "+84913555012"


@pytest.fixture(autouse=True)
def _open_again():
    cache.clear()


def member(**values):
    values.setdefault("full_name", "Trần Hữu Cường")
    return AccountFactory(owner=PersonFactory(phone=PHONE, **values))


def test_own_page_shows_what_is_known(client):
    client.force_login(member(email="cuong@example.vn"))

    page = client.get(reverse("people:me")).content.decode()

    assert "Trần Hữu Cường" in page
    assert 'value="0913 555 012"' in page
    assert 'value="cuong@example.vn"' in page


def save(client, **values):
    data = {"version": 0, "phone": "0913 555 099", "email": "moi@example.vn"} | values
    return client.post(reverse("people:me"), data)


def test_own_contact_is_saved(client):
    account = member()
    client.force_login(account)

    answer = save(client)

    person = Person.objects.get(account=account)
    assert answer.status_code == 302
    assert (person.phone(), person.email) == ("0913 555 099", "moi@example.vn")


@pytest.mark.parametrize(
    ("values", "status", "sentence"),
    [
        ({"phone": "12345"}, 409, "Số điện thoại chưa đúng"),
        ({"email": "moi@"}, 422, "Địa chỉ thư chưa đúng"),
        ({"phone": "0" * 31}, 422, "30"),
        ({"version": "x"}, 422, "chỉ ghi số"),
    ],
)
def test_own_contact_refuses_bad_input_with_a_sentence(
    client, values, status, sentence
):
    account = member()
    client.force_login(account)

    refused = save(client, **values)

    assert refused.status_code == status
    assert sentence in refused.content.decode()
    assert Person.objects.get(account=account).phone() == "0913 555 012"


def test_second_of_two_writers_sees_both_and_chooses(client):
    account = member()
    client.force_login(account)
    save(client, phone="0913 555 077")

    refused = save(client, phone="0913 555 088")
    page = refused.content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    chosen = save(client, phone="0913 555 088", version=version)

    assert refused.status_code == 409
    assert "0913 555 077" in page
    assert "0913 555 088" in page
    assert chosen.status_code == 302
    assert Person.objects.get(account=account).phone() == "0913 555 088"


def test_account_of_the_machine_has_no_page(client):
    client.force_login(house())

    assert client.get(reverse("people:me")).status_code == 403


def ask(client, name):
    return client.post(reverse("people:lost_password"), {"name": name})


def run_tasks():
    return [
        tasks.mail_code.func(**result.args_kwargs["kwargs"])
        for result in DBTaskResult.objects.order_by("enqueued_at")
    ]


@pytest.mark.parametrize("name", ["0913 555 012", "cuong@example.vn"])
def test_lost_password_mails_a_code_that_works(client, name):
    account = member(email="cuong@example.vn")

    ask(client, name)
    sent = run_tasks()

    (letter,) = mail.outbox
    code = re.search(r"code=([A-Z0-9-]+)", letter.body)[1]
    assert sent == [True]
    assert letter.to == ["cuong@example.vn"]
    assert "đến hết ngày 26/11/2026" in letter.body
    assert "http://127.0.0.1:8000/account/invitation/?code=" in letter.body
    assert accounts.accept_invitation(code=code, password="cây mận sau nhà") == account


def test_code_never_lies_in_the_queue(client):
    member(email="cuong@example.vn")

    ask(client, PHONE)

    (waiting,) = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert set(waiting["kwargs"]) == {"person_id"}
    assert not Invitation.objects.exists()


def test_lost_password_speaks_the_language_of_the_account(client):
    account = member(email="cuong@example.vn")
    accounts.change_language(account=account, language="en")

    ask(client, PHONE)
    run_tasks()

    assert len(mail.outbox) == 1


def test_answer_is_the_same_whoever_asks(client):
    member(email="cuong@example.vn")
    known = ask(client, "cuong@example.vn")
    cache.clear()

    answers = [ask(client, name) for name in ("ai@example.vn", "0913", "không rõ")]

    assert {answer.status_code for answer in answers} == {200}
    bodies = {stripped(answer) for answer in answers}
    assert bodies == {stripped(known)}


def stripped(answer):
    return re.sub(
        r'value="[^"]{64}"|X-CSRFToken": "[^"]+"', "", answer.content.decode()
    )


def test_nobody_without_mail_or_with_a_closed_account_is_mailed(client):
    member()
    closed = member(email="dong@example.vn")
    accounts.close_account(actor=house(), account=closed)
    PersonFactory(email="khong-tai-khoan@example.vn")

    for name in (PHONE, "dong@example.vn", "khong-tai-khoan@example.vn"):
        ask(client, name)

    assert not DBTaskResult.objects.exists()


def test_everybody_who_shares_the_number_gets_their_own_letter(client):
    first = member(email="mot@example.vn")
    second = member(email="hai@example.vn")

    ask(client, PHONE)
    run_tasks()

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "hai@example.vn",
        "mot@example.vn",
    ]
    handles = {first.handle, second.handle}
    assert all(any(h in letter.body for h in handles) for letter in mail.outbox)


def test_person_who_lost_the_address_meanwhile_is_not_mailed():
    account = member()

    assert not tasks.mail_code.func(person_id=account.person.pk)
    assert not tasks.mail_code.func(person_id=10**9)


def test_asking_is_written_down_about_the_person(client):
    account = member(email="cuong@example.vn")

    ask(client, PHONE)

    entry = Entry.objects.get(verb=commands.CODE_ASKED)
    assert entry.about == f"people.person:{account.person.pk}"


def test_empty_name_is_told_to_be_filled_in(client):
    refused = ask(client, "")

    assert refused.status_code == 422
    assert "Chỗ này còn trống" in refused.content.decode()


def test_fourth_question_about_one_name_is_told_when_to_try_again(client):
    for _ in range(3):
        ask(client, "cuong@example.vn")

    refused = ask(client, " Cuong@example.vn")

    assert refused.status_code == 429
    assert "thử lại sau" in refused.content.decode()


def test_who_corrects_a_name_is_told_alike_on_both_own_pages(client):
    account = member_at(residence_cell(), account=True).person.account
    client.force_login(account)
    advice = "báo nơi công tác, hoặc Ban Xây dựng Đảng của phường, xã nơi ở, để sửa"

    pages = [
        client.get(reverse(name)).content.decode()
        for name in ("people:me", "roster:own")
    ]

    assert all(advice in page for page in pages)
    assert not any("báo bí thư chi bộ để sửa" in page for page in pages)
