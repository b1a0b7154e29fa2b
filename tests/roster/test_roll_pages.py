import io
import zipfile

import pytest
from django.urls import reverse

from ganket.documents import ports
from ganket.journal.models import Entry
from ganket.journal.queries import values_of
from ganket.org.enums import Role
from ganket.roster import commands
from tests.factories import AccountFactory, ExemptionFactory, member_at
from tests.factories.org import residence_cell
from tests.fakes import recording_renderer
from tests.roster.pages import place, signed_in, text_of

pytestmark = pytest.mark.django_db
LIST = reverse("roster:members")


@pytest.fixture
def here():
    return place()


def table_of(answer):
    rows = ports.reader().rows(io.BytesIO(answer.content), name="a.xlsx")
    return [row.values for row in rows]


def test_secretary_sees_the_cell_by_given_name_and_no_other(here):
    for name in ["Trần Thị Bình", "Lê Văn Ánh"]:
        here.neighbour(name)
    member_at(here.cells[1], name="Võ Thị Khác")

    page = text_of(signed_in(here.secretary).get(LIST))

    assert page.index("Lê Văn Ánh") < page.index("Trần Thị Bình")
    assert "Võ Thị Khác" not in page
    assert "Đảng viên của chi bộ khóm 1" in page


@pytest.mark.parametrize("query", ["anh le", "LÊ", "ánh", "Anh"])
def test_search_forgives_marks_case_and_order(here, query):
    here.neighbour("Lê Thị Ánh")
    here.neighbour("Trần Văn Bình")

    page = text_of(signed_in(here.secretary).get(LIST, {"q": query}))

    assert "Lê Thị Ánh" in page
    assert "Trần Văn Bình" not in page


def test_search_finds_by_telephone(here):
    member = here.neighbour("Lê Thị Ánh")
    member.person.set_phone("+84913555012")
    member.person.save()
    here.neighbour("Trần Văn Bình")

    page = text_of(signed_in(here.secretary).get(LIST, {"q": "0913 555 012"}))

    assert "Lê Thị Ánh" in page
    assert "Trần Văn Bình" not in page


def test_ward_narrows_by_cell_by_waiting_and_by_exemption(here):
    first = here.neighbour("Lê Thị Ánh")
    member_at(here.cells[1], name="Trần Văn Bình")
    member_at(here.home, name="Võ Thị Chờ")
    ExemptionFactory(member=first)
    client = signed_in(here.clerk)

    seen = {
        key: [
            name
            for name in ("Lê Thị Ánh", "Trần Văn Bình", "Võ Thị Chờ")
            if name in text_of(client.get(f"{LIST}?{key}"))
        ]
        for key in ("show=waiting", "show=exempt", "cell=31825.K02", "show=nonsense")
    }

    assert seen == {
        "show=waiting": ["Võ Thị Chờ"],
        "show=exempt": ["Lê Thị Ánh"],
        "cell=31825.K02": ["Trần Văn Bình"],
        "show=nonsense": ["Lê Thị Ánh", "Trần Văn Bình", "Võ Thị Chờ"],
    }


def test_workplace_sees_where_each_introduction_stands(here):
    here.worker("Lê Thị Chưa")
    here.paper(here.worker("Trần Văn Gửi"))
    here.received(here.worker("Võ Thị Nhận"))

    page = text_of(signed_in(here.officer).get(LIST))

    assert "Chưa giới thiệu" in page
    assert "Đã gửi, chờ tiếp nhận · 23/11/2026" in page
    assert "Đã tiếp nhận, chờ phân về chi bộ · 23/11/2026" in page


@pytest.mark.parametrize(
    ("show", "expected"),
    [("not-introduced", "Lê Thị Chưa"), ("on-the-way", "Trần Văn Gửi")],
)
def test_workplace_narrows_by_what_is_still_due(here, show, expected):
    names = {"Lê Thị Chưa", "Trần Văn Gửi", "Võ Thị Nhận"}
    here.worker("Lê Thị Chưa")
    here.paper(here.worker("Trần Văn Gửi"))
    here.received(here.worker("Võ Thị Nhận"))

    page = text_of(signed_in(here.officer).get(LIST, {"show": show}))

    assert {name for name in names if name in page} == {expected}


