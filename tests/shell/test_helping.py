import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.accounts.models import Account
from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.people.commands import note_reading
from ganket.people.models import Person
from ganket.shell.helping import commands, policies, queries
from tests.conftest import NOW
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward, workplace_cell

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = dt.timedelta(minutes=30)


@pytest.fixture
def cell():
    return residence_cell(ward(code="31825"), code="31825.K02")


@pytest.fixture
def member(cell):
    return member_at(cell, person__full_name="Trần Hữu Cường")


@pytest.fixture
def secretary(cell, client):
    account = AccountFactory(holds=[(Role.SECRETARY, cell)])
    client.force_login(account)
    return account


# Who may serve whom


@pytest.mark.parametrize("role", Role)
def test_only_helpers_of_the_ward_serve_its_members(cell, member, role):
    actor = AccountFactory(holds=[(role, cell.parent)])

    expected = [member] if role == Role.HELPER else []

    assert list(queries.servable_by(actor)) == expected


@pytest.mark.parametrize("role", Role)
def test_secretary_deputy_and_helper_serve_members_of_the_cell(cell, member, role):
    member_at(residence_cell(cell.parent, name="Khóm 3"))
    actor = AccountFactory(holds=[(role, cell)])
    granted = (
        role in policies.ROLES[policies.HELP] | policies.ROLES[policies.HELP_IN_CELL]
    )

    assert list(queries.servable_by(actor)) == ([member] if granted else [])


def test_helper_far_above_serves_nobody(cell, member):
    actor = AccountFactory(holds=[(Role.HELPER, cell.parent.parent)])

    assert not queries.servable_by(actor).exists()


def test_secretary_at_work_serves_who_works_there(member):
    at_work = workplace_cell()
    colleague = member_at(residence_cell(), workplace_cell=at_work)
    actor = AccountFactory(holds=[(Role.SECRETARY, at_work)])

    assert list(queries.servable_by(actor)) == [colleague]


def test_nobody_serves_themselves(cell):
    member = member_at(cell)
    actor = AccountFactory(owner=member.person, holds=[(Role.SECRETARY, cell)])

    assert not queries.servable_by(actor).exists()


@pytest.mark.parametrize("asked", ["cuong", "HỮU cường", "tran c"])
def test_member_is_found_by_name_without_marks(client, secretary, cell, member, asked):
    member_at(cell, person__full_name="Lê Thị Mận")

    page = client.get(reverse("helping:choose"), {"q": asked}).content.decode()

    assert "Trần Hữu Cường" in page
    assert "Lê Thị Mận" not in page


# Beginning


def start(client, member, agreed="on"):
    return client.post(
        reverse("helping:start", args=[member.pk]), {"has_agreed": agreed}
    )


def test_helping_wants_the_person_there_and_agreed(client, secretary, member):
    refused = start(client, member, agreed="")

    assert refused.status_code == 409
    assert "có mặt và đồng ý" in refused.content.decode()
    assert not Entry.objects.exists()


def test_helping_is_written_down_about_the_person(client, secretary, member):
    start(client, member)

    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == (commands.HELP_STARTED, secretary.journal_key)
    assert entry.about == f"people.person:{member.person_id}"


def test_every_page_says_who_is_served(client, secretary, member):
    before = client.get(reverse("shell:home")).content.decode()
    start(client, member)

    for name in ("shell:home", "readers:readers", "shell:help"):
        page = client.get(reverse(name)).content.decode()
        assert 'class="helping"' in page
        assert "Trần Hữu Cường" in page
    assert 'class="helping"' not in before


def test_offices_rest_while_somebody_is_served(client, secretary, member, cell):
    before = client.get(reverse("org:unit", args=[cell.code])).status_code
    start(client, member)

    assert before == 200
    assert client.get(reverse("org:unit", args=[cell.code])).status_code == 404


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("people:me", "get"),
        ("people:me", "post"),
        ("accounts:password", "get"),
        ("accounts:password", "post"),
        ("accounts:devices", "get"),
        ("accounts:end_devices", "post"),
        ("accounts:language", "post"),
        ("accounts:accept", "get"),
        ("helping:choose", "get"),
    ],
)
def test_own_settings_are_out_of_reach(client, secretary, member, name, method):
    start(client, member)

    refused = getattr(client, method)(reverse(name), {"language": "en"})

    assert refused.status_code == 403
    assert "đang giúp người khác" in refused.content.decode()


