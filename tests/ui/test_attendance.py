import pytest
from playwright.sync_api import expect

from tests.ui import hall as hall_module

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.ui.hall")]


@pytest.fixture
def hall():
    hall = hall_module.hall
    hall.__init__()
    return hall


@pytest.fixture
def page(live_server, page_at, hall):
    page = page_at(360, tolerant=True)
    page.goto(live_server.url)
    return page


def tap(page, row, value):
    page.locator(f"#row-{row}-{value}").check()


def wait_until_all_is_sent(page):
    # Not wait_for_function: it would evaluate a string, which the policy forbids.
    for _ in range(250):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(20)
    pytest.fail("a tap was never sent")


def state(page):
    return page.locator("[data-marks-state]")


def test_tap_is_sent_and_row_and_count_come_back(page, hall):
    tap(page, 1, "PRESENT")

    expect(page.locator("#count")).to_have_text("1")
    assert hall.marked == {1: "PRESENT"}
    assert len(hall.taps[0]["key"]) == 36
    assert hall.taps[0]["marked_at"].endswith("Z")
    expect(state(page)).to_be_empty()


def test_each_tap_has_a_key_of_its_own_and_keeps_its_order(page, hall):
    for value in ["PRESENT", "ABSENT", "EXCUSED"]:
        tap(page, 1, value)

    expect(page.locator("#row-1-EXCUSED")).to_be_checked()
    wait_until_all_is_sent(page)
    assert [mark["presence"] for mark in hall.taps] == ["PRESENT", "ABSENT", "EXCUSED"]
    assert len({mark["key"] for mark in hall.taps}) == 3


def test_taps_without_a_line_wait_and_go_when_it_is_back(page, hall):
    page.context.set_offline(True)
    for row in [1, 2, 3]:
        tap(page, row, "PRESENT")
    expect(state(page)).to_have_text(
        "Đang mất kết nối · 3 lượt ghi còn trong máy, sẽ tự gửi"
    )
    expect(page.locator("#row-2")).to_contain_text("Chờ gửi")
    arrived_before = len(hall.taps)

    page.context.set_offline(False)

    expect(page.locator("#count")).to_have_text("3")
    expect(state(page)).to_have_text("Đã gửi hết")
    assert arrived_before == 0
    assert hall.marked == {1: "PRESENT", 2: "PRESENT", 3: "PRESENT"}


def test_taps_survive_a_phone_switched_off(page, hall):
    hall.answer = 503
    tap(page, 2, "ABSENT")
    expect(state(page)).to_contain_text("1 lượt ghi còn trong máy")
    key = page.evaluate("JSON.parse(Object.values(localStorage)[0]).body")

    page.reload()
    shown_again = page.locator("#row-2-ABSENT").is_checked()
    hall.answer = 200
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("#count")).to_have_text("1")
    assert shown_again
    assert hall.taps[0]["key"] in key


@pytest.mark.parametrize("status", [409, 422])
def test_refused_tap_shows_the_reason_in_its_row(page, hall, status):
    hall.answer = status

    tap(page, 3, "PRESENT")

    expect(page.locator("#row-3")).to_contain_text("Buổi sinh hoạt đã kết thúc.")
    expect(page.locator("#row-3-PRESENT")).not_to_be_checked()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("status", [302, 403])
def test_taps_of_a_lost_sign_in_are_kept(page, hall, status):
    if status == 403:
        page.context.clear_cookies()
    hall.answer = status

    tap(page, 1, "PRESENT")

    expect(state(page)).to_contain_text("tải lại trang")
    assert page.evaluate("localStorage.length") == 1


def test_attendance_works_without_scripts(live_server, page_at, hall):
    page = page_at(360, java_script_enabled=False)
    page.goto(live_server.url)

    page.locator("#row-2-EXCUSED").check()
    page.locator("#row-2").get_by_role("button", name="Ghi").click()

    assert hall.marked == {2: "EXCUSED"}
