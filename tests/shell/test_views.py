import pytest
from django.core.checks.urls import check_custom_error_handlers
from django.test import Client
from django.urls import reverse

from ganket.shell import views
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
OPEN = ["shell:help", "shell:privacy", "shell:about"]


@pytest.mark.parametrize("name", OPEN)
def test_page_for_everybody_needs_no_sign_in(client, name):
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "Đăng xuất" not in page.content.decode()


def test_every_page_leads_to_help_and_to_what_is_kept(client):
    client.force_login(AccountFactory())

    page = client.get(reverse("shell:home")).content.decode()

    for name in OPEN:
        assert f'href="{reverse(name)}"' in page


def test_page_that_is_not_there_says_so_in_words(client):
    client.force_login(AccountFactory())

    page = client.get("/khong-co-trang-nay/")

    assert page.status_code == 404
    assert "Không thấy trang này" in page.content.decode()


def test_form_without_its_token_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    client.force_login(AccountFactory())

    page = client.post(reverse("notices:new"), {"title": "Họp"})

    assert page.status_code == 403
    assert "Trang này mở đã lâu" in page.content.decode()


def test_what_nobody_foresaw_is_answered_with_a_number_that_is_logged(rf, caplog):
    page = views.broken(rf.get("/dau-do/"))

    number = caplog.records[-1].args[0]
    assert page.status_code == 500
    assert number in page.content.decode()
    assert "/dau-do/" in caplog.text


def test_what_nobody_foresaw_asks_nothing_of_the_database(
    rf, django_assert_num_queries
):
    with django_assert_num_queries(0):
        views.broken(rf.get("/"))


def test_pages_of_errors_are_wired_as_django_asks():
    assert [fault.msg for fault in check_custom_error_handlers(None)] == []


def test_request_that_nobody_understands_is_answered_in_words(rf):
    page = views.bad_request(rf.get("/"), exception=Exception())

    assert page.status_code == 400
    assert "không hiểu yêu cầu" in page.content.decode()