@pytest.mark.parametrize("who", ["clerk", "secretary", "officer"])
def test_lists_ask_no_more_for_more_rows(here, who):
    client = signed_in(getattr(here, who))
    here.neighbour()
    with _counted() as one:
        client.get(LIST)
    for n in range(3):
        here.paper(here.worker(f"Lê Văn {n}"))
        here.neighbour(f"Trần Văn {n}")

    with _counted() as many:
        client.get(LIST)

    assert many.count == one.count


def test_list_is_cut_at_fifty(here):
    for n in range(53):
        here.neighbour(f"Lê Văn {chr(97 + n // 26)}{chr(97 + n % 26)}")
    client = signed_in(here.secretary)

    first, second = (text_of(client.get(LIST, {"page": n})) for n in (1, 2))

    assert (first.count("board__row-name"), second.count("board__row-name")) == (50, 3)
    assert "51–53 trên 53" in second


def test_person_with_two_seats_chooses_one(here):
    actor = AccountFactory(
        holds=[(Role.SECRETARY, here.cells[0]), (Role.SECRETARY, here.work_cell)]
    )
    here.neighbour("Lê Thị Ánh")
    here.worker("Trần Văn Bình")
    client = signed_in(actor)

    at_work = text_of(client.get(LIST, {"seat": f"work-{here.work_cell.pk}"}))

    assert "Trần Văn Bình" not in text_of(client.get(LIST))
    assert "Trần Văn Bình" in at_work


def test_what_only_work_asks_for_is_asked_at_work(here):
    actor = AccountFactory(
        holds=[(Role.SECRETARY, here.cells[0]), (Role.SECRETARY, here.work_cell)]
    )
    here.worker("Trần Văn Bình")

    page = text_of(signed_in(actor).get(LIST, {"show": "not-introduced"}))

    assert "Trần Văn Bình" in page


@pytest.mark.parametrize("seat", ["home-{other}", "work-{other}", "nonsense", "home-"])
def test_seat_of_somebody_else_is_not_there(here, seat):
    other = residence_cell()

    answer = signed_in(here.secretary).get(LIST, {"seat": seat.format(other=other.pk)})

    assert answer.status_code == 404


def test_member_without_an_office_is_led_to_their_own_page(here):
    member = here.neighbour(account=True)

    answer = signed_in(member.person.account).get(LIST)

    assert answer.headers["Location"] == reverse("roster:own")


def test_somebody_who_keeps_no_list_is_refused(here):
    for account in [
        AccountFactory(),
        AccountFactory(holds=[(Role.ADMINISTRATOR, here.home)]),
        AccountFactory(holds=[(Role.FRONT_MEMBER, here.cells[0])]),
        AccountFactory(holds=[(Role.SECRETARY, here.home.parent)]),
    ]:
        for name in ["members", "roll_pdf", "roll_table", "bring", "introductions"]:
            answer = signed_in(account).get(reverse(f"roster:{name}"))
            assert answer.status_code == 403, (account.pk, name)


def test_printed_list_holds_what_the_page_shows_and_is_one_entry(here):
    here.neighbour("Lê Thị Ánh")
    here.neighbour("Trần Văn Bình")

    with recording_renderer() as renderer:
        answer = signed_in(here.secretary).get(reverse("roster:roll_pdf"), {"q": "anh"})

    (sheet,) = renderer.sheets
    assert answer.headers["Content-Type"] == "application/pdf"
    assert [row[1] for row in sheet.grid.rows] == ["Lê Thị Ánh"]
    assert sheet.summary == "Danh sách có 1 đồng chí."
    entry = Entry.objects.get()
    assert entry.verb == commands.EXPORTED
    assert values_of([entry]) == [{"what": [None, "PDF"], "members": [None, 1]}]


def test_table_to_take_away_is_typed_and_safe(here):
    here.neighbour("Lê Thị Ánh", party_card_no="00012345")
    evil = here.neighbour("Trần Văn Bình")
    evil.person.set_name("=CMD|'/C calc'!A0")
    evil.person.save()

    answer = signed_in(here.secretary).get(reverse("roster:roll_table"))

    rows = table_of(answer)
    assert rows[0][:2] == ("Họ và tên", "Giới tính")
    assert {row[0] for row in rows[1:]} == {"Lê Thị Ánh", "=CMD|'/C calc'!A0"}
    assert "00012345" in {row[4] for row in rows[1:]}
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert Entry.objects.get().verb == commands.EXPORTED


def _counted():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    class Counted(CaptureQueriesContext):
        @property
        def count(self):
            return len(self.captured_queries)

    return Counted(connection)
