from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ganket.journal.models import Entry
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.meetings import commands, queries
from ganket.meetings.models import AgendaItem
from ganket.org.enums import Role
from tests.factories import AccountFactory
from tests.factories.meetings import closed, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cell, secretary):
    return planned(cell, by=secretary)


def add(actor, meeting, title, **change):
    values = {"kind": "TOPIC", "title": title, "client_key": uuid4()} | change
    return commands.add_item(actor=actor, meeting=meeting, **values)


def titles(meeting):
    return list(queries.agenda_of(meeting).values_list("title", flat=True)[2:])


def test_add_item_goes_to_the_end(meeting, secretary):
    add(secretary, meeting, "Đường hẻm")

    assert add(secretary, meeting, "Cây xanh").position == 4
    assert titles(meeting) == ["Đường hẻm", "Cây xanh"]


def test_add_item_twice_is_one(meeting, secretary):
    key = uuid4()

    for _ in range(2):
        add(secretary, meeting, "Đường hẻm", client_key=key)

    assert titles(meeting) == ["Đường hẻm"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, commands.ItemTitleMissing),
        ({"title": "x" * 201}, commands.ItemTooLong),
        ({"text": "x" * 5001}, commands.ItemTooLong),
        ({"kind": "OPINIONS"}, commands.ItemFixed),
        ({"kind": "PARTY"}, commands.ItemFixed),
    ],
)
def test_add_item_refuses_and_writes_nothing(meeting, secretary, change, refusal):
    with pytest.raises(refusal):
        add(secretary, meeting, **({"title": "Đường hẻm"} | change))
    assert titles(meeting) == []
    assert not Entry.objects.filter(verb=commands.ITEM_ADDED).exists()


def test_agenda_has_an_end(meeting, secretary):
    for number in range(28):
        add(secretary, meeting, f"Mục {number}")

    with pytest.raises(commands.TooManyItems):
        add(secretary, meeting, "Mục nữa")


def test_move_item_changes_places(meeting, secretary):
    _first, second, third = (add(secretary, meeting, t) for t in ("A", "B", "C"))

    commands.move_item(actor=secretary, item=third, up=True)
    commands.move_item(actor=secretary, item=second, up=False)

    assert titles(meeting) == ["A", "C", "B"]


@pytest.mark.parametrize("up", [True, False])
def test_move_item_stays_at_an_end(meeting, secretary, up):
    queries.agenda_of(meeting).filter(position=2).delete()
    item = add(secretary, meeting, "A")

    commands.move_item(actor=secretary, item=item, up=up)

    assert AgendaItem.objects.get(pk=item.pk).position == item.position
    assert not Entry.objects.filter(verb=commands.ITEM_MOVED).exists()


def test_remove_item_closes_the_gap(meeting, secretary):
    first, _second, _third = (add(secretary, meeting, t) for t in ("A", "B", "C"))

    for _ in range(2):
        commands.remove_item(actor=secretary, item=first)

    places = queries.agenda_of(meeting).values_list("position", flat=True)
    assert list(places) == [1, 2, 3, 4]
    assert titles(meeting) == ["B", "C"]
    assert Entry.objects.filter(verb=commands.ITEM_REMOVED).count() == 1


@pytest.mark.parametrize("act", ["move", "remove", "change"])
def test_state_of_the_opinions_stays_the_first_item(meeting, secretary, act):
    item = queries.agenda_of(meeting).get(position=1)
    acts = {
        "move": lambda: commands.move_item(actor=secretary, item=item, up=False),
        "remove": lambda: commands.remove_item(actor=secretary, item=item),
        "change": lambda: commands.change_item(
            actor=secretary, item=item, version=0, title="Khác", text=""
        ),
    }

    with pytest.raises(commands.ItemFixed):
        acts[act]()


@pytest.mark.parametrize(
    "values",
    [{"position": 1, "kind": "TOPIC"}, {"position": 2, "kind": "OPINIONS"}],
)
def test_database_lets_no_other_item_come_first(meeting, values):
    meeting.items.all().delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, title="X", **values)


def test_change_item_shows_the_second_writer_what_stands(meeting, secretary):
    item = add(secretary, meeting, "Đường hẻm")
    stale = AgendaItem.objects.get(pk=item.pk)
    commands.change_item(
        actor=secretary, item=item, version=0, title="Đường hẻm 5", text=""
    )

    with pytest.raises(ChangedMeanwhile) as refusal:
        commands.change_item(
            actor=secretary, item=stale, version=0, title="Cây xanh", text=""
        )
    assert refusal.value.theirs == {"title": "Đường hẻm 5", "text": ""}
    assert titles(meeting) == ["Đường hẻm 5"]


def test_change_item_that_is_gone_says_so(meeting, secretary):
    item = add(secretary, meeting, "Đường hẻm")
    AgendaItem.objects.filter(pk=item.pk).delete()

    with pytest.raises(commands.ItemGone):
        commands.change_item(
            actor=secretary, item=item, version=0, title="Cây xanh", text=""
        )


def test_agenda_of_a_closed_meeting_is_fixed(cell, secretary):
    meeting = closed(cell, by=secretary)

    with pytest.raises(commands.MovedOn):
        add(secretary, meeting, "Đường hẻm")


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER])
def test_agenda_is_for_the_secretary(meeting, cell, role):
    actor = AccountFactory(holds=[(role, cell)])

    with pytest.raises(NotAllowed):
        add(actor, meeting, "Đường hẻm")
