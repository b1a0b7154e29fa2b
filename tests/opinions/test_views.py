import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.kernel import clock
from ganket.opinions.models import Opinion
from ganket.org.enums import Role, UnitKind
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.opinions import WORDS, answered, fresh, raised
from tests.factories.org import residence_cell, ward
from tests.opinions.test_queries import on

pytestmark = pytest.mark.django_db

NAME = "Đặng Thị Mật"


class Place:
    """A cell under a ward and a province, its offices, and one member with a name."""

    def __init__(self):
        self.province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
        self.ward = ward(parent=self.province)
        self.cell = residence_cell(self.ward)
        self.member = member_at(self.cell, name=NAME, account=True)
        self.secretary = AccountFactory(holds=[(Role.SECRETARY, self.cell)])
        self.clerk = AccountFactory(holds=[(Role.CLERK, self.ward)])
        self.front = AccountFactory(holds=[(Role.FRONT_MEMBER, self.cell)])
        self.upper = AccountFactory(holds=[(Role.CLERK, self.province)])

    @property
    def proposer(self):
        return self.member.person.account

    def raised(self, **words):
        return raised(member=self.member, **words)


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def open_as(client):
    def open_page(account, name, *args, **query):
        client.force_login(account)
        return client.get(reverse(name, args=args), query)

    return open_page


@pytest.fixture
def post_as(client):
    def post(account, name, *args, **values):
        client.force_login(account)
        return client.post(reverse(name, args=args), values)

    return post


def test_list_is_narrowed_to_one_cell(place, open_as):
    beside = residence_cell(place.ward, name="Khóm 9")
    place.raised(subject="Đèn đường hỏng")
    raised(beside, subject="Cống tắc")

    page = open_as(
        place.clerk, "opinions:list", view="open", unit=beside.code
    ).content.decode()

    assert "Cống tắc" in page
    assert "Đèn đường hỏng" not in page
    assert f"?view=done&amp;unit={beside.code}" in page


def text_of(page):
    return page.content.decode()


class TestRaise:
    def test_member_gets_a_number_at_once(self, place, post_as, client):
        page = post_as(place.proposer, "opinions:raise", client_key=uuid4(), **WORDS)

        opinion = Opinion.objects.get()
        assert page.url == reverse("opinions:receipt", args=[opinion.pk])
        receipt = text_of(client.get(page.url))
        assert opinion.code in receipt
        assert "Thứ Ba, 08/12/2026" in receipt

    def test_same_form_posted_twice_is_one_opinion(self, place, post_as):
        key = uuid4()

        pages = [
            post_as(place.proposer, "opinions:raise", client_key=key, **WORDS)
            for _ in range(2)
        ]

        assert pages[0].url == pages[1].url
        assert Opinion.objects.count() == 1

    def test_fifty_thousand_letters_are_refused_and_kept(self, place, post_as):
        typed = "Mưa là ngập. " * 3847
        assert len(typed) > 50_000

        page = post_as(
            place.proposer,
            "opinions:raise",
            client_key=uuid4(),
            **(WORDS | {"text": typed}),
        )

        assert page.status_code == 422
        assert "Nội dung dài quá 5.000 ký tự." in text_of(page)
        assert typed in text_of(page)
        assert not Opinion.objects.exists()

    def test_complaints_are_shown_their_own_way(self, place, open_as):
        page = open_as(place.proposer, "opinions:raise")

        assert "không nhận khiếu nại, tố cáo" in text_of(page)

    def test_member_without_a_home_is_told_what_to_do(self, open_as, post_as):
        actor = member_at(None, account=True).person.account

        page = open_as(actor, "opinions:raise")
        answer = post_as(actor, "opinions:raise", client_key=uuid4(), **WORDS)

        assert "Chưa có nơi nhận ý kiến" in text_of(page)
        assert answer.status_code == 409

    def test_receipt_is_the_proposers_own(self, place, open_as):
        opinion = place.raised()

        for account in (place.secretary, place.front, place.clerk):
            page = open_as(account, "opinions:receipt", opinion.pk)
            assert page.status_code == 404


