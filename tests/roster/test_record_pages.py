import datetime as dt
import re

import pytest
from django.urls import reverse

from ganket.journal.models import Entry
from ganket.org.enums import GroupKind, Role
from ganket.org.models import ResidentialGroup
from ganket.people.commands import READ
from ganket.roster import queries
from ganket.roster.models import Exemption, HomeLink, Member, WorkLink
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward, workplace_cell
from tests.fakes import recording_renderer
from tests.roster.pages import home_of, place, signed_in, text_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
ONE_OF_A_MEMBER = [
    "correct",
    "contact",
    "residence",
    "move",
    "leave_home",
    "move_work",
    "leave_work",
    "exempt",
    "introduce",
]
NEW = {
    "full_name": "Trần Hữu Cường",
    "born_on": "14/02/1975",
    "joined_on": "19/05/2001",
    "party_card_no": "85.012345",
    "phone_number": "0913 555 012",
}


@pytest.fixture
def here():
    return place()


def at(name, member):
    return reverse(f"roster:{name}", args=[member.pk])


def page_of(member):
    return reverse("shell:member", args=[member.pk])


def test_member_page_tells_links_papers_and_what_may_be_done(here):
    member = here.neighbour("Lê Thị Ánh")

    page = text_of(signed_in(here.clerk).get(page_of(member)))

    for told in ["Lê Thị Ánh", "Chi bộ khóm 1", "Phòng Kỹ thuật", "19/05/1980"]:
        assert told in page
    assert at("move", member) in page
    assert at("introduce", member) not in page


def test_opening_a_record_is_written_down_unless_it_is_ones_own(here):
    member = here.neighbour(account=True)

    signed_in(here.secretary).get(page_of(member))
    signed_in(member.person.account).get(page_of(member))

    assert [entry.verb for entry in Entry.objects.all()] == [READ]


def test_member_of_another_ward_is_not_there(here):
    stranger = member_at(residence_cell(), name="Võ Thị Khác")
    client = signed_in(here.clerk)

    for address in [page_of(stranger), *(at(n, stranger) for n in ONE_OF_A_MEMBER)]:
        assert client.get(address).status_code == 404

    assert not Entry.objects.exists()


def test_secretary_of_the_cell_may_not_do_the_wards_work(here):
    member = here.neighbour()
    client = signed_in(here.secretary)

    refused = {
        n for n in ONE_OF_A_MEMBER if client.get(at(n, member)).status_code == 403
    }

    assert refused == set(ONE_OF_A_MEMBER) - {"contact", "residence"}


def test_new_member_is_written_down_and_introduced_next(here):
    client = signed_in(here.officer)

    answer = client.post(reverse("roster:add"), NEW | {"cell": here.work_cell.pk})

    member = Member.objects.get()
    assert answer.headers["Location"] == at("introduce", member)
    assert member.person.full_name == "Trần Hữu Cường"
    assert queries.work_link_of(member).cell == here.work_cell


@pytest.mark.parametrize(
    ("values", "status", "sentence"),
    [
        ({"full_name": ""}, 422, "Chỗ này còn trống"),
        ({"born_on": "31/02/1975"}, 422, "Ngày này không có trong lịch"),
        ({"born_on": "01/01/2045"}, 409, "Ngày 01/01/2045 chưa tới"),
        ({"born_on": "24/11/2008"}, 409, "Đảng viên phải đủ 18 tuổi"),
        ({"born_on": "", "birth_year": "2015"}, 409, "Đảng viên phải đủ 18 tuổi"),
        ({"joined_on": "13/02/1993"}, 409, "Vào Đảng phải đủ 18 tuổi"),
        ({"full_name": "12345"}, 409, "Họ và tên"),
        ({"full_name": "Lê"}, 409, "Họ và tên"),
        ({"party_card_no": "tám"}, 409, "Số thẻ đảng viên chỉ gồm chữ số"),
        ({"cell": ""}, 422, "Chưa chọn"),
        ({"cell": "999999"}, 422, "không còn dùng được"),
        ({"phone_number": "0913"}, 409, "Số điện thoại chưa đúng"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(here, values, status, sentence):
    posted = NEW | {"cell": here.work_cell.pk} | values

    answer = signed_in(here.officer).post(reverse("roster:add"), posted)

    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"born_on": "23/11/2008", "joined_on": ""},
        {"joined_on": "14/02/1993"},
        {"born_on": "", "birth_year": "1975", "joined_on": "02/02/1993"},
    ],
)
def test_whoever_is_just_old_enough_is_written_down(here, values):
    posted = NEW | {"cell": here.work_cell.pk} | values

    signed_in(here.officer).post(reverse("roster:add"), posted)

    assert Member.objects.count() == 1


