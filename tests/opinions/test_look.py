import pytest
from django.urls import reverse

from tests.factories.opinions import answered, fresh
from tests.looking import look_at, signed_in
from tests.opinions.test_views import Place

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def pages_of(place):
    raised = place.raised()
    told = answered(member=place.member, by=place.secretary)
    of = {"raised": raised.pk, "told": told.pk}
    pages = {
        "mine": (place.proposer, reverse("opinions:list")),
        "home": (place.proposer, reverse("opinions:list") + "?view=home"),
        "raise": (place.proposer, reverse("opinions:raise")),
        "receipt": (place.proposer, reverse("opinions:receipt", args=[of["raised"]])),
        "own": (place.proposer, reverse("opinions:detail", args=[of["told"]])),
        "accept": (place.proposer, reverse("opinions:accept", args=[of["told"]])),
        "reject": (place.proposer, reverse("opinions:reject", args=[of["told"]])),
        "held": (place.secretary, reverse("opinions:list")),
        "note": (place.secretary, reverse("opinions:note")),
        "detail": (place.secretary, reverse("opinions:detail", args=[of["raised"]])),
        "answer": (place.secretary, reverse("opinions:answer", args=[of["raised"]])),
        "pass_up": (place.secretary, reverse("opinions:pass_up", args=[of["raised"]])),
        "ward": (place.clerk, reverse("opinions:list") + "?view=open"),
        "front": (place.front, reverse("opinions:list")),
        "not_met": (place.secretary, reverse("contributions:not_met")),
        "member": (
            place.secretary,
            reverse("contributions:member", args=[place.member.pk]),
        ),
        "work": (place.proposer, reverse("contributions:mine")),
        "note_work": (
            place.proposer,
            reverse("contributions:note", args=[place.member.pk]),
        ),
    }
    return {f"opinions_{name}": page for name, page in pages.items()}


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(width, live_server, page_at):
    look_at(page_at(width), live_server, pages_of(Place()), width)


def test_opinion_goes_from_the_phone_to_its_proposers_yes(live_server, page_at):
    place = Place()
    phone = signed_in(page_at(360), live_server, place.proposer)
    desk = signed_in(page_at(1280), live_server, place.secretary)

    phone.goto(live_server.url + reverse("opinions:raise"))
    phone.get_by_label("Việc gì?").fill("Đèn đường hẻm 12 hỏng")
    phone.get_by_label("Nội dung").fill("Ba bóng tắt đã hai tuần.")
    phone.get_by_role("button", name="Gửi ý kiến cho chi bộ").click()
    phone.get_by_role("link", name="Theo dõi ý kiến này").click()
    desk.goto(live_server.url + reverse("opinions:list"))
    desk.get_by_role("link", name="Đèn đường hẻm 12 hỏng").click()
    desk.get_by_role("link", name="Trả lời người nêu").click()
    desk.get_by_label("Đã giải quyết", exact=True).check()
    desk.get_by_label("Trả lời", exact=True).fill("Điện lực đã thay ba bóng.")
    desk.get_by_role("button", name="Xem lại trước khi gửi").click()
    desk.get_by_role("button", name="Gửi câu trả lời").click()
    phone.reload()
    phone.get_by_role("link", name="Đã xong").click()
    phone.get_by_role("button", name="Đúng, đã xong").click()

    opinion = place.member.opinions.get()
    assert fresh(opinion).state == "CLOSED"
    assert phone.get_by_text("Ý kiến đã xong.").is_visible()