class TestNote:
    def test_secretary_notes_several_in_a_row(self, place, post_as, client):
        for subject in ("Thoát nước", "Đèn đường"):
            page = post_as(
                place.secretary,
                "opinions:note",
                member=place.member.pk,
                client_key=uuid4(),
                **(WORDS | {"subject": subject}),
            )

        shown = text_of(client.get(page.url))
        assert page.url.startswith(reverse("opinions:note"))
        assert "Đã ghi ý kiến số 002/2026 của đồng chí Đặng Thị Mật" in shown
        assert shown.count("· Đặng Thị Mật") == 2

    def test_form_knows_no_member_of_another_cell(self, place, open_as, post_as):
        beside = member_at(residence_cell(place.ward, code="K9"), name="Lê Văn Xa")

        page = open_as(place.secretary, "opinions:note")
        answer = post_as(
            place.secretary,
            "opinions:note",
            member=beside.pk,
            client_key=uuid4(),
            **WORDS,
        )

        assert "Lê Văn Xa" not in text_of(page)
        assert answer.status_code == 422
        assert not Opinion.objects.exists()

    def test_ward_chooses_the_cell_first(self, place, open_as):
        page = open_as(place.clerk, "opinions:note")
        chosen = open_as(place.clerk, "opinions:note", unit=place.cell.code)

        assert f"?unit={place.cell.code}" in text_of(page)
        assert NAME in text_of(chosen)

    @pytest.mark.parametrize("who", ["proposer", "front", "upper"])
    def test_note_is_for_the_cell(self, place, open_as, who):
        page = open_as(getattr(place, who), "opinions:note")

        assert page.status_code == 403


class TestDetail:
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("proposer", 200),
            ("secretary", 200),
            ("clerk", 200),
            ("front", 404),
            ("upper", 404),
        ],
    )
    def test_opinion_opens_for_those_who_have_part_in_it(
        self, place, open_as, who, status
    ):
        opinion = place.raised()

        page = open_as(getattr(place, who), "opinions:detail", opinion.pk)

        assert page.status_code == status

    def test_province_reads_what_was_passed_up_without_a_name(self, place, open_as):
        opinion = place.raised()
        opinion.steps.create(
            kind="PASSED_UP", unit=place.ward, holder=place.province, text="Vì sao."
        )

        page = open_as(place.upper, "opinions:detail", opinion.pk)

        assert page.status_code == 200
        assert "Một đảng viên của Chi bộ" in text_of(page)
        assert NAME not in text_of(page)

    def test_buttons_are_those_one_may_press(self, place, open_as):
        opinion = answered(member=place.member, by=place.secretary)

        own = text_of(open_as(place.proposer, "opinions:detail", opinion.pk))
        theirs = text_of(open_as(place.secretary, "opinions:detail", opinion.pk))

        assert reverse("opinions:accept", args=[opinion.pk]) in own
        assert "Đã làm xong." in own
        for name in ("accept", "reject", "answer"):
            assert reverse(f"opinions:{name}", args=[opinion.pk]) not in theirs


