import pytest

from tests.browser import (
    assert_accessible,
    assert_no_sideways_scroll,
    photograph,
)

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.ui.hall")]

# What a finger must hit. Links in running text are excepted, as the standard does.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, summary, input, select, textarea, label.choice, label.pick__choice")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const isInside = element.matches("label input");
    const isText = element.closest("p");
    return box.width && !isInside && !isText && (box.height < 48 || box.width < 48);
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.fixture
def gallery(live_server, page_at):
    def open_gallery(width, **options):
        page = page_at(width, **options)
        page.goto(f"{live_server.url}/gallery/")
        return page

    return open_gallery


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_gallery_fits_and_is_accessible(gallery, width, theme):
    page = gallery(width, theme=theme)

    photograph(page, f"gallery_{width}_{theme}")
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_everything_to_tap_is_large_enough(gallery):
    page = gallery(360)

    assert page.evaluate(SMALL_TARGETS) == []


def test_twice_as_large_letters_still_fit(gallery):
    page = gallery(360)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert_no_sideways_scroll(page)


def test_menu_opens_and_closes_by_keyboard(gallery):
    page = gallery(360)
    road = page.locator(".menu__road").first

    page.locator(".menu__button").press("Enter")
    opened = road.is_visible()
    page.keyboard.press("Escape")

    assert opened
    assert not road.is_visible()


def test_dialog_opens_closes_and_gives_focus_back(gallery):
    page = gallery(1280)
    opener = page.get_by_role("link", name="Vì sao tôi thấy mục này?")

    opener.click()
    page.get_by_role("dialog").get_by_role("link", name="Đóng").click()

    assert not page.get_by_role("dialog").is_visible()
    assert opener.evaluate("(link) => link === document.activeElement")


def test_dialog_opens_without_scripts(gallery):
    page = gallery(1280, java_script_enabled=False)

    page.get_by_role("link", name="Vì sao tôi thấy mục này?").click()

    assert page.get_by_role("dialog").is_visible()


def test_text_field_counts_down_and_over(gallery):
    page = gallery(1280)
    text = page.get_by_label("Chi ủy ghi chung lý do")
    count = page.locator("#id_text_count").first

    text.fill("đ" * 1999)
    left = count.inner_text()
    text.fill("đ" * 2001)

    assert left == "Còn 1 ký tự"
    assert count.inner_text().startswith("Dài quá 1 ký tự")


def test_day_gets_its_slashes_while_typed(gallery):
    page = gallery(360)
    day = page.get_by_label("Ngày sinh").first

    day.press_sequentially("23111975")

    assert day.input_value() == "23/11/1975"


def test_form_that_came_back_starts_at_its_errors(gallery):
    page = gallery(360)

    assert page.evaluate("document.activeElement.className") == "errors"