def test_nobody_is_served_by_who_serves_already(client, secretary, member, cell):
    other = member_at(cell)
    start(client, member)

    assert start(client, other).status_code == 403
    serving = Account.objects.get(pk=secretary.pk)
    serving.helping_id = member.person_id
    with pytest.raises(NotAllowed):
        commands.start_help(actor=serving, member=other, has_agreed=True)


def test_member_beside_is_not_there(client, secretary):
    assert start(client, member_at(residence_cell())).status_code == 404


# Ending


def test_done_gives_the_offices_back_and_is_written_down(
    client, secretary, member, cell
):
    start(client, member)

    client.post(reverse("helping:stop"))

    entry = Entry.objects.last()
    assert client.get(reverse("org:unit", args=[cell.code])).status_code == 200
    assert entry.verb == commands.HELP_ENDED
    assert entry.about == f"people.person:{member.person_id}"


def test_signing_out_ends_it_too(client, secretary, member):
    start(client, member)

    client.post(reverse("account_logout"))

    assert Entry.objects.last().verb == commands.HELP_ENDED


def test_it_ends_by_itself_after_half_an_hour(client, secretary, member, cell):
    start(client, member)
    with clock.at(NOW + HALF_AN_HOUR - dt.timedelta(seconds=1)):
        in_time = client.get(reverse("org:unit", args=[cell.code])).status_code

    with clock.at(NOW + HALF_AN_HOUR):
        page = client.get(reverse("org:unit", args=[cell.code]))

    assert in_time == 404
    assert page.status_code == 200
    assert "Đã hết 30 phút giúp" in page.content.decode()
    assert Entry.objects.last().verb == commands.HELP_ENDED


def test_form_that_arrives_too_late_does_nothing(client, secretary, member):
    start(client, member)

    with clock.at(NOW + HALF_AN_HOUR):
        refused = client.post(reverse("accounts:language"), {"language": "en"})

    assert refused.status_code == 409
    assert "chưa ghi" in refused.content.decode()
    assert Account.objects.get(pk=secretary.pk).language == "vi"


def test_it_ends_with_the_office_the_same_day(client, secretary, member):
    start(client, member)
    secretary.person.offices.update(until=clock.today())

    page = client.get(reverse("shell:home")).content.decode()

    assert 'class="helping"' not in page


def test_form_opened_for_one_person_is_not_sent_for_another(secretary, member):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(secretary)
    browser.get(reverse("helping:start", args=[member.pk]))
    token = browser.cookies["csrftoken"].value
    data = {"csrfmiddlewaretoken": token}
    begun = browser.post(
        reverse("helping:start", args=[member.pk]), data | {"has_agreed": "on"}
    )
    fresh = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}

    stale = browser.post(reverse("helping:stop"), data)
    done = browser.post(reverse("helping:stop"), fresh)

    assert begun.status_code == 302
    assert stale.status_code == 403
    assert done.status_code == 302


def test_list_asks_no_more_for_more_rows(
    client, secretary, cell, django_assert_num_queries
):
    member_at(cell)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("helping:choose"))
    for _ in range(3):
        member_at(cell)

    with django_assert_num_queries(len(few)):
        client.get(reverse("helping:choose"))


def test_what_is_done_carries_both_names(client, secretary, member):
    start(client, member)
    actor = Account.objects.get(pk=secretary.pk)
    actor.helping_id = member.person_id

    note_reading(actor=actor, person=Person.objects.get(pk=member.person_id), what="x")

    entry = Entry.objects.last()
    assert entry.actor == secretary.journal_key
    assert entry.on_behalf == f"people.person:{member.person_id}"


def test_refusal_tells_who_serves_to_end_that_first(client, secretary, member):
    own = client.get(reverse("notices:new"))
    start(client, member)

    answer = client.get(reverse("notices:new"))

    serving = answer.content.decode()
    assert (own.status_code, answer.status_code) == (200, 403)
    assert "Đồng chí đang giúp đồng chí Trần Hữu Cường nên chỉ mở được" in serving
    assert "phân công" not in serving
