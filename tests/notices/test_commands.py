import uuid

import pytest

from ganket.journal.models import Entry
from ganket.journal.queries import values_of
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.notices import commands
from ganket.notices.enums import Audience, MailState, NoticeState
from ganket.notices.models import Delivery, Notice
from ganket.org.enums import Role
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.org import residence_cell, ward, workplace
from tests.factories.roster import member_at

pytestmark = pytest.mark.django_db

TEXT = {"title": "Đại hội chi bộ", "body": "Mời đồng chí dự.", "audience": "MEMBERS"}


def secretary(unit):
    return AccountFactory(holds=[(Role.SECRETARY, unit)])


def test_draft_is_written_down_with_its_words():
    cell = residence_cell()
    actor = secretary(cell)

    notice = commands.draft_notice(
        actor=actor, unit=cell, title="  Họp   khóm ", body="Dòng một \r\nDòng hai\n"
    )

    entry = Entry.objects.get(verb=commands.DRAFTED)
    assert (notice.title, notice.body) == ("Họp khóm", "Dòng một\nDòng hai")
    assert entry.subject == f"notices.notice:{notice.pk}"
    assert values_of([entry]) == [
        {
            "title": [None, "Họp khóm"],
            "body": [None, "Dòng một\nDòng hai"],
            "audience": [None, "MEMBERS"],
        }
    ]


def test_draft_posted_twice_is_one_draft():
    cell, key = residence_cell(), uuid.uuid4()
    actor = secretary(cell)

    first = commands.draft_notice(actor=actor, unit=cell, client_key=key, **TEXT)
    again = commands.draft_notice(actor=actor, unit=cell, client_key=key, **TEXT)

    assert again == first
    assert Entry.objects.filter(verb=commands.DRAFTED).count() == 1


def test_key_of_somebody_elses_draft_gives_nothing_away():
    theirs = NoticeFactory()
    cell = residence_cell()

    with pytest.raises(NotAllowed):
        commands.draft_notice(
            actor=secretary(cell), unit=cell, client_key=theirs.client_key, **TEXT
        )

    assert Notice.objects.get() == theirs


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, commands.TitleMissing),
        ({"title": "x" * 161}, commands.TitleTooLong),
        ({"body": "\n \n"}, commands.BodyMissing),
        ({"body": "x" * 10001}, commands.BodyTooLong),
        ({"audience": "SECRETARIES"}, commands.AudienceWrong),
    ],
)
def test_draft_is_refused_with_a_reason(words, refusal):
    cell = residence_cell()

    with pytest.raises(refusal):
        commands.draft_notice(actor=secretary(cell), unit=cell, **{**TEXT, **words})

    assert not Notice.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER])
def test_draft_is_for_those_who_lead(role):
    cell = residence_cell()
    actor = AccountFactory(holds=[(role, cell)])

    with pytest.raises(NotAllowed):
        commands.draft_notice(actor=actor, unit=cell, **TEXT)


def test_workplace_has_no_notices():
    unit = workplace()

    with pytest.raises(NotAllowed):
        commands.draft_notice(actor=secretary(unit), unit=unit, **TEXT)


def test_ward_does_not_write_in_the_name_of_a_cell():
    top = ward()
    cell = residence_cell(top)

    with pytest.raises(NotAllowed):
        commands.draft_notice(actor=secretary(top), unit=cell, **TEXT)


def test_second_writer_sees_what_stands_now():
    notice = NoticeFactory()
    actor = secretary(notice.unit)
    commands.edit_notice(actor=actor, notice=notice, version=0, **TEXT)

    with pytest.raises(ChangedMeanwhile) as caught:
        commands.edit_notice(
            actor=actor, notice=notice, version=0, **{**TEXT, "title": "Khác"}
        )

    assert caught.value.theirs == {**TEXT, "version": 1}
    assert Notice.objects.get().title == "Đại hội chi bộ"


def test_sending_reaches_every_member_of_the_cell_and_nobody_else():
    cell = residence_cell()
    here = [member_at(cell).person for _ in range(2)]
    member_at(residence_cell(cell.parent))
    notice = NoticeFactory(unit=cell)

    told = commands.send_notice(actor=secretary(cell), notice=notice, version=0)

    assert told == 2
    assert set(Delivery.objects.values_list("person", flat=True)) == {
        person.pk for person in here
    }
    assert values_of(Entry.objects.filter(verb=commands.SENT)) == [
        {"state": ["DRAFT", "SENT"], "people": [None, 2]}
    ]


def test_ward_reaches_members_of_all_its_cells_and_those_not_assigned():
    top = ward()
    for place in (residence_cell(top), residence_cell(top), top):
        member_at(place)

    notice = sent_notice(top)

    assert notice.deliveries.count() == 3


