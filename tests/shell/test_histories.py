import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from ganket.accounts.queries import clerk_of_the_house
from ganket.journal import commands as journal
from ganket.journal import vault
from ganket.journal.commands import key_of
from ganket.notices import commands
from ganket.opinions import commands as commands_of_opinions
from ganket.org.enums import Role, UnitKind
from ganket.org.policy import policy_of
from ganket.people.commands import note_reading
from ganket.people.models import Person
from ganket.shell import histories
from ganket.shell.saying import LABELS
from ganket.shell.titles import PAGES, TITLES
from tests import world
from tests.factories import AccountFactory, PersonFactory, UnitFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.factories.opinions import fresh, raised
from tests.factories.org import residence_cell, ward
from tests.factories.roster import member_at
from tests.roster.pages import place

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cell():
    return residence_cell(name="Khóm 2")


@pytest.fixture
def secretary(cell):
    person = PersonFactory(full_name="Trần Văn Năm")
    return AccountFactory(owner=person, holds=[(Role.SECRETARY, cell)])


def tellings(row):
    return histories.page_of(row, {})["tellings"]


def test_history_tells_who_did_what_in_words(cell, secretary):
    member_at(cell)
    notice = sent_notice(cell, actor=secretary)

    (told,) = tellings(notice)

    assert told.verb == "Gửi thông báo"
    assert told.who == "Trần Văn Năm, Bí thư Chi bộ khóm 2"
    assert [(c.label, c.old, c.new) for c in told.changes] == [
        ("Trạng thái", "Đang soạn", "Đã gửi"),
        ("Số người nhận", "", "1"),
    ]


def test_history_tells_old_and_new_of_what_was_edited(cell, secretary):
    notice = NoticeFactory(unit=cell, title="Họp khóm")
    commands.edit_notice(
        actor=secretary,
        notice=notice,
        version=0,
        title="Họp ấp",
        body=notice.body,
        audience="MEMBERS",
    )

    (told,) = tellings(notice)

    assert [(c.label, c.old, c.new) for c in told.changes] == [
        ("Tiêu đề", "Họp khóm", "Họp ấp")
    ]


def test_machine_is_named_as_such(cell):
    notice = NoticeFactory(unit=cell)
    journal.record(actor=clerk_of_the_house(), verb=commands.EDITED, subject=notice)

    assert tellings(notice)[0].who == "Hệ thống"


def test_helper_is_named_with_whom_they_served(cell):
    helper = AccountFactory(owner=PersonFactory(full_name="Lê Thị Giúp"))
    helper.helping_id = PersonFactory(full_name="Lý Văn Già").pk
    notice = NoticeFactory(unit=cell)
    journal.record(actor=helper, verb=commands.EDITED, subject=notice)

    assert tellings(notice)[0].who == "Lê Thị Giúp, làm giúp đồng chí Lý Văn Già"


def test_value_of_a_sensitive_field_is_never_told(cell, secretary):
    person = PersonFactory()
    changes = {"phone": [], "full_name": ["Cũ", "Mới"]}
    leaked = {"phone_hash": ["0913555012", "0913555013"]}
    journal.record(
        actor=secretary,
        verb=commands.EDITED,
        subject=person,
        about=person,
        changes={**changes, **leaked},
    )

    (told,) = tellings(person)

    by_label = {c.label: (c.old, c.new) for c in told.changes}
    assert by_label["Họ và tên"] == ("Cũ", "Mới")
    assert [pair for pair in by_label.values() if pair != ("Cũ", "Mới")] == [
        (None, None),
        (None, None),
    ]


def test_values_of_a_purged_person_cannot_be_read(cell, secretary):
    person = PersonFactory()
    changes = {"full_name": ["Cũ", "Mới"]}
    journal.record(
        actor=secretary,
        verb=commands.EDITED,
        subject=person,
        about=person,
        changes=changes,
    )
    vault.forget(key_of(person))

    (told,) = tellings(Person.objects.get(pk=person.pk))

    assert told.changes is None


def test_history_is_there_for_those_who_see_the_thing(client, cell, secretary):
    member_at(cell)
    notice = sent_notice(cell, actor=secretary)
    client.force_login(secretary)

    page = client.get(reverse("shell:history", args=["notices.notice", notice.pk]))

    assert page.status_code == 200
    assert "Trần Văn Năm" in page.content.decode()


@pytest.mark.parametrize("who", ["stranger", "reader", "secretary next door"])
def test_history_is_not_there_for_anybody_else(client, cell, secretary, who):
    reader = member_at(cell, account=True).person.account
    notice = sent_notice(cell, actor=secretary)
    client.force_login(
        {
            "stranger": AccountFactory(),
            "reader": reader,
            "secretary next door": AccountFactory(
                holds=[(Role.SECRETARY, residence_cell())]
            ),
        }[who]
    )

    page = client.get(reverse("shell:history", args=["notices.notice", notice.pk]))

    assert page.status_code == 404
    assert "Trần Văn Năm" not in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "journal.entry/1",
        "accounts.account/1",
        "nothing.atall/1",
        "notices.notice/99999999999999999999999",
    ],
)
def test_what_has_no_policy_has_no_history(client, secretary, address):
    client.force_login(secretary)

    assert client.get(f"/history/{address}/").status_code == 404


