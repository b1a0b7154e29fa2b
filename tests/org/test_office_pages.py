import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from ganket.org.enums import Role
from ganket.org.models import Office
from ganket.people.models import Person
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.org import nation, residence_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def links(page):
    return re.findall(r'href="/org/units/([^"/]+)/"', page.content.decode())


def term(**values):
    return {
        "client_key": str(uuid.uuid4()),
        "role": Role.HELPER.value,
        "since": "23/11/2026",
        "until": "",
    } | values


@pytest.mark.parametrize("asked", ["cuong tran", "Cường", "HỮU"])
def test_person_is_found_by_name_within_reach(client, clerk, top, asked):
    for unit in (residence_cell(top), residence_cell()):
        OfficeFactory(unit=unit, person=PersonFactory(full_name="Trần Hữu Cường"))

    page = client.get(reverse("org:appoint", args=["31825"]), {"q": asked})

    assert len(re.findall(r"/units/31825/offices/\d+/", page.content.decode())) == 1


def test_known_person_is_given_an_office(client, clerk, top):
    person = OfficeFactory(unit=residence_cell(top)).person

    client.post(reverse("org:appoint_known", args=["31825", person.pk]), term())

    assert Office.objects.get(unit=top, person=person).role == Role.HELPER


def test_person_of_another_place_is_not_there(client, clerk, top):
    person = OfficeFactory(unit=residence_cell()).person
    address = reverse("org:appoint_known", args=["31825", person.pk])

    assert client.post(address, term()).status_code == 404


def test_new_person_is_written_down_with_the_office(client, clerk, top):
    data = term(full_name="Trần Hữu Cường", phone="0913 555 012", email="")

    answer = client.post(reverse("org:appoint_new", args=["31825"]), data)

    person = Person.objects.get(full_name="Trần Hữu Cường")
    assert answer.url == reverse("org:holder", args=[person.pk])
    assert person.phone() == "0913 555 012"


def test_new_person_posted_twice_is_one_person(client, clerk, top):
    data = term(full_name="Trần Hữu Cường", phone="", email="")

    for _ in range(2):
        client.post(reverse("org:appoint_new", args=["31825"]), data)

    assert Person.objects.filter(full_name="Trần Hữu Cường").count() == 1


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("values", "status", "sentence"),
    [
        ({"full_name": ""}, 422, "còn trống"),
        ({"full_name": "."}, 409, "Chưa có họ và tên"),
        ({"full_name": "T" * 121}, 422, "121"),
        ({"phone": "12345"}, 409, "Số điện thoại chưa đúng"),
        ({"email": "cuong"}, 422, "Địa chỉ thư chưa đúng"),
        ({"since": "31/02/2026"}, 422, "không có trong lịch"),
        ({"until": "01/01/2026"}, 409, "Ngày thôi trước ngày bắt đầu"),
        ({"role": Role.ADMINISTRATOR.value}, 422, "Dòng đã chọn không còn dùng được"),
        ({"role": ""}, 422, "Chưa chọn"),
    ],
)
def test_new_holder_refuses_bad_input_with_a_sentence(client, values, status, sentence):
    data = term(full_name="Trần Hữu Cường", phone="", email="") | values
    before = Person.objects.count()

    refused = client.post(reverse("org:appoint_new", args=["31825"]), data)

    assert refused.status_code == status
    assert sentence in refused.content.decode()
    assert Person.objects.count() == before


def test_office_ends_and_the_rights_with_it_the_same_day(client, clerk, top):
    cell = residence_cell(top, code="31825.K02")
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    office = secretary.person.offices.get()

    client.post(reverse("org:end_office", args=[office.pk]), {"until": "23/11/2026"})
    client.force_login(secretary)

    assert client.get(reverse("org:unit", args=[cell.code])).status_code == 404
    assert links(client.get(reverse("org:units"))) == []


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("day", "status", "sentence"),
    [
        ("31/02/2026", 422, "không có trong lịch"),
        ("01/01/1999", 409, "Ngày thôi trước ngày bắt đầu"),
    ],
)
def test_end_refuses_bad_days_with_a_sentence(client, top, day, status, sentence):
    office = OfficeFactory(unit=top, role=Role.HELPER)

    refused = client.post(reverse("org:end_office", args=[office.pk]), {"until": day})

    assert refused.status_code == status
    assert sentence in refused.content.decode()


def test_ones_own_last_administration_stays(client):
    actor = AccountFactory(holds=[(Role.ADMINISTRATOR, nation())])
    client.force_login(actor)
    address = reverse("org:end_office", args=[actor.person.offices.get().pk])

    refused = client.post(address, {"until": "23/11/2026"})

    assert refused.status_code == 409
    assert "quản trị hệ thống cuối cùng của đồng chí" in refused.content.decode()
