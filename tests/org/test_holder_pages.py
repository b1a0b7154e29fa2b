import datetime as dt
import re

import pytest
from django.urls import reverse

from ganket.accounts import commands as accounts
from ganket.journal.models import Entry
from ganket.org import commands
from ganket.org.enums import GroupKind, Role
from ganket.org.models import GroupCell, ResidentialGroup
from ganket.people import commands as people
from ganket.people.models import Person
from tests.factories import AccountFactory, OfficeFactory
from tests.factories.org import nation, residence_cell, ward

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def test_opening_a_holder_is_written_down_about_them(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person

    client.get(reverse("org:holder", args=[person.pk]))

    entry = Entry.objects.get()
    assert (entry.verb, entry.about) == (people.READ, f"people.person:{person.pk}")


def test_opening_oneself_is_not_written_down(client, clerk):
    client.get(reverse("org:holder", args=[clerk.person.pk]))

    assert not Entry.objects.exists()


def test_holder_beside_is_not_there(client, clerk):
    person = OfficeFactory(unit=ward()).person

    for name in ("org:holder", "org:correct", "org:invite"):
        assert client.get(reverse(name, args=[person.pk])).status_code == 404
    for name in ("org:close_sign_in", "org:reopen_sign_in"):
        assert client.post(reverse(name, args=[person.pk])).status_code == 404


def test_invitation_is_asked_for_then_shown_once(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person
    address = reverse("org:invite", args=[person.pk])

    asked = client.get(address).content.decode()
    shown = client.post(address)
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}", shown.content.decode())[0]
    later = client.get(reverse("org:holder", args=[person.pk])).content.decode()

    assert "Mã chỉ hiện một lần" in asked
    assert "no-store" in shown.headers["Cache-Control"]
    assert code not in later
    assert accounts.accept_invitation(code=code, password="cây mận sau nhà")


def test_holder_of_more_elsewhere_is_not_invited_from_here(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person
    OfficeFactory(person=person, unit=nation(), role=Role.ADMINISTRATOR)

    page = client.get(reverse("org:holder", args=[person.pk])).content.decode()

    assert "thuộc nơi khác" in page
    for name in ("org:invite", "org:correct"):
        assert client.get(reverse(name, args=[person.pk])).status_code == 403
        assert client.post(reverse(name, args=[person.pk])).status_code == 403


def correction(person, **values):
    return {
        "version": person.version,
        "full_name": "Trần Thị Mận",
        "phone": "0913 555 012",
        "email": "man@example.vn",
    } | values


def test_holder_is_corrected(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person

    client.post(reverse("org:correct", args=[person.pk]), correction(person))

    kept = Person.objects.get(pk=person.pk)
    assert (kept.full_name, kept.phone()) == ("Trần Thị Mận", "0913 555 012")


def test_second_of_two_writers_sees_both_and_chooses(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person
    address = reverse("org:correct", args=[person.pk])
    client.post(address, correction(person))

    refused = client.post(address, correction(person, full_name="Trần Thị Mai"))
    page = refused.content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    client.post(address, correction(person, full_name="Trần Thị Mai", version=version))

    assert refused.status_code == 409
    assert "Trần Thị Mận" in page
    assert Person.objects.get(pk=person.pk).full_name == "Trần Thị Mai"


def test_sign_in_of_a_holder_is_closed_and_opened_again(client, clerk, top):
    holder = AccountFactory(holds=[(Role.HELPER, top)])
    address = reverse("org:holder", args=[holder.person.pk])

    client.post(reverse("org:close_sign_in", args=[holder.person.pk]))
    closed = client.get(address).content.decode()
    client.post(reverse("org:reopen_sign_in", args=[holder.person.pk]))
    reopened = client.get(address).content.decode()

    assert "Đã đóng" in closed
    assert "Mở lại quyền đăng nhập" in closed
    assert "Đóng quyền đăng nhập" in reopened


def test_group_is_added_and_placed(client, clerk, top):
    cell = residence_cell(top, code="31825.K02")
    data = {"kind": "QUARTER", "name": "2"}

    added = client.post(reverse("org:add_group", args=["31825"]), data)
    client.post(added.url, {"cell": cell.pk, "since": "23/11/2026"})

    group = ResidentialGroup.objects.get()
    assert GroupCell.objects.get(group=group).cell == cell


def test_group_posted_twice_is_answered_with_a_sentence(client, clerk, top):
    data = {"kind": "QUARTER", "name": "2"}
    client.post(reverse("org:add_group", args=["31825"]), data)

    refused = client.post(reverse("org:add_group", args=["31825"]), data)

    assert refused.status_code == 409
    assert "đã có tổ dân cư cùng tên" in refused.content.decode()
    assert ResidentialGroup.objects.count() == 1


def test_group_goes_to_a_cell_of_its_own_ward_only(client, clerk, top):
    group = commands.add_group(actor=clerk, ward=top, kind=GroupKind.QUARTER, name="2")
    data = {"cell": residence_cell().pk, "since": "23/11/2026"}

    refused = client.post(reverse("org:place_group", args=[group.pk]), data)

    assert refused.status_code == 422
    assert not GroupCell.objects.exists()


def test_group_of_another_ward_is_not_there(client, clerk):
    other = ward()
    group = ResidentialGroup.objects.create(
        ward=other, kind=GroupKind.QUARTER, name="2"
    )

    assert client.get(reverse("org:place_group", args=[group.pk])).status_code == 404