@pytest.mark.parametrize("entries", [1, 3])
def test_history_asks_no_more_for_more_entries(
    cell, secretary, django_assert_num_queries, entries
):
    notice = NoticeFactory(unit=cell)
    for number in range(entries):
        commands.edit_notice(
            actor=secretary,
            notice=notice,
            version=number,
            title=f"Lần {number}",
            body="Nội dung",
            audience="MEMBERS",
        )

    with django_assert_num_queries(5):
        assert len(tellings(notice)) == entries


def test_province_sees_a_matter_and_not_who_raised_it(client):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    top = ward(parent=province)
    cell = residence_cell(top)
    member = member_at(cell, name="Lý Thị Nêu", account=True)
    opinion = raised(member=member)
    for unit in (cell, top):
        commands_of_opinions.pass_up_opinion(
            actor=AccountFactory(holds=[(Role.SECRETARY, unit)]),
            opinion=opinion,
            version=opinion.version,
            text="Việc này vượt quyền chúng tôi.",
        )
        opinion = fresh(opinion)
    address = reverse("shell:history", args=["opinions.opinion", opinion.pk])
    at_province = AccountFactory(holds=[(Role.CLERK, province)])
    at_ward = AccountFactory(holds=[(Role.CLERK, top)])

    client.force_login(at_province)
    hidden = client.get(address)
    client.force_login(at_ward)
    seen = client.get(address)

    assert policy_of("opinions.opinion").allows(at_province, "opinions.see", opinion)
    assert (hidden.status_code, seen.status_code) == (404, 200)
    assert "Lý Thị Nêu" in seen.content.decode()


def test_whom_somebody_read_is_no_part_of_a_history(cell, secretary):
    person = PersonFactory()
    note_reading(actor=secretary, person=person, what="hồ sơ")

    assert tellings(person) == []


def test_stranger_finds_no_history_of_anything(client):
    world.build()
    client.force_login(AccountFactory())
    rows = [
        (model._meta.label_lower, pk)
        for model in apps.get_models()
        for pk in model._base_manager.values_list("pk", flat=True)[:3]
        if isinstance(pk, int)
    ]

    for label, pk in rows:
        page = client.get(reverse("shell:history", args=[label, pk]))
        assert page.status_code == 404, label

    assert len({label for label, _pk in rows}) > 20


def test_history_leads_back_to_what_it_is_of(client):
    here = place()
    paper = here.paper()
    client.force_login(here.officer)

    for label, row, page in [
        ("roster.introduction", paper, "roster:introduction"),
        ("roster.member", paper.member, "shell:member"),
    ]:
        answer = client.get(reverse("shell:history", args=[label, row.pk]))
        back = reverse(page, args=[row.pk])
        assert f'href="{back}"' in answer.content.decode()
        assert client.get(back).status_code == 200


def test_every_page_to_go_back_to_is_of_something_with_a_history():
    assert set(PAGES) <= set(TITLES)


def test_every_thing_with_a_policy_has_a_title():
    models = [m._meta.label_lower for m in apps.get_models()]

    assert set(TITLES) == {label for label in models if policy_of(label)}


def test_every_name_that_commands_write_down_has_words():
    fields = {
        field.name
        for model in apps.get_models()
        if model.__module__.startswith("ganket.")
        for field in model._meta.get_fields()
        if hasattr(field, "verbose_name")
        and str(field.verbose_name) != field.name.replace("_", " ")
    }

    assert journalled_names() - fields - set(LABELS) == set()


def journalled_names():
    """Names under which some command gives the journal a pair, old and new."""
    found = set()
    for file in (ROOT / "src" / "ganket").rglob("*.py"):
        if "commands" not in str(file):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                found |= {k.value for k, v in pairs if is_constant(k) and is_told(v)}
            if isinstance(node, ast.keyword) and is_told(node.value):
                found.add(node.arg)
    return found


def is_constant(node):
    return isinstance(node, ast.Constant)


def is_told(node):
    if not isinstance(node, ast.List) or len(node.elts) not in {0, 2}:
        return False
    return not all(is_constant(e) and isinstance(e.value, str) for e in node.elts) or (
        not node.elts
    )


def test_unit_is_named_whether_kept_by_id_or_by_code(cell, secretary):
    person = PersonFactory()
    changes = {"unit": [None, cell.code], "cell": [cell.pk, None]}
    journal.record(
        actor=secretary, verb=commands.EDITED, subject=person, changes=changes
    )

    (told,) = tellings(person)

    assert {(c.label, c.old, c.new) for c in told.changes} == {
        ("Đơn vị", "", "Chi bộ khóm 2"),
        ("Chi bộ", "Chi bộ khóm 2", ""),
    }


def test_page_of_a_thing_leads_to_its_history_those_who_may_read_it(
    client, cell, secretary
):
    reader = member_at(cell, account=True).person.account
    notice = sent_notice(cell, actor=secretary)
    address = reverse("shell:history", args=["notices.notice", notice.pk])
    page = reverse("notices:detail", args=[notice.pk])

    client.force_login(secretary)
    led = address in client.get(page).content.decode()
    client.force_login(reader)

    assert led
    assert address not in client.get(page).content.decode()
