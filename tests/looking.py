"""Signing in to a page of a real browser, and looking at many pages in turn."""

from django.test import Client

from tests.browser import assert_accessible, assert_no_sideways_scroll, photograph


def signed_in(page, live_server, account):
    """Let the browser of this page be the account's, whoever it was before."""
    client = Client()
    client.force_login(account)
    page.context.clear_cookies()
    page.context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )
    return page


def look_at(page, live_server, pages, width):
    """Open each page by name as its account; picture it, and ask axe and the ruler."""
    for name, (account, address) in pages.items():
        signed_in(page, live_server, account)
        response = page.goto(live_server.url + address)

        photograph(page, f"{name}_{width}")
        assert response.status == 200, name
        assert_no_sideways_scroll(page)
        assert_accessible(page)
