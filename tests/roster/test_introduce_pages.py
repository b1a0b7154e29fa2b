import datetime as dt
import re

import pytest
from django.urls import reverse

from ganket.roster.models import Introduction
from tests.factories.org import ward
from tests.roster.pages import place, signed_in, text_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def here():
    return place()


def at(name, row):
    return reverse(f"roster:{name}", args=[row.pk])


def test_paper_is_looked_at_before_it_goes(here):
    member = here.worker()
    typed = {"ward": "31825", "address": "12 Trần Phú", "residence": "PERMANENT"}

    answer = signed_in(here.officer).post(at("introduce", member), typed)

    page = text_of(answer)
    assert (answer.status_code, Introduction.objects.count()) == (200, 0)
    assert "Bước 3 trên 3" in page
    assert here.home.full_name in page
    assert 'name="address" value="12 Trần Phú"' in page
    assert 'name="step" value="write"' in page


def test_what_was_looked_at_is_filled_in_again_on_the_way_back(here):
    typed = {"ward": "31825", "address": "12 Trần Phú", "residence": "TEMPORARY"}

    answer = signed_in(here.officer).post(
        at("introduce", here.worker()), typed | {"step": "fill"}
    )

    page = text_of(answer)
    assert answer.status_code == 200
    assert 'value="12 Trần Phú"' in page
    assert "Bước 2 trên 3" in page


def test_paper_without_a_home_is_asked_for_one(here):
    client, member = signed_in(here.officer), here.worker()
    typed = {"ward": "31825", "residence": "PERMANENT"}

    without = client.post(at("introduce", member), typed)
    grouped = client.post(at("introduce", member), typed | {"group": here.group.pk})

    assert without.status_code == 409
    assert "Chưa ghi nơi ở" in text_of(without)
    assert "Bước 3 trên 3" in text_of(grouped)


def test_batch_without_a_home_is_asked_for_it_in_the_row(here):
    answer = signed_in(here.officer).post(
        reverse("roster:introduce_many"),
        {"member": here.worker().pk, "ward": "31825", "step": "check"},
    )

    assert answer.status_code == 409
    assert "Chưa ghi nơi ở" in text_of(answer)


def ticks_of(text):
    boxes = re.findall(r'<input type="checkbox" name="member"[^>]*>', text)
    found = [(re.search(r'value="(\d+)"', box)[1], " checked" in box) for box in boxes]
    return {int(key): is_ticked for key, is_ticked in found}


def batch_of(members, *, ticked, **values):
    return {
        "listed": [member.pk for member in members],
        "member": [member.pk for member in ticked],
        "ward": "31825",
        "step": "check",
        **values,
    }


def test_batch_comes_back_ticked_and_typed_as_it_was_sent(here):
    one, two, three = (here.worker(name) for name in ("Lê An", "Lê Bảo", "Lê Chi"))
    typed = {
        f"address-{one.pk}": "12 Trần Phú",
        f"address-{three.pk}": "3 Hai Bà Trưng",
    }
    sent = batch_of([one, two, three], ticked=[one, two], **typed)

    answer = signed_in(here.officer).post(reverse("roster:introduce_many"), sent)

    page = text_of(answer)
    assert answer.status_code == 409
    assert ticks_of(page) == {one.pk: True, two.pk: True, three.pk: False}
    assert 'value="12 Trần Phú"' in page
    assert 'value="3 Hai Bà Trưng"' in page
    assert page.count("Chưa ghi nơi ở") == 1


@pytest.mark.parametrize("step", ["check", "write"])
def test_batch_with_none_ticked_keeps_the_page_and_what_was_typed(here, step):
    one, two = here.worker("Lê An"), here.worker("Lê Bảo")
    typed = {f"address-{one.pk}": "12 Trần Phú", f"residence-{two.pk}": "TEMPORARY"}
    sent = batch_of([one, two], ticked=[], **typed) | {"step": step}

    answer = signed_in(here.officer).post(reverse("roster:introduce_many"), sent)

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Chưa chọn đồng chí nào" in page
    assert ticks_of(page) == {one.pk: False, two.pk: False}
    assert 'value="12 Trần Phú"' in page
    assert page.count('value="TEMPORARY" selected') == 1
    assert not Introduction.objects.exists()


def test_batch_sends_the_ticked_and_keeps_the_rest_for_the_way_back(here):
    one, two = here.worker("Lê An"), here.worker("Lê Bảo")
    typed = {f"address-{m.pk}": f"Số {m.pk} Trần Phú" for m in (one, two)}
    sent = batch_of([one, two], ticked=[one], **typed)
    client, address = signed_in(here.officer), reverse("roster:introduce_many")

    look = text_of(client.post(address, sent))
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', look)
    back = {name: [v for n, v in hidden if n == name] for name, _value in hidden}
    again = text_of(client.post(address, back | {"step": "fill"}))
    client.post(address, back | {"step": "write"})

    assert "Lê An" in look
    assert "Lê Bảo" not in look
    assert ticks_of(again) == {one.pk: True, two.pk: False}
    assert f'value="Số {two.pk} Trần Phú"' in again
    assert Introduction.objects.get().member == one


def test_batch_starts_with_everybody_ticked(here):
    one, two = here.worker("Lê An"), here.worker("Lê Bảo")
    asked = {"member": [one.pk, two.pk], "ward": "31825"}

    page = text_of(signed_in(here.officer).get(reverse("roster:introduce_many"), asked))

    assert ticks_of(page) == {one.pk: True, two.pk: True}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("99999", "đã kết thúc hoạt động ngày 23/11/2026"),
        ("88888", "Không có xã, phường, đặc khu nào mang mã này"),
    ],
)
def test_ward_that_cannot_be_chosen_is_told_why(here, code, sentence):
    ward(code="99999", closed_on=TODAY)

    page = signed_in(here.officer).get(at("introduce", here.worker()), {"ward": code})

    assert "Bước 1 trên 3" in text_of(page)
    assert sentence in text_of(page)


@pytest.mark.parametrize("step", ["check", "write"])
def test_ward_that_closed_meanwhile_leaves_what_was_typed(here, step):
    closed = ward(name="Phường Hiệp Thành", code="99999", closed_on=TODAY)
    client, member = signed_in(here.officer), here.worker()
    typed = {"address": "12 Trần Phú", "residence": "TEMPORARY", "step": step}

    answer = client.post(at("introduce", member), typed | {"ward": closed.code})
    found = client.post(at("introduce", member), typed | {"q": "bac lieu"})
    again = client.post(
        at("introduce", member), typed | {"ward": "31825", "step": "fill"}
    )

    assert answer.status_code == 409
    assert "phường Hiệp Thành đã kết thúc hoạt động" in text_of(answer)
    assert 'name="address" value="12 Trần Phú"' in text_of(answer)
    assert 'name="ward" value="31825"' in text_of(found)
    assert 'name="address" value="12 Trần Phú"' in text_of(found)
    assert 'value="12 Trần Phú"' in text_of(again)
    assert not Introduction.objects.exists()


def test_batch_to_a_ward_that_closed_keeps_its_addresses(here):
    closed = ward(code="99999", closed_on=TODAY)
    member = here.worker()

    answer = signed_in(here.officer).post(
        reverse("roster:introduce_many"),
        {
            "member": member.pk,
            "ward": closed.code,
            f"address-{member.pk}": "12 Trần Phú",
            "step": "write",
        },
    )

    assert answer.status_code == 409
    assert f'name="address-{member.pk}" value="12 Trần Phú"' in text_of(answer)
    assert f'name="member" value="{member.pk}"' in text_of(answer)
