import pytest
from django.http import QueryDict

from ganket.people.models import Person
from ganket.ui.paging import page_of
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def page(address, *, people=5):
    PersonFactory.create_batch(people)
    return page_of(Person.objects.order_by("pk"), QueryDict(address), size=2)


@pytest.mark.parametrize(
    ("address", "shown", "previous", "following"),
    [
        ("", "1–2 trên 5", None, "?page=2"),
        ("page=2", "3–4 trên 5", "?page=1", "?page=3"),
        ("page=3", "5–5 trên 5", "?page=2", None),
        ("page=9", "5–5 trên 5", "?page=2", None),
        ("page=0", "1–2 trên 5", None, "?page=2"),
        ("page=-1", "1–2 trên 5", None, "?page=2"),
        ("page=hai", "1–2 trên 5", None, "?page=2"),
        ("page=²", "1–2 trên 5", None, "?page=2"),
        ("page=" + "9" * 5000, "1–2 trên 5", None, "?page=2"),
    ],
)
def test_page_is_the_nearest_there_is(address, shown, previous, following):
    found = page(address)

    assert (found.shown, found.previous, found.next) == (shown, previous, following)


def test_rows_are_those_of_the_page():
    found = page("page=2")

    assert list(found.rows) == list(Person.objects.order_by("pk")[2:4])


def test_links_keep_what_else_the_address_holds():
    found = page("q=n%C4%83m&page=2")

    assert found.next == "?q=n%C4%83m&page=3"


def test_empty_list_is_one_page():
    found = page("page=3", people=0)

    assert (found.shown, found.previous, found.next) == ("0–0 trên 0", None, None)
