import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from ganket.kernel import clock
from ganket.opinions.models import Opinion
from tests.factories.opinions import WORDS
from tests.opinions.test_views import Place, post_as, text_of

__all__ = ["post_as"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_note_taker_withdraws_after_a_summary(place, client, post_as):
    noted = {"member": place.member.pk, "client_key": uuid4(), **WORDS}
    post_as(place.secretary, "opinions:note", **noted)
    opinion = Opinion.objects.get()
    address = reverse("opinions:withdraw", args=[opinion.pk])
    values = {"version": 0, "text": "Ghi nhầm người nêu."}

    offered = client.get(reverse("opinions:detail", args=[opinion.pk]))
    summary = client.post(address, values)
    client.post(address, values | {"checked": "yes"})
    page = client.get(reverse("opinions:detail", args=[opinion.pk]))

    assert address in text_of(offered)
    assert "Xem lại trước khi rút" in text_of(summary)
    assert "Ý kiến này đã rút vì ghi nhầm" in text_of(page)
    assert client.get(address).status_code == 409


def test_withdrawn_stands_once_in_the_list_with_its_reason_for_its_proposer(
    place, client, post_as
):
    noted = {"member": place.member.pk, "client_key": uuid4(), **WORDS}
    post_as(place.secretary, "opinions:note", **noted)
    said = {"version": 0, "text": "Ghi nhầm người nêu.", "checked": "yes"}
    post_as(place.secretary, "opinions:withdraw", Opinion.objects.get().pk, **said)

    client.force_login(place.proposer)
    mine = text_of(client.get(reverse("opinions:list"), {"view": "mine"}))
    home = text_of(client.get(reverse("opinions:list"), {"view": "home"}))

    assert mine.count("Ghi nhầm, đã rút") == 1
    assert "Lý do rút: Ghi nhầm người nêu." in mine
    assert home.count("Ghi nhầm, đã rút") == 1


def test_withdraw_of_yesterday_is_refused_before_anything_is_typed(
    place, client, post_as
):
    noted = {"member": place.member.pk, "client_key": uuid4(), **WORDS}
    post_as(place.secretary, "opinions:note", **noted)
    opinion = Opinion.objects.get()
    address = reverse("opinions:withdraw", args=[opinion.pk])

    told = text_of(client.get(address))
    with clock.at(clock.now() + dt.timedelta(days=1)):
        offered = client.get(reverse("opinions:detail", args=[opinion.pk]))
        refused = client.get(address)

    assert "Người nêu được báo" in told
    assert address not in text_of(offered)
    assert refused.status_code == 409
    assert "ngay trong ngày ghi" in text_of(refused)
