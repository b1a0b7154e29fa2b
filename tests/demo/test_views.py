import pytest
from django.urls import NoReverseMatch, reverse

from ganket.accounts.enums import Language
from ganket.accounts.web import LANGUAGE_COOKIE
from ganket.demo.personas import account_of, address
from tests.factories import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    person = PersonFactory(full_name="Trần Văn Năm", email=address("secretary"))
    return AccountFactory(owner=person)


def test_demo_sign_in_has_no_address_outside_of_a_demo(client, secretary):
    with pytest.raises(NoReverseMatch):
        reverse("demo:choose")

    assert client.get("/demo/").status_code in {302, 404}
    assert client.post("/demo/secretary/").status_code in {302, 404}
    assert "_auth_user_id" not in client.session


def test_demo_sign_in_opens_nothing_outside_of_a_demo(
    client, demo_addresses, secretary
):
    answer = client.post("/demo/secretary/")

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_visitor_enters_as_a_persona_by_one_click(client, demo, secretary):
    page = client.get("/demo/").content.decode()

    answer = client.post("/demo/secretary/")

    assert "Trần Văn Năm" in page
    assert answer.headers["Location"] == reverse("shell:home")
    assert client.session["_auth_user_id"] == str(secretary.pk)


def test_opening_the_address_signs_nobody_in(client, demo, secretary):
    assert client.get("/demo/secretary/").status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("key", ["clerk", "nobody"])
def test_who_is_not_there_cannot_be_entered(client, demo, secretary, key):
    assert client.post(f"/demo/{key}/").status_code == 404


def test_persona_is_found_by_the_address_of_the_demo_only(demo):
    AccountFactory(owner=PersonFactory(email="secretary@example.org"))

    assert account_of("secretary") is None


def test_visitor_finds_the_way_to_the_real_sign_in(client, demo, secretary):
    page = client.get(reverse("demo:choose")).content.decode()

    assert reverse("account_login") in page
    assert reverse("accounts:accept") in page


def test_visitors_device_is_listed(client, demo, secretary):
    client.post(reverse("demo:enter", args=["secretary"]))

    page = client.get(reverse("accounts:devices")).content.decode()

    assert "Máy này" in page


def test_visitor_keeps_the_language_they_chose(client, demo, secretary):
    client.cookies[LANGUAGE_COOKIE] = "en"

    page = client.get("/demo/").content.decode()
    client.post("/demo/secretary/")

    assert "As whom do you want to look around?" in page
    secretary.refresh_from_db()
    assert secretary.language == Language.EN
