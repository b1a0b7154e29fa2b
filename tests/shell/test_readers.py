import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.accounts import commands as accounts
from ganket.kernel import clock
from ganket.org import commands as org
from ganket.org.enums import Role
from ganket.people import commands as people
from tests.conftest import NOW
from tests.factories import AccountFactory, OfficeFactory, PersonFactory, member_at
from tests.factories.accounts import house
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def own(client):
    account = AccountFactory(owner=PersonFactory(full_name="Trần Hữu Cường"))
    client.force_login(account)
    return account.person


def officer(name="Nguyễn Thị Ngọc", unit=None, role=Role.CLERK):
    unit = unit or ward(name="Phường Bạc Liêu")
    return AccountFactory(owner=PersonFactory(full_name=name), holds=[(role, unit)])


def read(person, actor, what="Phiếu nhận xét năm 2026, bản in"):
    people.note_reading(actor=actor, person=person, what=what)


def shown(client, name="readers:readers"):
    return client.get(reverse(name)).content.decode()


def test_reader_is_told_with_office_day_hour_and_paper(client, own):
    read(own, officer())

    page = shown(client)

    assert "Nguyễn Thị Ngọc, Cán bộ Ban Xây dựng Đảng, Đảng ủy phường Bạc Liêu" in page
    assert "Thứ Hai, 23/11/2026" in page
    assert "8 giờ: Phiếu nhận xét năm 2026, bản in" in page


def test_reader_is_told_in_the_language_of_who_reads_the_page(client, own):
    what = "Phiếu nhận xét năm %(year)d"
    people.note_reading(actor=officer(), person=own, what=what, year=2026)

    vietnamese = shown(client)
    accounts.change_language(account=own.account, language="en")
    english = shown(client)

    assert "8 giờ: Phiếu nhận xét năm 2026" in vietnamese
    assert "8:00: Review of 2026" in english


def test_office_is_the_one_of_that_day(client, own):
    reader = officer()
    read(own, reader)
    reader.person.offices.update(until=dt.date(2026, 11, 24))

    with clock.at(NOW + dt.timedelta(days=30)):
        client.force_login(own.account)
        page = shown(client)

    assert "Cán bộ Ban Xây dựng Đảng" in page


def test_one_reader_on_one_day_is_one_visit(client, own):
    reader = officer()
    for hours in (0, 2, 24):
        with clock.at(NOW + dt.timedelta(hours=hours)):
            read(own, reader)

    page = shown(client)

    assert page.count("<h2>Nguyễn Thị Ngọc") == 2


def test_readers_of_others_are_not_shown(client, own):
    read(PersonFactory(), officer())

    assert "Chưa ai mở hồ sơ của đồng chí" in shown(client)


def test_own_reading_is_not_shown(client, own):
    read(own, own.account)

    assert "Chưa ai mở hồ sơ của đồng chí" in shown(client)


def test_reading_by_the_own_helper_is_shown_with_both_names(client, own):
    helper = officer(role=Role.HELPER)
    helper.helping_id = own.pk
    read(own, helper)

    assert "Nguyễn Thị Ngọc, Người giúp đỡ" in shown(client)
    assert "làm giúp đồng chí Trần Hữu Cường" in shown(client)


def test_opening_by_a_page_of_an_officer_comes_to_the_list(client, own):
    unit = ward()
    OfficeFactory(person=own, unit=unit)
    client.force_login(officer(unit=unit))
    client.get(reverse("org:holder", args=[own.pk]))

    client.force_login(own.account)

    assert "Trang người giữ chức vụ" in shown(client)


def test_help_is_told_from_beginning_to_end(client):
    cell = residence_cell()
    member = member_at(cell, person__full_name="Trần Hữu Cường")
    account = accounts.create_account(actor=house())
    member.person.account = account
    member.person.save()
    client.force_login(officer(unit=cell, role=Role.SECRETARY))
    client.post(reverse("helping:start", args=[member.pk]), {"has_agreed": "on"})
    client.post(reverse("helping:stop"))

    client.force_login(account)
    page = shown(client, "readers:helpers")

    assert page.index("Giúp xong") < page.index("Bắt đầu giúp, có mặt đồng chí")
    assert "Nguyễn Thị Ngọc, Bí thư" in page


def test_what_a_helper_did_is_told(client, own):
    helper = officer(role=Role.HELPER)
    helper.helping_id = own.pk
    read(PersonFactory(), helper)

    assert "Mở xem hồ sơ" in shown(client, "readers:helpers")


def test_changes_tell_of_office_invitation_and_password(client, own):
    unit = ward()
    clerk = officer(unit=unit, role=Role.SECRETARY)
    org.give_office(actor=clerk, person=own, unit=unit, role=Role.DEPUTY, since=TODAY)
    invited = org.invite_holder(actor=clerk, person=own)
    account = accounts.accept_invitation(code=invited.code, password="cây mận sau nhà")

    client.force_login(account)
    page = shown(client, "readers:changes")

    assert page.count("Cấp mã mời") == 1
    for label in ("Giao chức vụ", "Cấp mã mời", "Dùng mã mời", "Đặt mật khẩu"):
        assert label in page
    assert invited.code not in page


@pytest.mark.parametrize(
    "name", ["readers:readers", "readers:helpers", "readers:changes"]
)
def test_lists_ask_no_more_for_more_rows(client, own, name):
    def more(entries):
        for _ in range(entries):
            reader = officer(unit=ward())
            read(own, reader)
            people.invite(actor=reader, person=own)
            reader.helping_id = own.pk
            read(own, reader)

    more(2)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(name))
    more(4)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(name))

    assert len(many) == len(few)


def test_long_list_goes_by_pages(client, own):
    reader = officer()
    for minutes in range(51):
        with clock.at(NOW + dt.timedelta(minutes=minutes)):
            read(own, reader)

    first, second = shown(client), client.get(reverse("readers:readers") + "?page=2")

    assert first.count("<li>") - second.content.decode().count("<li>") == 49


def test_account_of_the_machine_has_no_record(client):
    client.force_login(house())

    assert client.get(reverse("readers:readers")).status_code == 403


def test_purged_person_sees_that_it_was_read_and_nothing_more(client, own):
    from ganket.journal import vault
    from ganket.journal.commands import key_of

    read(own, officer())
    vault.forget(key_of(own))

    page = shown(client)

    assert "Nguyễn Thị Ngọc" in page
    assert "8 giờ: hồ sơ" in page
