import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.ui.hall")]


@pytest.fixture
def page(live_server, page_at):
    page = page_at(1280, tolerant=True)
    page.goto(f"{live_server.url}/swaps/")
    return page


def send(page, status):
    page.get_by_role("button", name=f"Gửi {status}").click()


@pytest.mark.parametrize("status", [200, 403, 409, 422])
def test_answer_is_swapped_in(page, status):
    send(page, status)

    expect(page.locator("#piece")).to_have_text(f"Trả lời {status}")


def test_broken_server_leaves_the_page_and_says_so(page):
    send(page, 500)

    expect(page.locator("[data-app-state]")).to_contain_text("Máy chủ chưa nhận được")
    expect(page.locator("#piece")).to_have_text("Như cũ")


def test_lost_line_leaves_the_page_and_says_so(page):
    page.context.set_offline(True)

    send(page, 200)

    expect(page.locator("[data-app-state]")).to_contain_text("Máy chủ chưa nhận được")
    expect(page.locator("#piece")).to_have_text("Như cũ")


def test_whole_page_never_lands_inside_a_piece(page):
    send(page, 404)

    expect(page.get_by_role("heading", name="Không thấy trang này")).to_be_visible()
    assert page.locator("header.top").count() == 1


def test_answer_that_leads_to_another_page_goes_there(page, live_server):
    send(page, 302)

    page.wait_for_url(f"{live_server.url}/")


def test_search_follows_the_typing_under_the_security_policy(live_server, page_at):
    page = page_at(360)
    page.goto(f"{live_server.url}/swaps/")

    page.get_by_role("searchbox").press_sequentially("ánh")

    expect(page.locator("#results")).to_have_text("Tìm thấy ánh")
    assert page.url.endswith("/find/?q=%C3%A1nh")


def test_search_works_without_scripts(live_server, page_at):
    page = page_at(360, java_script_enabled=False)
    page.goto(f"{live_server.url}/swaps/")

    page.get_by_role("searchbox").fill("ánh")
    page.get_by_role("button", name="Tìm").click()

    expect(page.locator("#results")).to_have_text("Tìm thấy ánh")