def test_namesake_is_asked_about_before_a_second_is_written(here):
    client = signed_in(here.officer)
    client.post(reverse("roster:add"), NEW | {"cell": here.work_cell.pk})
    twin = NEW | {"cell": here.work_cell.pk, "party_card_no": "", "phone_number": ""}

    warned = client.post(reverse("roster:add"), twin)
    client.post(reverse("roster:add"), twin | {"is_another": "on"})

    assert warned.status_code == 409
    assert 'type="checkbox" name="is_another"' in text_of(warned)
    assert Member.objects.count() == 2


def test_new_member_posted_twice_is_written_once(here):
    client = signed_in(here.officer)
    key = {"client_key": "1b671a64-40d5-491e-99b0-da01ff1f3341"}

    for _ in range(2):
        client.post(reverse("roster:add"), NEW | key | {"cell": here.work_cell.pk})

    assert Member.objects.count() == 1


def test_cells_of_other_workplaces_are_not_offered(here):
    other = workplace_cell(name="Phòng Xa lạ")

    page = text_of(signed_in(here.officer).get(reverse("roster:add")))
    answer = signed_in(here.officer).post(
        reverse("roster:add"), NEW | {"cell": other.pk}
    )

    assert "Phòng Xa lạ" not in page
    assert answer.status_code == 422


def test_somebody_who_moved_is_taken_over_by_number(here):
    member = member_at(name="Lê An", party_card_no="85000001")
    client = signed_in(here.officer)
    posted = {"number": "85.000001", "cell": here.work_cell.pk}

    client.post(reverse("roster:take"), posted)
    again = client.post(reverse("roster:take"), posted)
    unknown = client.post(reverse("roster:take"), posted | {"number": "99"})

    assert queries.work_link_of(member).cell == here.work_cell
    assert "đang có tên ở một nơi công tác" in text_of(again)
    assert "Chưa có đồng chí nào mang số này" in text_of(unknown)


def test_correction_shows_what_somebody_else_wrote_meanwhile(here):
    member = here.worker("Trần Hữu Cương")
    client = signed_in(here.officer)
    mine = NEW | {"version": 0, "person_version": 0}
    client.post(at("correct", member), mine | {"full_name": "Trần Văn Cường"})

    late = client.post(at("correct", member), mine)
    chosen = client.post(
        at("correct", member), NEW | {"version": 1, "person_version": 1}
    )

    assert late.status_code == 409
    assert "Người khác vừa sửa" in text_of(late)
    assert "Trần Văn Cường" in text_of(late)
    assert 'name="version" value="1"' in text_of(late)
    assert chosen.status_code == 302
    assert queries.find_member(member.pk).person.full_name == "Trần Hữu Cường"


def test_contact_and_address_are_corrected_by_the_cell(here):
    member = here.neighbour()
    client = signed_in(here.secretary)

    client.post(
        at("contact", member), {"phone_number": "0913555012", "person_version": 0}
    )
    client.post(
        at("residence", member),
        {"address": "7 Hòa Bình", "residence": "TEMPORARY", "version": 0},
    )

    assert queries.find_member(member.pk).person.phone() == "0913 555 012"
    assert home_of(member).address == "7 Hòa Bình"


