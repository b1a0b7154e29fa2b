import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.accounts import adapter, commands
from ganket.accounts.devices import describe
from ganket.accounts.models import Account
from ganket.journal.models import Entry
from tests.factories import AccountFactory, PersonFactory
from tests.factories.accounts import PASSWORD, house

pytestmark = pytest.mark.django_db

PHONE = "+84913555012"
GOOD = "nhà tôi có cây mận"
ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A135F) Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def _open_again(settings):
    settings.LOGIN_REDIRECT_URL = settings.LOGOUT_REDIRECT_URL = "/account/devices/"
    cache.clear()


def member(**values):
    return AccountFactory(owner=PersonFactory(phone=PHONE, **values))


def sign_in(client, login, password=PASSWORD, **values):
    data = {"login": login, "password": password, "remember": "on"} | values
    return client.post(reverse("account_login"), data)


def test_sign_in_names_all_three_ways_to_be_known(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "Số điện thoại, thư điện tử hoặc mã đăng nhập" in page


def test_devices_page_says_where_none_is_listed(client):
    client.force_login(member())

    page = client.get(reverse("accounts:devices")).content.decode()

    assert "Chưa ghi máy nào" in page


def is_signed_in(client):
    return client.get(reverse("accounts:devices")).status_code == 200


@pytest.mark.parametrize(
    "login",
    [
        "0913 555 012",
        "0913555012",
        "+84 913 555 012",
        " cuong@example.vn ",
        "Cuong@Example.vn",
    ],
)
def test_sign_in_by_telephone_number_or_email(client, login):
    member(email="cuong@example.vn")

    answer = sign_in(client, login)

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_sign_in_by_the_handle_however_it_is_typed(client):
    account = member()

    sign_in(client, account.handle.lower())

    assert is_signed_in(client)


def test_sign_in_with_a_wrong_password_says_so_and_what_to_do(client):
    member()

    answer = sign_in(client, PHONE, "sai rồi")

    assert answer.status_code == 422
    assert "mã đăng nhập ghi trên phiếu mời" in answer.content.decode()
    assert not is_signed_in(client)


def test_sign_in_says_the_same_of_names_that_are_not_there(client):
    member()
    wrong = sign_in(client, PHONE, "sai rồi").content.decode()

    unknown = sign_in(client, "0913 555 013", "sai rồi").content.decode()

    assert sentences(unknown) == sentences(wrong) != []


def sentences(page):
    return re.findall(r"<li>([^<]+)</li>", page)


def test_shared_number_opens_the_record_of_the_password(client):
    member()
    other = AccountFactory(owner=PersonFactory(phone=PHONE), password=GOOD)

    sign_in(client, PHONE, GOOD)

    assert int(client.session["_auth_user_id"]) == other.pk


def test_shared_number_and_password_open_nothing_but_the_handle_does(client):
    first, _ = member(), member()

    by_number = sign_in(client, PHONE)
    before = is_signed_in(client)
    sign_in(client, first.handle)

    assert by_number.status_code == 422
    assert not before
    assert int(client.session["_auth_user_id"]) == first.pk


def test_closed_account_and_the_machines_own_cannot_sign_in(client):
    closed, machine = member(), house()
    commands.close_account(actor=machine, account=closed)
    machine.set_password(PASSWORD)
    machine.save()

    assert sign_in(client, PHONE).status_code == 422
    assert sign_in(client, machine.handle).status_code == 422


def test_sixth_attempt_on_one_name_is_told_when_to_try_again(client):
    member()
    spellings = ["0913 555 012", "0913555012", "+84913555012", "0913.555.012"]
    for attempt in range(5):
        sign_in(client, spellings[attempt % 4], "sai rồi")

    refused = sign_in(client, PHONE)

    assert refused.status_code == 422
    assert "thử lại lúc 8 giờ 06 (khoảng 6 phút nữa)" in refused.content.decode()


def test_no_limit_lasts_longer_than_the_pages_tell(settings):
    from allauth.account import app_settings
    from allauth.core.internal.ratelimit import parse_rates

    spans = [
        rate.duration
        for rates in app_settings.RATE_LIMITS.values()
        for rate in parse_rates(rates)
    ]

    assert max(spans) <= adapter.LONGEST_WAIT.total_seconds()


def test_sign_in_is_not_counted_anywhere_a_review_could_see(client):
    member()

    sign_in(client, PHONE)

    assert not Entry.objects.exists()


def test_sign_in_on_a_shared_machine_ends_with_the_browser(client):
    member()

    sign_in(client, PHONE, remember="")

    assert client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(
    "address", ["/signup/", "/accounts/signup/", "/account/signup/"]
)
def test_nobody_signs_up(client, address):
    assert client.get(address).status_code in {302, 404}
    assert client.post(address, {"username": "x"}).status_code in {302, 404}
    assert not Account.objects.exists()


def test_sign_out_asks_first_and_then_does(client):
    client.force_login(member())

    asked = client.get(reverse("account_logout"))
    before = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert "Đăng xuất khỏi máy này?" in asked.content.decode()
    assert before
    assert not is_signed_in(client)


def invited():
    account = member()
    return account, commands.open_invitation(actor=house(), account=account)


def accept(client, code, password=GOOD, **values):
    data = {"code": code, "new": password, "again": ""} | values
    return client.post(reverse("accounts:accept"), data)


def test_accept_sets_the_password_and_signs_in(client):
    account, code = invited()

    answer = accept(client, code)

    assert answer.status_code == 302
    assert int(client.session["_auth_user_id"]) == account.pk
    assert account.handle in client.get(answer.url).content.decode()


def test_accept_takes_the_code_from_the_link(client):
    page = client.get(reverse("accounts:accept"), {"code": "K7MQ-2XRT-9P"})

    assert 'value="K7MQ-2XRT-9P"' in page.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"code": "K7MQ-2XRT-9P"}, "Mã mời này không đúng"),
        ({"code": ""}, "Chỗ này còn trống"),
        ({"code": "A" * 41}, "41"),
        ({"new": "ngắn"}, "ít nhất 8 ký tự"),
        ({"again": "khác hẳn"}, "Hai lần gõ không giống nhau"),
        ({"new": "a" * 201}, "201"),
    ],
)
def test_accept_refuses_with_a_sentence_and_keeps_the_code(client, values, sentence):
    _, code = invited()

    refused = accept(client, **{"code": code} | values)

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert accept(client, code).status_code == 302


