import datetime as dt
import unicodedata

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client

from ganket.accounts import codes, commands, queries
from ganket.accounts.enums import Language
from ganket.accounts.models import Account, Invitation
from ganket.config import settings as in_service
from ganket.journal.models import Entry
from ganket.kernel import clock
from tests.factories import AccountFactory, PersonFactory
from tests.factories.accounts import PASSWORD, house
from tests.racing import race

pytestmark = pytest.mark.django_db

GOOD = "nhà tôi có cây mận"
PHONE = "+84913555012"


def invited():
    account = commands.create_account(actor=house())
    return account, commands.open_invitation(actor=house(), account=account)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_create_account_opens_nothing_without_an_invitation():
    account = commands.create_account(actor=house())

    assert not account.has_usable_password()
    assert len(account.handle) == codes.HANDLE_LENGTH
    assert verbs() == [commands.ACCOUNT_OPENED]


def test_open_invitation_keeps_only_a_hash():
    _, code = invited()

    assert Invitation.objects.get().code_hash == codes.code_hash(code)
    assert codes.bare(code) not in str(Invitation.objects.values())
    assert not Entry.objects.filter(changes__icontains=code).exists()


def test_code_is_printed_in_groups_of_letters_that_are_not_mistaken():
    _, code = invited()

    assert [len(part) for part in code.split("-")] == [4, 4, 2]
    assert not set(code) & set("IO01")


def test_accept_invitation_sets_the_password_and_writes_the_journal():
    account, code = invited()

    accepted = commands.accept_invitation(code=code, password=GOOD)

    assert accepted == account
    assert Account.objects.get(pk=account.pk).check_password(GOOD)
    assert verbs()[-2:] == [commands.INVITATION_USED, commands.PASSWORD_SET]
    assert Entry.objects.last().actor == account.journal_key


@pytest.mark.parametrize("typed", [str.lower, lambda c: c.replace("-", " "), str.strip])
def test_accept_invitation_reads_a_code_however_it_is_typed(typed):
    account, code = invited()

    assert commands.accept_invitation(code=f" {typed(code)} ", password=GOOD) == account


def test_accept_invitation_refuses_a_code_that_is_unknown():
    invited()

    with pytest.raises(commands.InvitationUnknown):
        commands.accept_invitation(code="K7MQ-2XRT-9P", password=GOOD)


END_OF_THE_LAST_DAY = dt.datetime(2026, 12, 24, tzinfo=clock.ZONE)


def test_accept_invitation_refuses_a_code_after_thirty_days():
    account, code = invited()

    with (
        clock.at(END_OF_THE_LAST_DAY),
        pytest.raises(commands.InvitationExpired),
    ):
        commands.accept_invitation(code=code, password=GOOD)
    assert not Account.objects.get(pk=account.pk).has_usable_password()


def test_accept_invitation_serves_until_the_last_moment():
    _, code = invited()

    with clock.at(END_OF_THE_LAST_DAY - dt.timedelta(seconds=1)):
        assert commands.accept_invitation(code=code, password=GOOD)


def test_accept_invitation_refuses_a_second_time():
    account, code = invited()
    commands.accept_invitation(code=code, password=GOOD)

    with pytest.raises(commands.InvitationUsed):
        commands.accept_invitation(code=code, password="mật khẩu khác hẳn")
    assert Account.objects.get(pk=account.pk).check_password(GOOD)


def test_newer_invitation_replaces_the_older():
    account, older = invited()
    newer = commands.open_invitation(actor=house(), account=account)

    with pytest.raises(commands.InvitationReplaced):
        commands.accept_invitation(code=older, password=GOOD)
    assert commands.accept_invitation(code=newer, password=GOOD) == account


def test_refusals_of_codes_tell_nothing_about_persons():
    person = PersonFactory(full_name="Trần Hữu Cường", account=invited()[0])

    for refusal in (commands.InvitationUnknown, commands.InvitationExpired):
        assert person.given_name not in str(refusal())


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngắn", "ít nhất 8 ký tự"),
        ("0913555012", "chỉ có chữ số"),
        ("password1", "Nhiều người dùng"),
    ],
)
def test_accept_invitation_refuses_a_weak_password_and_keeps_the_code(
    password, sentence
):
    account, code = invited()

    with pytest.raises(commands.PasswordWeak, match=sentence):
        commands.accept_invitation(code=code, password=password)
    assert commands.accept_invitation(code=code, password=GOOD) == account