def test_ward_moves_and_ends(here):
    member = here.neighbour()
    client = signed_in(here.clerk)

    client.post(at("move", member), {"cell": here.cells[1].pk})
    moved = home_of(member)
    client.post(at("leave_home", member), {"end": "MOVED_HOME"})

    assert moved.cell == here.cells[1]
    assert home_of(member) is None


def test_cells_of_other_wards_are_not_offered(here):
    member = here.neighbour()
    other = residence_cell(ward(), name="Khóm Xa lạ")
    client = signed_in(here.clerk)

    answer = client.post(at("move", member), {"cell": other.pk})

    assert answer.status_code == 422
    assert "Khóm Xa lạ" not in text_of(answer)
    assert home_of(member).cell == here.cells[0]


def test_workplace_moves_and_ends(here):
    member = here.worker()
    other = workplace_cell(here.work, name="Phòng Kế toán")
    client = signed_in(here.officer)

    client.post(at("move_work", member), {"cell": other.pk})
    moved = queries.work_link_of(member)
    client.post(at("leave_work", member), {"end": "RETIRED"})

    assert moved.cell == other
    assert queries.work_link_of(member) is None
    assert WorkLink.objects.count() == 2


def test_exemption_is_written_and_ended_and_the_secret_kind_not_offered(here):
    member = here.worker()
    client = signed_in(here.officer)

    page = text_of(client.get(at("exempt", member)))
    forged = client.post(at("exempt", member), {"exemption": "SECRET_IDENTITY"})
    client.post(at("exempt", member), {"exemption": "BARRACKS"})
    held = queries.exemption_of(member)
    client.post(at("exempt", member), {})

    assert "bí mật" not in page
    assert forged.status_code == 422
    assert held.kind == "BARRACKS"
    assert Exemption.objects.get().until == TODAY


def test_own_page_names_the_cell_and_its_secretary(here):
    member = here.neighbour(account=True)
    here.secretary.person.set_name("Võ Văn Bí")
    here.secretary.person.save()

    page = text_of(signed_in(member.person.account).get(reverse("roster:own")))

    assert "Chi bộ khóm 1" in page
    assert "Võ Văn Bí" in page


def test_own_page_says_that_a_paper_waits(here):
    member = here.worker(account=True)
    here.paper(member)

    page = text_of(signed_in(member.person.account).get(reverse("roster:own")))

    assert "đang chờ Đảng ủy phường Bạc Liêu tiếp nhận" in page


def test_member_corrects_the_own_address(here):
    member = here.neighbour(account=True)
    group = ResidentialGroup.objects.create(
        ward=here.home, kind=GroupKind.HAMLET, name="Giồng"
    )

    signed_in(member.person.account).post(
        at("residence", member),
        {"address": "9", "group": group.pk, "residence": "PERMANENT", "version": 0},
    )

    assert HomeLink.objects.get().group == group


def test_slips_are_printed_for_those_who_were_ticked(here):
    chosen, other = here.neighbour("Lê Thị Ánh"), here.neighbour("Trần Văn Bình")
    stranger = member_at(here.cells[1], name="Võ Thị Khác")
    client = signed_in(here.secretary)

    with recording_renderer() as renderer:
        client.post(
            reverse("roster:invite_many"), {"member": [chosen.pk, stranger.pk, "x"]}
        )
        client.post(at("invite", other))

    assert [slip.name for slip in renderer.sheets] == ["Lê Thị Ánh", "Trần Văn Bình"]
    assert renderer.sheets[0].unit == "Chi bộ khóm 1"
    assert renderer.sheets[0].code in renderer.sheets[0].link.replace("%20", " ")
    assert client.post(at("invite", stranger)).status_code == 404


def boxes_of(page):
    found = re.findall(r'name="member"\s+value="(\d+)"([^>]*)>', page)
    return {int(pk): "checked" in rest for pk, rest in found}


