from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.contributions.models import Contact, Contribution
from ganket.journal import queries as journal
from ganket.journal.models import Entry
from ganket.org.enums import Role
from ganket.people import commands as people
from tests.contributions.test_commands import met, note
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

FORM = {"kind": "SKILL", "text": "Sửa điện nhà văn hóa.", "done_on": "22/11/2026"}


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


@pytest.fixture
def member(cell):
    return member_at(cell, name="Trần Thị Ánh", account=True)


@pytest.fixture
def as_secretary(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def as_member(client, member):
    client.force_login(member.person.account)
    return client


def text_of(page):
    return page.content.decode()


def address(name, *args):
    return reverse(f"contributions:{name}", args=args)


class TestNotMet:
    def test_one_tap_notes_a_contact_and_can_be_undone(self, as_secretary, member):
        values = {"kind": "VISITED", "client_key": uuid4(), "next": address("not_met")}

        page = as_secretary.post(address("contact", member.pk), values, follow=True)

        assert "Đã đến nhà đồng chí Trần Thị Ánh: đã ghi." in text_of(page)
        contact = Contact.objects.get()
        undo = address("withdraw_contact", contact.pk)
        assert undo in text_of(page)
        page = as_secretary.post(undo, {"next": address("not_met")}, follow=True)
        assert "Còn 1 đồng chí" in text_of(page)

    def test_after_a_tap_the_page_opens_at_the_next_name(
        self, as_secretary, cell, member
    ):
        other = member_at(cell, name="Trần Văn Út")

        page = text_of(as_secretary.get(address("not_met")))
        values = {"kind": "CALLED", "next": f"{address('not_met')}#member-{other.pk}"}
        answer = as_secretary.post(address("contact", member.pk), values)

        assert f'value="{values["next"]}"' in page
        assert f'id="member-{other.pk}"' in page
        assert answer.url == values["next"]

    def test_page_of_a_member_leads_back_to_the_member(self, as_secretary, member):
        page = text_of(as_secretary.get(address("member", member.pk)))

        assert reverse("shell:member", args=[member.pk]) in page

    def test_same_tap_twice_is_one(self, as_secretary, member):
        values = {"kind": "SPOKE", "client_key": uuid4()}

        for _ in range(2):
            as_secretary.post(address("contact", member.pk), values)

        assert Contact.objects.count() == 1

    def test_tap_after_an_undo_counts_again(self, as_secretary, member):
        for _ in range(2):
            as_secretary.post(address("contact", member.pk), {"kind": "SPOKE"})
            row = Contact.objects.get(withdrawn_at=None)
            as_secretary.post(address("withdraw_contact", row.pk))

        assert Contact.objects.count() == 2

    def test_next_leads_nowhere_else(self, as_secretary, member):
        values = {"kind": "SPOKE", "client_key": uuid4()}

        page = as_secretary.post(
            address("contact", member.pk), values | {"next": "https://example.com/"}
        )

        assert page.url == address("member", member.pk)

    def test_not_met_is_for_the_cell(self, as_member, member):
        assert as_member.get(address("not_met")).status_code == 403
        tap = as_member.post(
            address("contact", member.pk), {"kind": "SPOKE", "client_key": uuid4()}
        )
        assert tap.status_code == 404

    def test_neighbouring_cell_is_out_of_reach(self, as_secretary, cell):
        other = member_at(residence_cell(cell.parent, code="K9"), name="Lê Văn Xa")

        page = as_secretary.get(address("not_met"))
        tap = as_secretary.post(
            address("contact", other.pk), {"kind": "SPOKE", "client_key": uuid4()}
        )

        assert "Lê Văn Xa" not in text_of(page)
        assert tap.status_code == 404
        assert not Contact.objects.exists()

    @pytest.mark.parametrize("taps", ["", "MONEY"])
    def test_unknown_tap_is_refused(self, as_secretary, member, taps):
        page = as_secretary.post(
            address("contact", member.pk), {"kind": taps, "client_key": uuid4()}
        )

        assert page.status_code == 409

    def test_list_asks_no_more_for_more_members(self, as_secretary, cell, secretary):
        counts = []
        for _ in range(2):
            for _ in range(2):
                member_at(cell)
                met(secretary, member_at(cell))
            with CaptureQueriesContext(connection) as asked:
                as_secretary.get(address("not_met"))
            counts.append(len(asked))

        assert counts[0] == counts[1]


class TestMember:
    def test_both_sides_see_the_same(self, client, secretary, member):
        note(secretary, member, text="Dạy kèm toán.")
        met(secretary, member)

        client.force_login(secretary)
        theirs = text_of(client.get(address("member", member.pk)))
        client.force_login(member.person.account)
        own = text_of(client.get(address("mine")))

        for page in (theirs, own):
            assert "Dạy kèm toán." in page
            assert "Đã trò chuyện" in page

    def test_reading_of_the_cell_is_written_down(self, as_secretary, member):
        as_secretary.get(address("member", member.pk))

        entry = Entry.objects.get(verb="people.read")
        assert entry.about == f"people.person:{member.person_id}"
        (told,) = journal.values_of([entry])
        assert people.opened_of(told) == "Việc đã làm"

    def test_own_page_is_read_without_a_trace(self, as_member, member):
        page = as_member.get(address("member", member.pk), follow=True)

        assert page.status_code == 200
        assert not Entry.objects.filter(verb="people.read").exists()

    def test_neighbours_page_is_not_there(self, as_member, cell):
        other = member_at(cell)

        assert as_member.get(address("member", other.pk)).status_code == 404

    def test_only_the_author_is_offered_to_take_it_back(
        self, as_secretary, secretary, member
    ):
        mine = note(secretary, member)
        theirs = note(member.person.account, member)

        page = text_of(as_secretary.get(address("member", member.pk)))

        assert address("withdraw", mine.pk) in page
        assert address("withdraw", theirs.pk) not in page
        assert as_secretary.post(address("withdraw", theirs.pk)).status_code == 403


class TestNote:
    def test_member_notes_their_own_work(self, as_member, member):
        as_member.post(address("note", member.pk), FORM | {"client_key": uuid4()})

        assert Contribution.objects.get().by == member.person

    def test_form_posted_twice_notes_once(self, as_secretary, member):
        values = FORM | {"client_key": uuid4()}

        for _ in range(2):
            page = as_secretary.post(address("note", member.pk), values)

        assert page.status_code == 302
        assert Contribution.objects.count() == 1

    def test_money_is_asked_about_and_the_words_stay(self, as_secretary, member):
        values = FORM | {"text": "Ủng hộ quỹ 500.000 đồng", "client_key": uuid4()}

        page = as_secretary.post(address("note", member.pk), values)

        assert page.status_code == 422
        shown = text_of(page)
        assert "không ghi tiền đóng góp, nộp quỹ" in shown
        assert "Ủng hộ quỹ 500.000 đồng" in shown
        assert 'name="is_deed"' in shown
        assert not Contribution.objects.exists()

    def test_deed_about_money_is_noted_once_the_box_is_ticked(
        self, as_secretary, member
    ):
        text = "Vận động bà con góp 3 triệu sửa đường"
        values = FORM | {"text": text, "client_key": uuid4()}

        asked = as_secretary.post(address("note", member.pk), values)
        as_secretary.post(address("note", member.pk), values | {"is_deed": "on"})

        assert asked.status_code == 422
        assert Contribution.objects.get().text == text

    def test_form_says_that_money_is_not_noted(self, as_secretary, member):
        page = text_of(as_secretary.get(address("note", member.pk)))

        assert "Không ghi tiền đóng góp" in page
        assert 'name="is_deed"' not in page

    @pytest.mark.parametrize(
        ("change", "status", "sentence"),
        [
            ({"done_on": "31/02/2026"}, 422, "không có trong lịch"),
            ({"done_on": "24/11/2026"}, 409, "Ngày này chưa tới"),
            ({"text": "x" * 281}, 422, "Dài quá 280 ký tự"),
            ({"kind": "MONEY"}, 422, "Chưa chọn loại việc"),
        ],
    )
    def test_bad_input_is_told_and_kept(
        self, as_secretary, member, change, status, sentence
    ):
        values = FORM | {"client_key": uuid4()} | change

        page = as_secretary.post(address("note", member.pk), values)

        assert page.status_code == status
        assert sentence in text_of(page)
        assert values["text"] in text_of(page)
        assert not Contribution.objects.exists()