def test_ward_reaches_the_secretaries_of_its_cells():
    top = ward()
    cell = residence_cell(top)
    told = [
        OfficeFactory(unit=cell, role=role).person
        for role in (Role.SECRETARY, Role.DEPUTY)
    ]
    OfficeFactory(unit=cell, role=Role.COMMITTEE_MEMBER)
    OfficeFactory(unit=residence_cell(), role=Role.SECRETARY)
    member_at(cell)

    notice = sent_notice(top, audience=Audience.SECRETARIES)

    assert {d.person for d in notice.deliveries.all()} == set(told)


def test_letter_waits_for_those_with_an_address():
    cell = residence_cell()
    member_at(cell, person__email="nam@example.vn")
    member_at(cell)

    notice = sent_notice(cell)

    assert sorted(notice.deliveries.values_list("mail", flat=True)) == [
        MailState.NONE,
        MailState.WAITING,
    ]


def test_notice_says_in_whose_name_it_went_out():
    cell = residence_cell(name="Khóm 2")
    member_at(cell)
    person = PersonFactory(full_name="Trần Văn Năm")
    actor = AccountFactory(
        owner=person, holds=[(Role.COMMITTEE_MEMBER, cell), (Role.DEPUTY, cell)]
    )

    notice = sent_notice(cell, actor=actor)

    assert notice.signed_by == "Phó bí thư Chi bộ khóm 2, Trần Văn Năm"


def test_sending_twice_tells_once():
    cell = residence_cell()
    member_at(cell)
    notice = sent_notice(cell)

    with pytest.raises(commands.AlreadySent):
        commands.send_notice(actor=secretary(cell), notice=notice, version=0)

    assert Delivery.objects.count() == 1


def test_nothing_is_sent_that_changed_after_it_was_read():
    cell = residence_cell()
    member_at(cell)
    notice, actor = NoticeFactory(unit=cell), secretary(cell)
    commands.edit_notice(actor=actor, notice=notice, version=0, **TEXT)

    with pytest.raises(ChangedMeanwhile):
        commands.send_notice(actor=actor, notice=notice, version=0)

    assert not Delivery.objects.exists()


def test_nothing_is_sent_to_nobody():
    notice = NoticeFactory()

    with pytest.raises(commands.NobodyToTell):
        commands.send_notice(actor=secretary(notice.unit), notice=notice, version=0)

    notice.refresh_from_db()
    assert notice.state == NoticeState.DRAFT
    assert not Entry.objects.filter(verb=commands.SENT).exists()


def test_withdrawing_says_why():
    cell = residence_cell()
    member_at(cell)
    notice = sent_notice(cell)

    commands.withdraw_notice(actor=secretary(cell), notice=notice, note=" Nhầm ngày. ")

    notice.refresh_from_db()
    assert (notice.state, notice.withdrawal) == (NoticeState.WITHDRAWN, "Nhầm ngày.")


@pytest.mark.parametrize(
    ("note", "refusal"),
    [("  ", commands.NoteMissing), ("x" * 501, commands.NoteTooLong)],
)
def test_withdrawing_is_refused_without_a_fitting_reason(note, refusal):
    cell = residence_cell()
    member_at(cell)
    notice = sent_notice(cell)

    with pytest.raises(refusal):
        commands.withdraw_notice(actor=secretary(cell), notice=notice, note=note)

    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT


def test_draft_cannot_be_withdrawn():
    notice = NoticeFactory()

    with pytest.raises(commands.NotSent):
        commands.withdraw_notice(
            actor=secretary(notice.unit), notice=notice, note="Nhầm."
        )


def test_discarded_draft_can_be_taken_back():
    notice = NoticeFactory()
    actor = secretary(notice.unit)

    commands.discard_draft(actor=actor, notice=notice)
    commands.restore_draft(actor=actor, notice=notice)

    notice.refresh_from_db()
    assert notice.state == NoticeState.DRAFT
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        commands.DISCARDED,
        commands.RESTORED,
    ]


def test_sent_notice_is_not_a_draft_any_more():
    cell = residence_cell()
    member_at(cell)
    notice = sent_notice(cell)
    actor = secretary(cell)

    with pytest.raises(commands.NotADraft):
        commands.discard_draft(actor=actor, notice=notice)
    with pytest.raises(commands.AlreadySent):
        commands.edit_notice(actor=actor, notice=notice, version=1, **TEXT)


def test_read_mark_is_ones_own_and_not_journalled():
    cell = residence_cell()
    readers = [member_at(cell, account=True) for _ in range(2)]
    notice = sent_notice(cell)
    entries = Entry.objects.count()

    commands.mark_read(actor=readers[0].person.account, notice=notice)

    read = notice.deliveries.exclude(read_at=None)
    assert [delivery.person_id for delivery in read] == [readers[0].person_id]
    assert Entry.objects.count() == entries
