"""The agenda: its first item is the state of the opinions, the rest is the cell's."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.meetings import policies
from ganket.meetings.commands.planning import RUNNING, move
from ganket.meetings.enums import ItemKind
from ganket.meetings.models import AgendaItem, Meeting

ITEM_ADDED = journal.verb("meetings.item_added", _("thêm mục vào chương trình"))
ITEM_CHANGED = journal.verb("meetings.item_changed", _("sửa mục của chương trình"))
ITEM_MOVED = journal.verb("meetings.item_moved", _("đổi thứ tự chương trình"))
ITEM_REMOVED = journal.verb("meetings.item_removed", _("bỏ mục khỏi chương trình"))

LONGEST_TITLE = 200
LONGEST_TEXT = 5000
MOST_ITEMS = 30
# Beyond every real place: where an item waits while two change places.
ASIDE = 32000


class ItemTitleMissing(Refused):
    message = _("Chưa ghi nội dung của mục. Hãy ghi vài chữ, ví dụ: Vệ sinh đường hẻm.")


class ItemTooLong(Refused):
    message = _("Mục này dài quá. Tên mục nhiều nhất 200 ký tự, chi tiết 5.000 ký tự.")


class ItemFixed(Refused):
    message = _(
        "Tình hình các ý kiến luôn là mục đầu của chương trình, không bỏ hay dời được."
    )


class ItemGone(Refused):
    message = _("Mục này vừa được người khác bỏ khỏi chương trình. Hãy tải lại trang.")


class TooManyItems(Refused):
    message = _("Chương trình đã có 30 mục. Hãy gộp bớt các mục lại.")


@transaction.atomic
def add_item(
    *,
    actor: Account,
    meeting: Meeting,
    kind: str,
    title: str,
    client_key: UUID,
    text: str = "",
    position: int | None = None,
) -> AgendaItem:
    """Add an item at the end of the agenda; new topics may come up in the room, too.

    ``position`` puts one that was taken off back into its place.
    Sent twice under one ``client_key`` it is added once.
    Raises NotAllowed, ItemFixed, ItemTitleMissing, ItemTooLong, TooManyItems, MovedOn.
    """
    policies.meetings.require(actor, policies.PLAN, meeting)
    if kind not in ItemKind.values or kind == ItemKind.OPINIONS:
        raise ItemFixed
    name, details = _checked(title, text)
    _hold(meeting)
    known = meeting.items.filter(client_key=client_key).first()
    if known is not None:
        return known
    last = meeting.items.aggregate(last=Max("position"))["last"] or 1
    if last >= MOST_ITEMS:
        raise TooManyItems
    place = last + 1 if position is None else min(max(position, 2), last + 1)
    _shift(meeting.items.filter(position__gte=place).order_by("-position"), 1)
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=place,
        kind=kind,
        title=name,
        text=details,
        client_key=client_key,
    )
    _tell(actor, ITEM_ADDED, item, {"title": [None, name]})
    return item


@transaction.atomic
def change_item(
    *, actor: Account, item: AgendaItem, version: int, title: str, text: str
) -> None:
    """Change the words of an item.

    Raises NotAllowed, ItemFixed, ItemTitleMissing, ItemTooLong, MovedOn, ChangedMeanwhile.
    """
    _require_free(actor, item)
    name, details = _checked(title, text)
    values = {"title": name, "text": details}
    _hold(item.meeting)
    changes = journal.changed(item, values)
    standing = AgendaItem.objects.filter(pk=item.pk, version=version)
    if not standing.update(version=F("version") + 1, **values):
        now = AgendaItem.objects.filter(pk=item.pk).first()
        if now is None:
            raise ItemGone
        raise ChangedMeanwhile({"title": now.title, "text": now.text})
    item.title, item.text, item.version = name, details, version + 1
    _tell(actor, ITEM_CHANGED, item, changes)


@transaction.atomic
def move_item(*, actor: Account, item: AgendaItem, up: bool) -> None:
    """Let an item change places with its neighbour; at an end it stays.

    Raises NotAllowed, ItemFixed, MovedOn.
    """
    _require_free(actor, item)
    _hold(item.meeting)
    places = dict(item.meeting.items.values_list("pk", "position"))
    place = places.get(item.pk)
    target = None if place is None else place + (-1 if up else 1)
    other = next((pk for pk, at in places.items() if at == target), None)
    if place is None or target is None or other is None or target == 1:
        return
    # One at a time: the unique place is checked row by row.
    items = AgendaItem.objects
    items.filter(pk=item.pk).update(position=ASIDE)
    items.filter(pk=other).update(position=place)
    items.filter(pk=item.pk).update(position=target)
    item.position = target
    _tell(actor, ITEM_MOVED, item, {"position": [place, target]})


@transaction.atomic
def remove_item(*, actor: Account, item: AgendaItem) -> None:
    """Take an item off the agenda and close the gap. Removed twice is removed.

    Raises NotAllowed, ItemFixed, MovedOn.
    """
    _require_free(actor, item)
    meeting = item.meeting
    _hold(meeting)
    standing = meeting.items.filter(pk=item.pk).first()
    if standing is None:
        return
    told = {"title": [standing.title, None]}
    standing.delete()
    later = meeting.items.filter(position__gt=standing.position).order_by("position")
    _shift(later, -1)
    journal.record(actor=actor, verb=ITEM_REMOVED, subject=meeting, changes=told)


def _shift(items: QuerySet[AgendaItem], by: int) -> None:
    # One at a time: the unique place is checked row by row.
    for pk in list(items.values_list("pk", flat=True)):
        AgendaItem.objects.filter(pk=pk).update(position=F("position") + by)


def _require_free(actor: Account, item: AgendaItem) -> None:
    policies.meetings.require(actor, policies.PLAN, item.meeting)
    if item.kind == ItemKind.OPINIONS:
        raise ItemFixed


def _hold(meeting: Meeting) -> None:
    """Keep other writers of this agenda waiting until the transaction ends."""
    move(meeting, RUNNING, year=meeting.year)


def _checked(title: str, details: str) -> tuple[str, str]:
    name, more = text.tidy(title), text.tidy_lines(details)
    if not name:
        raise ItemTitleMissing
    if len(name) > LONGEST_TITLE or len(more) > LONGEST_TEXT:
        raise ItemTooLong
    return name, more


def _tell(actor: Account, verb: str, item: AgendaItem, changes: dict[str, Any]) -> None:
    told = {"item": [None, item.pk], **changes}
    journal.record(actor=actor, verb=verb, subject=item.meeting, changes=told)
