import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.journal.models import Entry
from ganket.org.enums import Role
from ganket.roster import commands, queries
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import HomeLink, Introduction
from tests.factories import AccountFactory
from tests.factories.org import ward, workplace, workplace_cell
from tests.factories.roster import HomeLinkFactory
from tests.roster.pages import home_of, place, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = reverse("roster:introductions")
TODAY = dt.date(2026, 11, 23)
WRITTEN = {"residence": "PERMANENT", "address": "12 Trần Phú", "step": "write"}


@pytest.fixture
def here():
    return place()


def at(name, row):
    return reverse(f"roster:{name}", args=[row.pk])


def test_ward_is_found_by_name_without_marks_and_by_code(here):
    member = here.worker()
    ward(name="Phường Hiệp Thành", code="31834")
    client = signed_in(here.officer)

    by_name = text_of(client.get(at("introduce", member), {"q": "bac lieu"}))
    by_code = text_of(client.get(at("introduce", member), {"q": "31834"}))
    nothing = text_of(client.get(at("introduce", member), {"q": "zzz"}))

    assert "ward=31825" in by_name
    assert "Hiệp Thành" not in by_name
    assert "ward=31834" in by_code
    assert "Không có nơi nào khớp" in nothing


def test_paper_is_written_to_the_chosen_ward(here):
    member = here.worker()

    answer = signed_in(here.officer).post(
        at("introduce", member) + "?ward=31825",
        {
            "address": "12 Trần Phú",
            "group": here.group.pk,
            "residence": "PERMANENT",
            "exemption": "WORKS_AWAY",
            "issued_on": "20/11/2026",
            "step": "write",
        },
    )

    paper = Introduction.objects.get()
    assert answer.headers["Location"] == at("introduction", paper)
    assert (paper.to_ward, paper.group) == (here.home, here.group)
    assert (paper.exemption, paper.issued_on) == ("WORKS_AWAY", dt.date(2026, 11, 20))


def test_second_paper_is_refused_in_the_form(here):
    member = here.worker()
    here.paper(member)

    answer = signed_in(here.officer).post(
        at("introduce", member) + "?ward=31825", WRITTEN
    )

    assert answer.status_code == 409
    assert "đã có một giấy giới thiệu đang chờ" in text_of(answer)


def test_whoever_moved_is_introduced_again(here):
    member = here.neighbour()
    other = ward(name="Phường Hiệp Thành", code="31834")

    page = signed_in(here.officer).get(at("introduce", member), {"ward": "31834"})
    signed_in(here.officer).post(at("introduce", member) + "?ward=31834", WRITTEN)

    assert "giới thiệu lại sau khi chuyển nơi ở" in text_of(page)
    assert Introduction.objects.get().renews == home_of(member)
    assert Introduction.objects.get().to_ward == other


def test_ward_introduces_and_assigns_its_own_staff_at_once(here):
    office = workplace_cell(here.home, name="Văn phòng", code="31825.VP")
    staff = commands.add_member(
        actor=here.clerk,
        cell=office,
        particulars=commands.Particulars(full_name="Lê An", birth_year=1980),
    )

    signed_in(here.clerk).post(
        at("introduce", staff) + "?ward=31825",
        WRITTEN | {"cell": here.cells[0].pk},
    )

    assert home_of(staff).cell == here.cells[0]


def test_path_of_a_paper_goes_on_with_its_states(here):
    paper = here.paper()
    client = signed_in(here.clerk)
    address = at("introduction", paper)

    waiting = text_of(client.get(address))
    client.post(at("receive", paper))
    received = text_of(client.get(address))
    client.post(at("assign", paper), {"cell": here.cells[0].pk})
    assigned = text_of(client.get(address))

    assert waiting.count("path__step--done") == 1
    assert received.count("path__step--done") == 2
    assert assigned.count("path__step--done") == 3
    assert "Phân về Chi bộ khóm 1" in assigned


def test_paper_is_received_on_another_day(here):
    paper = here.paper(issued_on=dt.date(2026, 11, 16))
    client = signed_in(here.clerk)

    early = client.post(at("receive", paper), {"received_on": "15/11/2026"})
    nonsense = client.post(at("receive", paper), {"received_on": "31/02/2026"})
    client.post(at("receive", paper), {"received_on": "18/11/2026"})

    assert (early.status_code, nonsense.status_code) == (409, 422)
    assert "trước ngày viết giấy giới thiệu" in text_of(early)
    assert HomeLink.objects.get().since == dt.date(2026, 11, 18)


def test_second_clerk_is_told_how_the_paper_stands(here):
    paper = here.paper()
    client = signed_in(here.clerk)
    client.post(at("receive", paper))

    answer = client.post(at("receive", paper))

    assert answer.status_code == 409
    assert "đã tiếp nhận, chờ phân về chi bộ ngày 23/11/2026" in text_of(answer)


