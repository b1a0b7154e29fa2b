"""What a first visit brings over the line, from the program as it is installed."""

import json

import pytest

from tests.cli.conftest import serve
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("serve")]

MOST = 100_000
# Builds the small world of the tests, and says by which handle each signs in.
LIVE_IN = """
import json, pathlib, django
django.setup()
from tests import world
made = world.build()
who = dict((name, account.handle) for name, account in made.accounts.items())
pathlib.Path({told!r}).write_text(json.dumps(who))
"""


@pytest.fixture
def people(installation):
    told = installation.folder.parent / "handles.json"
    installation.python(LIVE_IN.format(told=str(told)))
    return json.loads(told.read_text())


def sign_in(page, site, handle):
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Số điện thoại, thư điện tử hoặc mã đăng nhập").fill(handle)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", level=1).wait_for()
    return page.context.cookies()


def weight_of_first_view(page, address):
    """Return the bytes that came in, headers too, with nothing kept from before."""
    line = page.context.new_cdp_session(page)
    came = []
    line.on("Network.loadingFinished", lambda of: came.append(of["encodedDataLength"]))
    line.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    assert len(came) > 3, "page, style, script and type each come by themselves"
    return sum(came)


def test_first_view_of_every_role_is_light(installation, people, page_at):
    _, port = serve(installation)
    site = f"http://127.0.0.1:{port}"
    weights = {"stranger": weight_of_first_view(page_at(360), f"{site}/sign-in/")}

    for name, handle in people.items():
        kept = sign_in(page_at(360), site, handle)
        page = page_at(360)
        page.context.add_cookies(kept)
        weights[name] = weight_of_first_view(page, f"{site}/")

    assert {name: all_of for name, all_of in weights.items() if all_of > MOST} == {}
