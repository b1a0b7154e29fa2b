import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ganket.accounts import commands as accounts
from ganket.accounts.models import Invitation
from ganket.org.enums import Role
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.org import nation, residence_cell, ward
from tests.fakes import recording_renderer

pytestmark = pytest.mark.django_db


@pytest.fixture
def top(client):
    top = ward()
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))
    return top


def slip(client, person):
    return client.post(reverse("inviting:slip", args=[person.pk]))


def test_slip_is_a_paper_with_a_code_that_works(client, top):
    person = OfficeFactory(
        unit=residence_cell(top), person=PersonFactory(full_name="Trần Hữu Cường")
    ).person

    answer = slip(client, person)

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}", text)[0]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Trần Hữu Cường" in text
    assert "Chi bộ khóm 2" in text
    assert accounts.accept_invitation(code=code, password="cây mận sau nhà")


def test_slip_leads_the_telephone_to_the_page_of_the_code(client, top):
    person = OfficeFactory(unit=residence_cell(top)).person

    with recording_renderer() as renderer:
        slip(client, person)

    (sheet,) = renderer.sheets
    assert sheet.link == (
        f"http://127.0.0.1:8000/account/invitation/?code={sheet.code}"
    )
    assert sheet.address == "127.0.0.1:8000"
    assert sheet.valid_until.endswith("đến hết ngày 23/12/2026.")


def test_slip_of_somebody_beside_is_not_there(client, top):
    assert slip(client, OfficeFactory(unit=ward()).person).status_code == 404


def test_slip_of_who_holds_more_elsewhere_is_refused(client, top):
    person = OfficeFactory(unit=residence_cell(top)).person
    OfficeFactory(person=person, unit=nation(), role=Role.ADMINISTRATOR)

    assert slip(client, person).status_code == 403
    assert not Invitation.objects.exists()