def test_reason_is_asked_for_and_kept_short(here):
    client, paper = signed_in(here.clerk), here.paper()

    asked = text_of(client.get(at("refuse", paper)))
    long = client.post(at("refuse", paper), {"reason": "a" * 501})

    label = asked[asked.index("Lý do trả lại") : asked.index("Một câu, để nơi")]
    assert "không bắt buộc" not in label
    assert long.status_code == 422
    assert "Lý do dài quá 500 chữ" in text_of(long)


def test_those_without_a_paper_who_wait_for_a_cell_are_told_of(here):
    here.received()
    for _ in range(2):
        HomeLinkFactory(ward=here.home, cell=None)

    page = text_of(signed_in(here.clerk).get(LIST, {"state": "RECEIVED"}))

    assert "Ngoài ra còn 2 đồng chí" in page
    assert "show=waiting" in page


def test_paper_is_sent_back_with_a_reason(here):
    paper = here.paper()
    client = signed_in(here.clerk)

    empty = client.post(at("refuse", paper), {"reason": " "})
    client.post(at("refuse", paper), {"reason": "Số nhà này thuộc phường khác."})
    seen = signed_in(here.officer).get(at("introduction", paper))

    assert "Chưa có lý do" in text_of(empty)
    assert "Số nhà này thuộc phường khác." in text_of(seen)


def test_refusal_is_taken_back_while_the_workplace_did_nothing(here):
    paper, client = here.paper(), signed_in(here.clerk)
    client.post(at("refuse", paper), {"reason": "Nhầm."})
    shown = text_of(client.get(at("introduction", paper)))
    other = text_of(signed_in(here.officer).get(at("introduction", paper)))

    client.post(at("undo_refusal", paper))

    paper.refresh_from_db()
    assert at("undo_refusal", paper) in shown
    assert at("undo_refusal", paper) not in other
    assert (paper.state, paper.refusal, paper.refused_on) == ("ISSUED", "", None)
    assert Entry.objects.filter(verb="roster.refusal_undone").count() == 1


@pytest.mark.parametrize("acts", ["writes", "ends"])
def test_refusal_stays_once_the_workplace_has_acted(here, acts):
    paper = here.paper()
    commands.refuse_introduction(actor=here.clerk, introduction=paper, reason="Sai.")
    member = paper.member
    if acts == "writes":
        here.paper(member)
    else:
        link = queries.work_link_of(member)
        commands.end_work_link(actor=here.officer, link=link, end=LinkEnd.RETIRED)
    client = signed_in(here.clerk)

    shown = text_of(client.get(at("introduction", paper)))
    answer = client.post(at("undo_refusal", paper))

    paper.refresh_from_db()
    assert at("undo_refusal", paper) not in shown
    assert answer.status_code == 409
    assert paper.state == "REFUSED"


def test_refusal_is_the_wards_to_take_back(here):
    paper = here.paper()
    commands.refuse_introduction(actor=here.clerk, introduction=paper, reason="Sai.")

    answer = signed_in(here.officer).post(at("undo_refusal", paper))

    paper.refresh_from_db()
    assert answer.status_code == 403
    assert paper.state == "REFUSED"


def test_reception_and_issue_are_taken_back(here):
    paper = here.paper()
    signed_in(here.clerk).post(at("receive", paper))

    signed_in(here.clerk).post(at("undo", paper))
    signed_in(here.officer).post(at("withdraw", paper))

    paper.refresh_from_db()
    assert paper.state == IntroductionState.WITHDRAWN


def test_sides_may_not_do_each_others_work(here):
    paper = here.paper()
    beside = AccountFactory(holds=[(Role.CLERK, ward())])

    statuses = {
        (who, name): signed_in(account).post(at(name, paper)).status_code
        for who, account in [("officer", here.officer), ("beside", beside)]
        for name in ["receive", "refuse", "assign", "undo"]
    }

    assert set(statuses.values()) == {403, 404}
    assert {s for (who, _), s in statuses.items() if who == "officer"} == {403}
    assert signed_in(here.clerk).post(at("withdraw", paper)).status_code == 403


def test_inbox_lists_what_waits_longest_first_and_marks_what_is_late(here):
    here.paper(here.worker("Lê Thị Sau"), issued_on=TODAY)
    here.paper(here.worker("Trần Văn Trước"), issued_on=dt.date(2026, 11, 2))

    page = text_of(signed_in(here.clerk).get(LIST))

    assert page.index("Trần Văn Trước") < page.index("Lê Thị Sau")
    assert "Quá hạn 09/11/2026" in page
    assert "Hạn 01/12/2026" in page


@pytest.mark.parametrize("who", ["clerk", "officer"])
@pytest.mark.parametrize("state", ["ISSUED", "RECEIVED"])
def test_lists_of_papers_ask_no_more_for_more_rows(here, who, state):
    client = signed_in(getattr(here, who))

    def grow(name):
        paper = here.paper(here.worker(name), group=here.group)
        if state == "RECEIVED":
            commands.receive_introduction(actor=here.clerk, introduction=paper)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST, {"state": state})
        return len(seen.captured_queries)

    grow("Lê An")
    one = asked()
    grow("Lê Bảo")
    grow("Lê Cầm")

    assert asked() == one