def test_code_posted_twice_is_answered_with_a_sentence(client):
    _, code = invited()
    accept(client, code)

    again = accept(Client(), code)

    assert again.status_code == 422
    assert "Mã mời này đã được dùng" in again.content.decode()


def test_accept_never_shows_a_password_again(client):
    _, code = invited()

    page = accept(client, code, "mật khẩu lộ", again="khác").content.decode()

    assert "mật khẩu lộ" not in page


def test_eleventh_code_from_one_network_is_told_when_to_try_again(client):
    for _ in range(10):
        accept(client, "K7MQ-2XRT-9P")

    refused = accept(client, "K7MQ-2XRT-9P")

    assert refused.status_code == 429
    assert "thử lại lúc 8 giờ 11 (khoảng 11 phút nữa)" in refused.content.decode()


def change(client, **values):
    data = {"old": PASSWORD, "new": GOOD, "again": ""} | values
    return client.post(reverse("accounts:password"), data)


def test_change_password_keeps_this_device_and_ends_the_others(client):
    member()
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, PHONE)

    answer = change(client)

    assert answer.url == reverse("accounts:devices")
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"old": "sai rồi"}, "Mật khẩu đang dùng chưa đúng"),
        ({"new": "12345678901"}, "chỉ có chữ số"),
    ],
)
def test_change_password_refuses_with_a_sentence(client, values, sentence):
    account = member()
    client.force_login(account)

    refused = change(client, **values)

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


def test_devices_are_listed_by_names_that_people_know(client):
    member()
    sign_in(client, PHONE)
    phone = Client(HTTP_USER_AGENT=ANDROID)
    sign_in(phone, PHONE)

    page = client.get(reverse("accounts:devices")).content.decode()

    assert "Điện thoại Android, Chrome" in page
    assert page.count("Máy này</span>") == 1


