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