def test_accept_invitation_refuses_the_password_of_a_sharer_of_the_number():
    AccountFactory(owner=PersonFactory(phone=PHONE), password=GOOD)
    account, code = invited()
    PersonFactory(phone=PHONE, account=account)

    with pytest.raises(commands.PasswordWeak, match="chưa đủ riêng"):
        commands.accept_invitation(code=code, password=GOOD)
    assert commands.accept_invitation(code=code, password="câu của riêng tôi")


def test_same_password_under_another_number_is_nobodys_concern():
    AccountFactory(owner=PersonFactory(phone="+84913555013"), password=GOOD)
    account, code = invited()
    PersonFactory(phone=PHONE, account=account)

    assert commands.accept_invitation(code=code, password=GOOD) == account


def test_invitation_of_a_closed_account_is_unknown():
    account, code = invited()
    commands.close_account(actor=house(), account=account)

    with pytest.raises(commands.InvitationUnknown):
        commands.accept_invitation(code=code, password=GOOD)
    with pytest.raises(commands.AccountIsClosed):
        commands.open_invitation(actor=house(), account=account)


def test_accept_invitation_ends_older_sign_ins():
    account, browser = AccountFactory(), Client()
    browser.force_login(account)
    assert signed_in(browser)
    code = commands.open_invitation(actor=house(), account=account)

    commands.accept_invitation(code=code, password=GOOD)

    assert not signed_in(browser)


def signed_in(browser):
    request = HttpRequest()
    request.session = browser.session
    return get_user(request).is_authenticated


def test_end_sign_ins_ends_those_of_every_device():
    account = AccountFactory()
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(account)
    before = [signed_in(browser) for browser in browsers]

    commands.end_sign_ins(account=account)

    assert before == [True, True]
    assert [signed_in(browser) for browser in browsers] == [False, False]
    assert verbs() == [commands.SIGN_INS_ENDED]


def test_set_password_refuses_a_weak_one_and_writes_nothing():
    account = AccountFactory()

    with pytest.raises(commands.PasswordWeak):
        commands.set_password(account=account, password="ngắn")
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)
    assert verbs() == []


def test_close_account_ends_its_sign_ins_and_reopening_wants_an_invitation():
    account, browser = AccountFactory(), Client()
    browser.force_login(account)

    commands.close_account(actor=house(), account=account)
    closed = signed_in(browser)
    commands.reopen_account(actor=house(), account=account)

    assert not closed
    assert not Account.objects.get(pk=account.pk).has_usable_password()
    assert verbs() == [commands.ACCOUNT_CLOSED, commands.ACCOUNT_REOPENED]


@pytest.mark.parametrize(
    "command",
    [
        lambda a: commands.set_password(account=a, password=GOOD),
        lambda a: commands.end_sign_ins(account=a),
        lambda a: commands.end_sign_in(account=a, device_id=1),
        lambda a: commands.change_language(account=a, language="en"),
    ],
)
def test_helper_who_serves_somebody_cannot_touch_sign_in(command):
    account = AccountFactory()
    account.helping_id = PersonFactory().pk

    with pytest.raises(commands.ServingSomebody):
        command(account)
    assert verbs() == []


def test_change_language_is_kept():
    account = AccountFactory()

    commands.change_language(account=account, language="en")

    assert Account.objects.get(pk=account.pk).language == Language.EN


def test_password_typed_in_parts_is_the_same_password():
    account = AccountFactory(password=unicodedata.normalize("NFC", GOOD))

    assert account.check_password(unicodedata.normalize("NFD", GOOD))


def test_passwords_are_hashed_by_argon2_in_service(settings):
    settings.PASSWORD_HASHERS = in_service.PASSWORD_HASHERS

    assert make_password(GOOD).startswith("argon2$argon2id$")


def test_open_invitation_of_an_account_ends_with_its_use():
    account, code = invited()
    waiting = queries.open_invitation_of(account)

    commands.accept_invitation(code=code, password=GOOD)

    assert waiting is not None
    assert queries.open_invitation_of(account) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_the_same_code_at_once_have_one_winner():
    account, code = invited()
    passwords = ["người thứ nhất đặt", "người thứ hai đặt"]

    outcomes = race(
        *[
            lambda p=p: commands.accept_invitation(code=code, password=p)
            for p in passwords
        ]
    )

    (winner,) = [p for p, o in zip(passwords, outcomes, strict=True) if o == account]
    (loser,) = [o for o in outcomes if o != account]
    assert isinstance(loser, commands.InvitationUsed)
    assert Account.objects.get(pk=account.pk).check_password(winner)
    assert Entry.objects.filter(verb=commands.INVITATION_USED).count() == 1