def test_one_device_is_signed_out_and_the_others_stay(client):
    account = member()
    phone = Client()
    for browser in (client, phone):
        sign_in(browser, PHONE)
    theirs = account.usersession_set.get(session_key=phone.session.session_key)

    client.post(reverse("accounts:end_device", args=[theirs.pk]))

    assert is_signed_in(client)
    assert not is_signed_in(phone)


def test_device_of_another_account_is_not_there(client):
    sign_in(client, member().handle)
    stranger, browser = AccountFactory(), Client()
    sign_in(browser, stranger.handle)
    theirs = stranger.usersession_set.get()

    answer = client.post(reverse("accounts:end_device", args=[theirs.pk]))

    assert answer.status_code == 404
    assert is_signed_in(browser)


def test_all_other_devices_are_signed_out_and_this_one_stays(client):
    member()
    others = [Client(), Client()]
    for browser in (client, *others):
        sign_in(browser, PHONE)

    client.post(reverse("accounts:end_devices"))

    assert is_signed_in(client)
    assert [is_signed_in(browser) for browser in others] == [False, False]
    assert Entry.objects.get().verb == commands.SIGN_INS_ENDED


def test_device_list_asks_no_more_for_more_rows(client):
    member()
    sign_in(client, PHONE)
    few = queries_of(client)
    for _ in range(3):
        sign_in(Client(), PHONE)

    assert queries_of(client) == few
    page = client.get(reverse("accounts:devices")).content.decode()
    assert page.count("board__row-name") == 4


def queries_of(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("accounts:devices"))
    return len(asked)


def test_language_follows_the_cookie_and_then_the_account(client):
    data = {"language": "en", "next": reverse("account_login")}

    answer = client.post(reverse("accounts:language"), data)
    signed_out = client.get(reverse("account_login"))
    account = member()
    client.force_login(account)
    of_account = client.get(reverse("accounts:devices"))
    client.post(reverse("accounts:language"), {"language": "en"})

    assert answer.url == reverse("account_login")
    assert signed_out.headers["Content-Language"] == "en"
    assert of_account.headers["Content-Language"] == "vi"
    assert Account.objects.get(pk=account.pk).language == "en"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "x:y"])
def test_language_leads_nowhere_else(client, elsewhere):
    data = {"language": "vi", "next": elsewhere}

    assert client.post(reverse("accounts:language"), data).url == "/"


def test_unknown_language_changes_nothing(client):
    answer = client.post(reverse("accounts:language"), {"language": "fr"})

    assert "ganket_language" not in answer.cookies


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (ANDROID, "Điện thoại Android, Chrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS) Safari/604", "Điện thoại iPhone, Safari"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Máy tính Windows, Edge"),
        (
            "Mozilla/5.0 (Windows NT 6.1) coc_coc_browser Chrome",
            "Máy tính Windows, Cốc Cốc",
        ),
        ("curl/8", "Máy khác"),
        ("", "Máy khác"),
    ],
)
def test_device_is_named_by_what_it_says(user_agent, name):
    assert describe(user_agent) == name


def test_signing_in_leaves_no_trace_but_the_own_device(client):
    account = member()

    sign_in(client, PHONE)

    names = {field.name for field in Account._meta.get_fields()}
    assert "last_login" not in names
    assert [device.user for device in account.usersession_set.all()] == [account]


def test_behind_a_proxy_each_client_has_a_limit_of_its_own(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(10):
        tried(client, "203.0.113.7")

    assert tried(client, "203.0.113.7") == 429
    assert tried(client, "203.0.113.8") == 422


def tried(client, address):
    data = {"code": "K7MQ-2XRT-9P", "new": GOOD}
    headers = {"X-Forwarded-For": address}
    return client.post(reverse("accounts:accept"), data, headers=headers).status_code


def test_network_that_never_stops_trying_is_told_when_to_come_back(client):
    answers = [sign_in(client, f"AB{n:04d}", "sai rồi") for n in range(31)]

    assert [a.status_code for a in answers] == [422] * 30 + [429]
    assert "thử lại lúc 8 giờ 11 (khoảng 11 phút nữa)" in answers[-1].content.decode()
