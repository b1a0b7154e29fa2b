import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.documents import ports
from ganket.org.enums import Role
from ganket.roster import commands
from ganket.roster.enums import ImportState
from ganket.roster.models import Introduction, Member, RosterImport
from ganket.roster.queries import Side
from tests.factories import AccountFactory
from tests.factories.org import workplace
from tests.roster.pages import place, signed_in, text_of

pytestmark = pytest.mark.django_db
BRING = reverse("roster:bring")
HEAD = "Họ và tên;Ngày sinh;Số thẻ;Chi bộ;Mã phường"


@pytest.fixture
def here():
    return place()


def upload(client, *lines, name="danh sách.csv", content=None):
    body = content if content is not None else "\n".join(lines).encode()
    return client.post(BRING, {"file": SimpleUploadedFile(name, body)})


def at(name, listed):
    return reverse(f"roster:{name}", args=[listed.pk])


def test_list_is_shown_before_it_is_written(here):
    client = signed_in(here.officer)

    answer = upload(client, HEAD, "Lê An;1980;;Phòng Kỹ thuật;")

    listed = RosterImport.objects.get()
    assert answer.headers["Location"] == at("list", listed)
    page = text_of(client.get(at("list", listed)))
    assert "Lê An" in page
    assert "Nhập danh sách này" in page
    assert not Member.objects.exists()


def test_list_is_confirmed_once(here):
    client = signed_in(here.officer)
    upload(client, HEAD, "Lê An;1980;;Phòng Kỹ thuật;31825")
    listed = RosterImport.objects.get()

    client.post(at("apply_list", listed), {"introduce": "yes"})
    again = client.post(at("apply_list", listed))

    assert again.status_code == 409
    assert "Không làm lại lần nữa" in text_of(again)
    assert (Member.objects.count(), Introduction.objects.count()) == (1, 1)


def test_list_is_thrown_away(here):
    client = signed_in(here.officer)
    upload(client, HEAD, "Lê An;1980;;Phòng Kỹ thuật;")
    listed = RosterImport.objects.get()

    client.post(at("discard_list", listed))

    listed.refresh_from_db()
    assert listed.state == ImportState.DISCARDED
    assert "Lê An" not in text_of(client.get(at("list", listed)))


def test_refused_rows_are_shown_and_taken_away_with_reasons(here):
    client = signed_in(here.officer)
    upload(client, HEAD, "Lê An;31/02/1980;;;", "Lê Bảo;1981;;Phòng Kỹ thuật;")
    listed = RosterImport.objects.get()

    page = text_of(client.get(at("list", listed)))
    client.post(at("apply_list", listed))
    answer = client.get(at("refused_rows", listed))

    assert "31/02/1980 không có trong lịch" in page
    rows = [
        row.values
        for row in ports.reader().rows(io.BytesIO(answer.content), name="a.xlsx")
    ]
    assert rows[1][2:4] == ("Lê An", "31/02/1980")


def test_changes_are_shown_old_and_new(here):
    here.worker("Lê An", party_card_no="85000001")
    client = signed_in(here.officer)

    upload(client, HEAD, "Lê An;20/05/1980;85.000001;;")

    page = text_of(client.get(at("list", RosterImport.objects.get())))
    assert "19/05/1980" in page
    assert "20/05/1980" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("trống.xlsx", b"", "Tệp này trống"),
        ("giấy.pdf", b"%PDF-1.7 xxxx", "không phải là tệp bảng tính"),
        ("ảnh.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "Excel"),
        ("a.csv", "Họ và tên;Quê quán\nLê An;x".encode(), "chưa có cột: Ngày sinh"),
        ("a.csv", "Họ và tên;Ngày sinh\n".encode(), "chưa có đảng viên nào"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(here, name, content, sentence):
    answer = upload(signed_in(here.officer), name=name, content=content)

    assert answer.status_code in {409, 422}
    assert sentence in text_of(answer)
    assert not RosterImport.objects.exists()


def test_page_opens_without_a_word_of_blame(here):
    answer = signed_in(here.officer).get(BRING)

    assert answer.status_code == 200
    assert "Chưa chọn tệp" not in text_of(answer)


def test_nothing_chosen_is_said(here):
    answer = signed_in(here.officer).post(BRING)

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in text_of(answer)


def test_list_of_somebody_else_is_not_there(here):
    upload(signed_in(here.officer), HEAD, "Lê An;1980;;;")
    listed = RosterImport.objects.get()
    other = signed_in(AccountFactory(holds=[(Role.WORKPLACE_OFFICER, workplace())]))

    assert other.get(at("list", listed)).status_code == 404
    assert other.get(at("refused_rows", listed)).status_code == 404
    assert other.post(at("apply_list", listed)).status_code == 404
    assert other.post(at("discard_list", listed)).status_code == 404


def test_template_is_that_of_the_side(here):
    for account, side in [(here.officer, Side.WORK), (here.clerk, Side.HOME)]:
        answer = signed_in(account).get(reverse("roster:list_template"))

        (row,) = ports.reader().rows(io.BytesIO(answer.content), name="a.xlsx")
        titles = tuple(column.title for column in commands.template(side).columns)
        assert row.values == titles


def test_plan_that_no_longer_holds_is_shown_anew(here):
    client = signed_in(here.officer)
    upload(client, HEAD, "Lê An;19/05/1980;85.000001;;")
    listed = RosterImport.objects.get()
    here.worker("Lê An", party_card_no="85000001")

    answer = client.post(at("apply_list", listed), follow=True)

    assert "danh bạ đã có thay đổi" in text_of(answer)
    listed.refresh_from_db()
    assert listed.plan["counts"]["same"] == 1
    assert Member.objects.count() == 1


def test_pages_of_lists_ask_no_more_for_more_rows(here):
    client = signed_in(here.officer)

    def asked(address):
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen.captured_queries)

    upload(client, HEAD, "Lê An;1980;;;")
    small = asked(at("list", RosterImport.objects.get())), asked(BRING)
    upload(client, HEAD, *(f"Lê {n};19{n};;;" for n in range(60, 90)))
    upload(client, HEAD, "Lê Bảo;1980;;;")
    big = RosterImport.objects.order_by("pk")[1]

    assert (asked(at("list", big)), asked(BRING)) == small


def test_page_of_slips_asks_no_more_for_more_rows(here):
    client = signed_in(here.officer)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("roster:invite_many"))
        return len(seen.captured_queries)

    here.worker("Lê An")
    one = asked()
    here.worker("Lê Bảo")
    here.neighbour("Lê Cầm")

    assert asked() == one
