import pytest
from django.test import RequestFactory

from ganket.kernel.errors import NotAllowed, Refused
from ganket.ui import web


class TooLate(Refused):
    pass


def test_refusal_is_a_conflict_and_no_right_is_forbidden():
    assert web.status_of(TooLate()) == 409
    assert web.status_of(NotAllowed()) == 403


def test_htmx_is_known_by_its_header():
    page = RequestFactory().get("/")
    piece = RequestFactory(headers={"HX-Request": "true"}).get("/")

    assert not web.is_htmx(page)
    assert web.is_htmx(piece)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("0042", 42),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        (" 1", None),
        ("", None),
    ],
)
def test_whole_number_reads_what_can_be_an_id_and_nothing_else(written, number):
    assert web.whole_number(written) == number


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/notices/?page=2", "/notices/?page=2"),
        ("http://testserver/notices/", "/notices/"),
        ("/notices/?page=2#notice-7", "/notices/?page=2#notice-7"),
        ("http://testserver/notices/#notice-7", "/notices/#notice-7"),
        ("//evil.example/", "/home/"),
        ("http://evil.example/", "/home/"),
        ("/\\evil.example", "/home/"),
        ("http:///evil.example", "/home/"),
        ("http://testserver//evil.example", "/home/"),
        ("javascript:alert(1)", "/home/"),
        ("notices:inbox", "/home/"),
        ("abc", "/home/"),
        ("", "/home/"),
    ],
)
def test_own_address_leads_to_pages_of_ours_alone(asked, address):
    request = RequestFactory().get("/")

    assert web.own_address(request, asked, "/home/") == address