class TestMoves:
    def test_answer_is_shown_before_it_is_sent(self, place, post_as):
        opinion = place.raised()
        values = {"version": 0, "text": "Đã nạo vét.", "outcome": "PARTLY"}

        page = post_as(place.secretary, "opinions:answer", opinion.pk, **values)
        before = fresh(opinion).state
        sent = post_as(
            place.secretary, "opinions:answer", opinion.pk, **values, checked="yes"
        )

        assert "Xem lại trước khi gửi" in text_of(page)
        assert "Giải quyết một phần" in text_of(page)
        assert (before, fresh(opinion).state) == ("RAISED", "ANSWERED")
        assert sent.url == reverse("opinions:detail", args=[opinion.pk])

    def test_answer_that_comes_second_keeps_its_words(self, place, post_as):
        opinion = place.raised()
        values = {"version": 0, "outcome": "SOLVED", "checked": "yes"}
        post_as(place.secretary, "opinions:answer", opinion.pk, text="Trước.", **values)
        Opinion.objects.update(state="RECEIVED", outcome="")

        page = post_as(
            place.secretary, "opinions:answer", opinion.pk, text="Đến sau.", **values
        )

        assert page.status_code == 409
        assert "vừa có người khác xử lý" in text_of(page)
        assert "Đến sau." in text_of(page)

    def test_answer_without_words_is_refused_in_the_form(self, place, post_as):
        opinion = place.raised()

        page = post_as(place.secretary, "opinions:answer", opinion.pk, version=0)

        assert page.status_code == 422
        assert "Trả lời: Chưa viết câu trả lời." in text_of(page)
        assert "Lý do" not in text_of(page)
        assert "Chưa chọn kết quả." in text_of(page)

    def test_reject_without_words_asks_the_proposer_what_is_left(self, place, post_as):
        opinion = answered(member=place.member, by=place.secretary)

        page = post_as(place.proposer, "opinions:reject", opinion.pk, version=1)

        assert page.status_code == 422
        assert "Điều gì chưa xong? Chưa ghi điều gì chưa xong." in text_of(page)

    def test_who_answered_hears_before_typing_that_another_must_help(
        self, place, client, open_as
    ):
        opinion = answered(member=place.member, by=place.secretary)
        client.force_login(place.secretary)
        client.post(
            reverse("helping:start", args=[place.member.pk]), {"has_agreed": "on"}
        )

        shown = client.get(reverse("opinions:detail", args=[opinion.pk]))
        refused = client.get(reverse("opinions:accept", args=[opinion.pk]))

        assert "Cần một đồng chí khác giúp" in text_of(shown)
        assert reverse("opinions:accept", args=[opinion.pk]) not in text_of(shown)
        assert refused.status_code == 403
        assert "nhờ một đồng chí khác giúp" in text_of(refused)

    def test_way_of_an_opinion_names_who_helped(self, place, client):
        opinion = answered(member=place.member, by=place.secretary)
        helper = AccountFactory(holds=[(Role.HELPER, place.cell)])
        client.force_login(helper)
        client.post(
            reverse("helping:start", args=[place.member.pk]), {"has_agreed": "on"}
        )
        client.post(reverse("opinions:accept", args=[opinion.pk]), {"version": 1})

        client.force_login(place.proposer)
        page = client.get(reverse("opinions:detail", args=[opinion.pk]))

        assert f"{helper.person.full_name} làm giúp" in text_of(page)

    def test_used_page_keeps_the_words_and_takes_them_the_second_time(
        self, place, client, post_as
    ):
        first = {"client_key": uuid4(), **WORDS}
        post_as(place.proposer, "opinions:raise", **first)
        other = first | {"text": "Đèn đường cũng hỏng."}

        page = client.post(reverse("opinions:raise"), other)
        key = re.findall(r'name="client_key" value="([^"]+)"', text_of(page))[0]
        client.post(reverse("opinions:raise"), other | {"client_key": key})

        assert page.status_code == 409
        assert "Đèn đường cũng hỏng." in text_of(page)
        assert Opinion.objects.count() == 2

    def test_pass_up_names_where_it_goes(self, place, post_as):
        opinion = place.raised()
        values = {"version": 0, "text": "Việc của phường."}

        page = post_as(place.secretary, "opinions:pass_up", opinion.pk, **values)
        post_as(
            place.secretary, "opinions:pass_up", opinion.pk, **values, checked="yes"
        )

        assert place.ward.full_name in text_of(page)
        assert fresh(opinion).holder == place.ward

    def test_reject_reopens_one_level_up(self, place, post_as):
        opinion = answered(member=place.member, by=place.secretary)
        values = {"version": opinion.version, "text": "Vẫn ngập.", "checked": "yes"}

        post_as(place.proposer, "opinions:reject", opinion.pk, **values)

        assert fresh(opinion).holder == place.ward

    def test_accept_closes(self, place, open_as, post_as):
        opinion = answered(member=place.member, by=place.secretary)

        page = open_as(place.proposer, "opinions:accept", opinion.pk)
        post_as(place.proposer, "opinions:accept", opinion.pk, version=opinion.version)

        assert "Đã làm xong." in text_of(page)
        assert fresh(opinion).state == "CLOSED"

    @pytest.mark.parametrize("name", ["accept", "reject"])
    def test_nobody_else_reaches_the_last_word(self, place, post_as, name):
        opinion = answered(member=place.member, by=place.secretary)

        page = post_as(place.secretary, f"opinions:{name}", opinion.pk, version=1)

        assert page.status_code == 403
        assert fresh(opinion).state == "ANSWERED"

    def test_receive_with_a_stale_page_is_a_409(self, place, post_as):
        opinion = place.raised()
        post_as(place.secretary, "opinions:receive", opinion.pk, version=0)

        page = post_as(place.secretary, "opinions:receive", opinion.pk, version=0)

        assert page.status_code == 409
        assert "001/2026" in text_of(page)


