import pytest
from django.urls import reverse

from ganket.config.middleware import MOST_BYTES
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


def test_body_beyond_any_list_is_refused_unread(client):
    class Unreadable:
        def read(self, *_size):
            raise AssertionError("the body was read")

        readline = read

    page = client.post(
        reverse("account_login"),
        data=b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(MOST_BYTES + 1),
        **{"wsgi.input": Unreadable()},
    )

    assert page.status_code == 413
    assert "Tệp lớn quá" in page.content.decode()


@pytest.mark.parametrize("length", ["-1", "9" * 30, "nhiều"])
def test_body_of_a_length_that_is_none_is_refused(client, length):
    page = client.post(reverse("account_login"), CONTENT_LENGTH=length)

    assert page.status_code == 413


@pytest.mark.parametrize(
    "address", ["/org/units/?q=a%00b", "/org/units/%00/", "/reviews/wards/%00/"]
)
def test_address_with_a_zero_is_refused(client, address):
    client.force_login(AccountFactory())

    page = client.get(address)

    assert page.status_code == 400
    assert "không hiểu yêu cầu" in page.content.decode()


def test_form_with_a_zero_is_refused(client):
    client.force_login(AccountFactory())

    page = client.post(reverse("accounts:language"), {"language": "en\0"})

    assert page.status_code == 400


def test_pages_of_a_person_are_kept_by_no_cache_between(client):
    client.force_login(AccountFactory())

    page = client.get(reverse("shell:home"))
    own = client.get(reverse("readers:readers"))

    assert page.headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in own.headers["Cache-Control"]


def test_signing_out_leaves_no_page_on_the_machine(client):
    client.force_login(AccountFactory())

    asked = client.get(reverse("account_logout"))
    done = client.post(reverse("account_logout"))

    assert "Clear-Site-Data" not in asked.headers
    assert done.headers["Clear-Site-Data"] == '"cache"'