def test_only_who_has_neither_code_nor_password_is_ticked(here):
    new, coded = here.neighbour("Lê Thị Ánh"), here.neighbour("Trần Văn Bình")
    signed = here.neighbour("Võ Thị Cúc", account=True)
    client = signed_in(here.secretary)
    address = reverse("roster:invite_many")
    with recording_renderer():
        client.post(at("invite", coded))

    page = client.get(address).content.decode()
    nobody = client.get(f"{address}?none=1").content.decode()

    assert boxes_of(page) == {new.pk: True, coded.pk: False, signed.pk: False}
    assert not any(boxes_of(nobody).values())
    assert "Đang có mã mời, in ngày 23/11/2026" in page
    assert "Đã có mật khẩu" in page
    assert "Chưa có mã, chưa có mật khẩu" in page


def test_old_code_ends_only_after_a_question(here):
    new, coded = here.neighbour("Lê Thị Ánh"), here.neighbour("Trần Văn Bình")
    client = signed_in(here.secretary)
    both = {"member": [new.pk, coded.pk]}
    with recording_renderer() as renderer:
        client.post(at("invite", coded))
        asked = client.post(reverse("roster:invite_many"), both)
        before = len(renderer.sheets)
        client.post(reverse("roster:invite_many"), {**both, "then": "print"})

    page = asked.content.decode()
    assert "Vẫn cấp mã mới và in 2 phiếu" in page
    assert "Trần Văn Bình" in page
    assert "Lê Thị Ánh" not in page
    assert (before, len(renderer.sheets)) == (1, 3)


def test_slip_of_one_member_asks_before_it_ends_a_code(here):
    member = here.neighbour("Trần Văn Bình")
    client = signed_in(here.secretary)
    with recording_renderer() as renderer:
        first = client.get(at("invite", member)).content.decode()
        client.post(at("invite", member))
        second = client.get(at("invite", member)).content.decode()

    assert len(renderer.sheets) == 1
    assert "hết dùng" not in first
    assert "mã in ngày 23/11/2026 hết dùng" in second


def test_committee_member_reads_the_list_and_invites_nobody(here):
    member = here.neighbour()
    client = signed_in(AccountFactory(holds=[(Role.COMMITTEE_MEMBER, here.cells[0])]))

    assert client.get(reverse("roster:members")).status_code == 200
    assert client.get(reverse("roster:invite_many")).status_code == 403
    assert client.post(at("invite", member)).status_code == 403


def test_ward_takes_in_whose_paper_came_by_hand(here):
    client = signed_in(here.clerk)
    posted = NEW | {"residence": "PERMANENT", "address": "7", "cell": here.cells[0].pk}

    answer = client.post(reverse("roster:take_in"), posted)
    again = client.post(reverse("roster:take_in"), posted | {"party_card_no": ""})

    member = Member.objects.get()
    assert answer.headers["Location"] == page_of(member)
    assert home_of(member).cell == here.cells[0]
    assert 'type="checkbox" name="is_another"' in text_of(again)
    assert signed_in(here.secretary).get(reverse("roster:take_in")).status_code == 403


def test_ward_keeps_the_time_of_those_who_left_and_the_cell_does_not(here):
    member = here.neighbour("Lê Thị Ánh")
    client = signed_in(here.clerk)
    client.post(at("leave_home", member), {"end": "RETIRED"})

    page = text_of(client.get(reverse("roster:left")))

    assert "Lê Thị Ánh" in page
    assert "Nghỉ hưu" in page
    assert page_of(member) not in page
    assert client.get(page_of(member)).status_code == 404
    assert signed_in(here.secretary).get(reverse("roster:left")).status_code == 403


@pytest.mark.parametrize(
    ("joined_on", "words"),
    [
        ("", "Chưa ghi"),
        ("03/02/2026", "Đảng viên dự bị"),
        ("03/02/2005", "Chưa ghi"),
    ],
)
def test_whoever_has_no_dates_is_not_called_a_probationer(here, joined_on, words):
    client = signed_in(here.officer)
    client.post(
        reverse("roster:add"), NEW | {"cell": here.work_cell.pk, "joined_on": joined_on}
    )
    member = Member.objects.get(person__full_name=NEW["full_name"])

    page = text_of(client.get(reverse("shell:member", args=[member.pk])))

    official = page[page.index(">Chính thức<") :]
    assert words in official[: official.index("</dd>")]