class TestList:
    def test_what_waits_for_my_word_comes_first(self, place, open_as):
        old = answered(member=place.member, by=place.secretary, subject="Cống nghẹt")
        raised(member=place.member, subject="Đèn hỏng")

        page = text_of(open_as(place.proposer, "opinions:list", view="mine"))

        assert page.index(old.subject) < page.index("Đèn hỏng")

    def test_own_opinion_is_marked_as_own_among_the_cell_s(self, place, open_as):
        place.raised()

        page = text_of(open_as(place.proposer, "opinions:list", view="home"))

        assert "của đồng chí" in page
        assert "· Đặng Thị Mật ·" not in page

    def test_cells_list_begins_with_the_newest(self, place, open_as):
        raised(member=place.member, subject="Chuyện cũ")
        answered(member=place.member, by=place.secretary, subject="Chuyện giữa")
        with clock.at(clock.now() + dt.timedelta(hours=1)):
            raised(member=place.member, subject="Chuyện mới")

        page = text_of(open_as(place.proposer, "opinions:list", view="home"))

        order = ["Chuyện mới", "Chuyện giữa", "Chuyện cũ"]
        assert sorted(order, key=page.index) == order

    def test_tabs_say_how_many(self, place, open_as):
        place.raised()
        answered(member=place.member, by=place.secretary)

        page = text_of(open_as(place.secretary, "opinions:list"))

        assert re.findall(r'tabs__count">(\d+)<', page) == ["1", "2", "0"]

    def test_member_sees_no_names_in_the_cells_list(self, place, open_as):
        neighbour = member_at(place.cell, name="Lê Thị Kín", account=True)
        raised(member=neighbour, subject="Rác", text="Chuyện riêng của tôi.")

        page = text_of(open_as(place.proposer, "opinions:list", view="home"))

        assert "Rác" in page
        assert "Lê Thị Kín" not in page
        assert "Chuyện riêng" not in page

    def test_front_sees_states_and_no_names(self, place, open_as):
        opinion = place.raised()

        page = text_of(open_as(place.front, "opinions:list"))

        assert opinion.code in page
        assert NAME not in page
        assert reverse("opinions:detail", args=[opinion.pk]) not in page

    def test_overdue_is_said(self, place, open_as):
        with on((10, 1)):
            place.raised()

        page = text_of(open_as(place.secretary, "opinions:list", view="open"))

        assert "Quá hạn" in page
        assert NAME in page

    def test_list_of_a_neighbouring_cell_stays_there(self, place, open_as):
        raised(residence_cell(place.ward, code="K9"), subject="Chuyện khóm bên")

        for account in (place.secretary, place.proposer, place.front):
            for view in ("held", "open", "done", "mine", "home"):
                page = open_as(account, "opinions:list", view=view)
                assert "Chuyện khóm bên" not in text_of(page)

    @pytest.mark.parametrize("view", ["held", "open", "done", "mine", "home"])
    @pytest.mark.parametrize("who", ["secretary", "proposer", "clerk", "upper"])
    def test_list_asks_no_more_for_more_rows(self, place, client, who, view):
        client.force_login(getattr(place, who))
        address = reverse("opinions:list") + f"?view={view}"
        counts = []
        for _ in range(2):
            for _ in range(1 if not counts else 2):
                place.raised()
                opinion = answered(member=place.member, by=place.secretary)
                opinion.steps.create(
                    kind="PASSED_UP", unit=place.ward, holder=place.province
                )
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))

        assert counts[0] == counts[1]

    def test_long_list_has_pages(self, place, open_as):
        for number in range(51):
            place.raised(subject=f"Việc {number:02d}")

        first = text_of(open_as(place.secretary, "opinions:list", view="open"))
        second = text_of(open_as(place.secretary, "opinions:list", view="open", page=2))

        found = [set(re.findall(r"Việc \d\d", page)) for page in (first, second)]
        assert [len(subjects) for subjects in found] == [50, 1]
        assert not found[0] & found[1]
