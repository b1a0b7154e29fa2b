import pytest
from django.template import loader

from ganket.kernel.errors import NotAllowed
from tests.ui.render import render


@pytest.mark.parametrize("status", [403, 404, 409, 500])
def test_error_page_stands_without_request_and_database(status):
    page = loader.get_template(f"{status}.html").render()

    assert "Việc cần làm" in page
    assert "<form" not in page


@pytest.mark.parametrize("status", [403, 409])
def test_refused_page_gives_the_reason(status):
    refusal = NotAllowed("Chỉ bí thư chi bộ kết thúc được buổi sinh hoạt.")

    page = loader.get_template(f"{status}.html").render({"refusal": refusal})

    assert str(refusal) in page


def test_broken_page_shows_the_id_of_the_request():
    assert "7f3a" in loader.get_template("500.html").render({"request_id": "7f3a"})


def test_page_has_no_bar_where_there_is_nothing_to_do():
    empty = render('{% extends "ui/base.html" %}')
    full = render('{% extends "ui/base.html" %}{% block bar %}<b>Gửi</b>{% endblock %}')

    assert 'class="bar"' not in empty
    assert 'class="bar"' in full
