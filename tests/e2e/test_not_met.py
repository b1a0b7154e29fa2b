"""A cell that goes through the names of those whom it has not met."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import member_at
from tests.factories.meetings import secretary_of
from tests.factories.org import residence_cell, ward
from tests.looking import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_after_each_tap_the_next_name_is_on_the_screen(live_server, page_at, scripts):
    cell = residence_cell(ward())
    names = [f"Trần Văn {letter}" for letter in "ABCDĐEGHIKLM"]
    for name in names:
        member_at(cell, name=name)
    page = page_at(360, java_script_enabled=scripts)
    signed_in(page, live_server, secretary_of(cell))
    page.goto(live_server.url + reverse("contributions:not_met"))

    taps = ("Đã đến nhà", "Đã gọi điện", "Đã trò chuyện")
    for name, tap, following in zip(names[5:8], taps, names[6:9], strict=True):
        buttons = page.get_by_role("form", name=name)
        buttons.get_by_role("button", name=tap).click()

        row = page.get_by_role("listitem").filter(has_text=following)
        expect(row).to_be_in_viewport()
        expect(row.get_by_role("button", name="Đã đến nhà")).to_be_in_viewport()
        expect(page.get_by_role("listitem").filter(has_text=name)).to_have_count(0)
