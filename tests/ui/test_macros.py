import jinja2
import pytest
from django import forms

from ganket.ui.icons import IconUnknown, icon
from tests.ui.render import render

SCRIPT = "<script>alert(1)</script>"
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;"


class Wish(forms.Form):
    text = forms.CharField(
        label="Ý kiến", widget=forms.Textarea, max_length=2000, help_text="Viết gọn."
    )
    day = forms.DateField(label="Ngày", required=False)
    kind = forms.ChoiceField(
        label="Loại", widget=forms.RadioSelect, choices=[("A", "Điện"), ("B", "Nước")]
    )


@pytest.mark.parametrize(
    "source",
    [
        '{% from "ui/badge.html" import badge %}{{ badge("good", x) }}',
        '{% from "ui/button.html" import button %}{{ button(x) }}',
        '{% from "ui/button.html" import link_button %}{{ link_button("#", x) }}',
        '{% from "ui/card.html" import page_head %}{{ page_head(x, x) }}',
        '{% from "ui/card.html" import card %}{% call card(x) %}{% endcall %}',
        '{% from "ui/facts.html" import facts %}{{ facts([(x, x)]) }}',
        '{% from "ui/facts.html" import person %}{{ person(x, x, url=x) }}',
        '{% from "ui/facts.html" import code %}{{ code(x) }}',
        '{% from "ui/figures.html" import dots %}{{ dots(["present"], x) }}',
        '{% from "ui/notice.html" import notice %}{{ notice("bad", x, x) }}',
        '{% from "ui/notice.html" import empty %}{{ empty(x, x) }}',
        '{% from "ui/path.html" import step %}{{ step("now", x, x) }}',
        '{% from "ui/table.html" import cell %}{{ cell(x, x) }}',
        (
            '{% from "ui/todo.html" import todo %}'
            '{{ todo([{"count": 1, "title": x, "url": x, "note": x}]) }}'
        ),
        '{% from "ui/browse.html" import search %}{{ search("#", value=x) }}',
        (
            '{% from "ui/roll.html" import mark_row with context %}'
            '{{ mark_row("r", x, "#", [("A", x, none)], note=x, error=x) }}'
        ),
        '{% from "ui/review.html" import levels %}{{ levels("l", [("A", x, true)]) }}',
    ],
)
def test_a_name_never_becomes_markup(source):
    page = render(source, x=SCRIPT, csrf_input="")

    assert SCRIPT not in page
    assert SAFE in page


def test_what_was_not_given_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        render("{{ nobody.gave_this }}")


def test_posting_without_the_token_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        render(
            '{% from "ui/button.html" import post_button %}{{ post_button("#", "Gửi") }}'
        )


def test_unknown_icon_is_an_error():
    with pytest.raises(IconUnknown):
        icon("no-such-thing")


def test_field_ties_hint_error_and_count_to_its_widget():
    form = Wish({"text": "", "kind": "A"})

    page = render(
        '{% from "ui/form.html" import field %}{{ field(form["text"]) }}', form=form
    )

    assert 'aria-describedby="id_text_helptext id_text_error id_text_count"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_text_error"' in page
    assert "Nhiều nhất 2.000 ký tự" in page
    assert " maxlength" not in page  # a cut text would be lost without a word


def test_optional_day_says_so_and_how_to_write_it():
    page = render(
        '{% from "ui/form.html" import field %}{{ field(form["day"]) }}', form=Wish()
    )

    assert "(không bắt buộc)" in page
    assert "23/11/2026" in page
    assert 'inputmode="numeric"' in page


def test_choices_stand_in_a_fieldset_with_the_chosen_one_checked():
    form = Wish({"text": "Đèn hỏng", "kind": "B"})

    page = render(
        '{% from "ui/form.html" import field %}{{ field(form["kind"]) }}', form=form
    )

    assert "<legend" in page
    assert page.count(" checked") == 1
    assert page.index('value="B"') < page.index(" checked")


def test_error_summary_leads_to_each_field():
    page = render(
        '{% from "ui/form.html" import error_summary %}{{ error_summary(form) }}',
        form=Wish({"text": "", "day": "31/02/2026"}),
    )

    assert 'href="#id_text"' in page
    assert 'href="#id_day"' in page
    assert 'href="#id_kind_0"' in page
    assert "không có trong lịch" in page


def test_clean_form_has_no_summary():
    page = render(
        '{% from "ui/form.html" import error_summary %}{{ error_summary(form) }}',
        form=Wish(),
    )

    assert page.strip() == ""


def test_meter_draws_shares_and_says_numbers():
    page = render(
        '{% from "ui/figures.html" import meter %}'
        '{{ meter([("good", 30, "xong"), ("wait", 10, "chờ")], 80, rest="chưa") }}'
    )

    assert 'x="37.5%" y="0" width="12.5%"' in page
    assert "<b>40</b> chưa" in page


def test_meter_of_nothing_is_an_empty_bar():
    page = render(
        '{% from "ui/figures.html" import meter %}{{ meter([("good", 0, "xong")], 0) }}'
    )

    assert "<rect" not in page
