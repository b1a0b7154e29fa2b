from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client, override_settings

from ganket.accounts.models import Account
from ganket.journal.models import Entry
from ganket.kernel import clock
from tests import world
from tests.architecture.routes import routes
from tests.architecture.walk import answers, is_refused, leads_to_sign_in
from tests.conftest import NOW
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


@dataclass
class Walk:
    """What a walk over the product's addresses and a few careless ones came to."""

    told: list[str]
    entries_of_others: int


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker):
    """One walk of a person with a sign-in and no part in anything."""
    planted = override_settings(ROOT_URLCONF="tests.architecture.planted_urls")
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(NOW), planted:
        world.build(world.MARK)
        stranger = AccountFactory()
        of_others = Entry.objects.exclude(subject=stranger.journal_key)
        before = of_others.count()
        walked = Walk(told(stranger), of_others.count() - before)
        transaction.set_rollback(True)
    return walked


@pytest.fixture
def little_world():
    return world.build(world.MARK)


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


def test_stranger_is_told_nothing(walk):
    assert [line for line in walk.told if "/planted/" not in line] == []


def test_stranger_writes_nothing(walk):
    assert walk.entries_of_others == 0


def test_planted_list_and_write_are_found(walk):
    planted = [line for line in walk.told if "/planted/" in line]

    assert [line.split(":")[0] for line in planted] == [
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
