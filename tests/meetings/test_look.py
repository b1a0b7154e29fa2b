import pytest
from django.urls import reverse

from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import announced, closed, mark, opened, planned
from tests.factories.opinions import answered, raised
from tests.factories.org import residence_cell, ward
from tests.looking import look_at

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def season():
    """A cell with a meeting in every state, and what they show."""
    cell = residence_cell(ward())
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    deputy = AccountFactory(holds=[(Role.DEPUTY, cell)])
    member = member_at(cell, name="Nguyễn Thị Bích Ánh", account=True)
    others = [member_at(cell) for _ in range(24)]
    raised(member=member)
    answered(cell, by=secretary)
    extra = {"kind": "EXTRA", "half": None, "by": secretary}
    over = closed(cell, **extra, marks={member: "PRESENT", others[0]: "EXCUSED"})
    room = opened(cell, by=secretary)
    for other, presence in zip(others, ["PRESENT", "EXCUSED", "ABSENT"], strict=False):
        mark(room, other, presence, by=secretary)
    mark(room, others[0], "ABSENT", by=deputy)
    draft, told = planned(cell, **extra), announced(cell, **extra)
    return secretary, member.person.account, draft, told, room, over


def pages_of(made):
    secretary, member, draft, told, room, over = made
    keeper = {
        "list": reverse("meetings:list"),
        "plan": reverse("meetings:plan"),
        "draft": reverse("meetings:detail", args=[draft.pk]),
        "edit": reverse("meetings:edit", args=[draft.pk]),
        "agenda": reverse("meetings:agenda", args=[draft.pk]),
        "item": reverse(
            "meetings:edit_item", args=[draft.pk, draft.items.get(position=2).pk]
        ),
        "announce": reverse("meetings:announce", args=[draft.pk]),
        "cancel": reverse("meetings:cancel", args=[told.pk]),
        "announced": reverse("meetings:detail", args=[told.pk]),
        "open": reverse("meetings:detail", args=[room.pk]),
        "attendance": reverse("meetings:attendance", args=[room.pk]),
        "sheet": reverse("meetings:sheet", args=[room.pk]),
        "walk_in": reverse("meetings:walk_in", args=[room.pk]) + "?q=a",
        "opinion": reverse("meetings:opinion", args=[room.pk]),
        "minutes": reverse("meetings:minutes", args=[room.pk]),
        "close": reverse("meetings:close", args=[room.pk]),
        "closed": reverse("meetings:detail", args=[over.pk]),
        "closed_roll": reverse("meetings:attendance", args=[over.pk]),
    }
    reader = {
        "read": reverse("meetings:detail", args=[told.pk]),
        "leave": reverse("meetings:leave", args=[told.pk]),
        "read_minutes": reverse("meetings:detail", args=[over.pk]),
    }
    named = {f"meetings_{name}": (secretary, url) for name, url in keeper.items()}
    return named | {f"meetings_{name}": (member, url) for name, url in reader.items()}


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(width, live_server, page_at):
    look_at(page_at(width), live_server, pages_of(season()), width)


def test_empty_pages_are_accessible(live_server, page_at):
    cell = residence_cell(ward())
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    draft = planned(cell, by=secretary)
    room = opened(cell, by=secretary, kind="EXTRA", half=None)
    empty = {
        "list": reverse("opinions:list"),
        "not_met": reverse("contributions:not_met"),
        "roll": reverse("meetings:attendance", args=[draft.pk]),
        "room": reverse("meetings:attendance", args=[room.pk]),
        "unmarked": reverse("meetings:attendance", args=[room.pk]) + "?show=unmarked",
        "opinion": reverse("meetings:opinion", args=[room.pk]),
        "close": reverse("meetings:close", args=[room.pk]),
    }
    pages = {f"empty_{name}": (secretary, url) for name, url in empty.items()}
    stranger = AccountFactory(owner=member_at(cell).person)
    pages["empty_meetings"] = (stranger, reverse("meetings:list"))
    pages["empty_work"] = (stranger, reverse("contributions:mine"))

    look_at(page_at(360), live_server, pages, 360)