def test_several_are_received_after_a_look(here):
    papers = [here.paper(here.worker(f"Lê Văn {n}")) for n in "abc"]
    client = signed_in(here.clerk)
    chosen = {"paper": [papers[0].pk, papers[1].pk]}

    look = text_of(client.get(reverse("roster:receive_many"), chosen))
    client.post(reverse("roster:receive_many"), chosen)

    assert "Tiếp nhận 2 đồng chí" in look
    assert [p.member.person.full_name for p in _in("RECEIVED")] == [
        "Lê Văn a",
        "Lê Văn b",
    ]
    client.post(reverse("roster:undo_many"), chosen)
    assert len(_in("ISSUED")) == 3


def test_one_refusal_hinders_no_other(here):
    good, closed = here.worker("Lê Văn Tốt"), here.worker("Lê Văn Vướng")
    papers = [here.paper(good), here.paper(closed)]
    HomeLink.objects.create(
        member=closed, ward=ward(), residence="PERMANENT", since=TODAY
    )

    answer = signed_in(here.clerk).post(
        reverse("roster:receive_many"),
        {"paper": [p.pk for p in papers]},
        follow=True,
    )

    assert [p.member for p in _in("RECEIVED")] == [good]
    assert "Lê Văn Vướng: Đồng chí này đang giữ mối liên hệ" in text_of(answer)


def test_several_are_assigned_with_the_suggested_cell_chosen(here):
    first = here.received(here.worker("Lê An"), group=here.group).introduction
    second = here.received(here.worker("Lê Bảo")).introduction
    client = signed_in(here.clerk)
    address, chosen = reverse("roster:assign_many"), {"paper": [first.pk, second.pk]}

    fill = text_of(client.get(address, chosen))
    picked = chosen | {f"cell-{first.pk}": here.cells[1].pk, f"cell-{second.pk}": ""}
    check = text_of(client.post(address, picked | {"step": "check"}))
    client.post(address, picked | {"step": "assign"})

    assert f'value="{here.cells[1].pk}" selected' in fill
    assert "1 đồng chí để phân sau." in check
    assert [link.cell for link in HomeLink.objects.order_by("pk")] == [
        here.cells[1],
        None,
    ]


def test_cell_of_another_ward_is_not_taken(here):
    paper = here.received(here.worker()).introduction
    other = ward()

    signed_in(here.clerk).post(
        reverse("roster:assign_many"),
        {"paper": paper.pk, f"cell-{paper.pk}": other.pk, "step": "assign"},
    )

    assert HomeLink.objects.get().cell is None


def test_several_are_introduced_to_one_ward_all_or_none(here):
    members = [here.worker("Lê An"), here.worker("Lê Bảo")]
    client = signed_in(here.officer)
    address = reverse("roster:introduce_many")
    chosen = {"member": [m.pk for m in members]}
    typed = chosen | {
        "ward": "31825",
        "key": "k1",
        **{f"address-{member.pk}": "12 Trần Phú" for member in members},
    }

    fill = text_of(client.get(address, chosen | {"ward": "31825"}))
    check = text_of(client.post(address, typed | {"step": "check"}))
    assert not Introduction.objects.exists()
    for _ in range(2):
        client.post(address, typed | {"step": "write"})

    assert f'name="address-{members[0].pk}"' in fill
    assert "12 Trần Phú" in check
    assert Introduction.objects.count() == 2


def test_batch_with_one_refusal_writes_nothing_and_says_why(here):
    members = [here.worker("Lê An"), here.worker("Lê Bảo")]
    here.paper(members[1])

    answer = signed_in(here.officer).post(
        reverse("roster:introduce_many"),
        {
            "member": [m.pk for m in members],
            "ward": "31825",
            "step": "write",
            **{f"address-{m.pk}": "12 Trần Phú" for m in members},
        },
    )

    assert answer.status_code == 409
    assert "đã có một giấy giới thiệu đang chờ" in text_of(answer)
    assert Introduction.objects.count() == 1


def test_batch_keeps_to_ones_own_members(here):
    stranger = here.worker()
    other = AccountFactory(holds=[(Role.WORKPLACE_OFFICER, workplace())])

    answer = signed_in(other).post(
        reverse("roster:introduce_many"),
        {"member": stranger.pk, "ward": "31825", "step": "write"},
    )

    assert answer.status_code == 403
    assert not Introduction.objects.exists()


def _in(state):
    papers = queries.introductions_for(_everybody()).filter(state=state)
    return list(papers.order_by("pk"))


def _everybody():
    found = Introduction.objects.first()
    return AccountFactory(holds=[(Role.CLERK, found.to_ward)])
