import pytest
from django.test import Client

from ganket.accounts.models import Account
from ganket.journal.models import Entry
from tests import world
from tests.architecture.routes import routes
from tests.architecture.walk import answers, is_refused, leads_to_sign_in
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db

# What anybody may open without signing in.
PUBLIC = {
    "account_login",
    "account_logout",
    "accounts:accept",
    "accounts:language",
    "people:lost_password",
    "shell:about",
    "shell:help",
    "shell:privacy",
}
# What every person has, office or not: their own page, the way out, their inbox.
EVERYBODY = {*PUBLIC}
# What a person may do to their own account or in their own name.
OWN_COMMANDS = {
    "account_login",
    "account_logout",
    "accounts:accept",
    "accounts:end_devices",
    "accounts:language",
    "accounts:password",
    "helping:stop",
    "people:lost_password",
    "people:me",
}


@pytest.fixture
def little_world():
    return world.build(world.MARK)


@pytest.fixture
def stranger(little_world):
    """A person with a sign-in, and no part in anything."""
    return AccountFactory()


def told(account):
    """Return what a stranger was told who may be told nothing."""
    return [
        str(answer)
        for route in routes()
        for answer in answers(signed_in(account), route)
        if not is_refused(answer) and not may_come_back(route, answer)
    ]


def signed_in(account):
    client = Client()
    # As it stands now: the walk itself signs the account out everywhere.
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def may_come_back(route, answer):
    if world.MARK in answer.text:
        return False
    if answer.method == "POST":
        return route.name in OWN_COMMANDS
    return answer.status == 200 or route.name in EVERYBODY


def shown(client):
    """Return what somebody was shown who has not signed in."""
    return [
        str(answer)
        for route in routes()
        if route.name not in PUBLIC
        for answer in answers(client, route)
        if not leads_to_sign_in(answer)
    ]


def test_stranger_is_told_nothing(stranger):
    assert told(stranger) == []


def test_stranger_writes_nothing(stranger):
    of_others = Entry.objects.exclude(subject=stranger.journal_key)
    before = of_others.count()

    told(stranger)

    assert of_others.count() == before


def test_planted_list_and_write_are_found(stranger, settings):
    settings.ROOT_URLCONF = "tests.architecture.planted_urls"

    found = told(stranger)

    assert [line.split(":")[0] for line in found] == [
        "GET /planted/list/",
        "POST /planted/list/",
        "POST /planted/public/",
        "POST /planted/write/",
    ]


def test_nobody_is_shown_anything_before_signing_in(little_world, client):
    assert shown(client) == []


def test_planted_public_page_is_found(little_world, client, settings):
    settings.ROOT_URLCONF = "tests.architecture.planted_urls"

    found = shown(client)

    assert {line.split(":")[0] for line in found} == {
        "GET /planted/public/",
        "POST /planted/public/",
    }


def test_every_named_exception_is_a_route():
    assert {*EVERYBODY, *OWN_COMMANDS} <= {route.name for route in routes()}
