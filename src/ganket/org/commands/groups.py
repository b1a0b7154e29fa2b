"""Residential groups and the cells that they belong to."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.org import policies, queries
from ganket.org.commands.refusals import (
    CellElsewhere,
    GroupTaken,
    NameMissing,
    NameTooLong,
    PlacedMeanwhile,
    TermRunsBackwards,
)
from ganket.org.enums import GroupKind
from ganket.org.models import GroupCell, ResidentialGroup, Unit

GROUP_ADDED = journal.verb("org.group_added", _("thêm tổ dân cư"))
GROUP_PLACED = journal.verb("org.group_placed", _("xếp tổ dân cư về chi bộ"))

LONGEST_NAME = 120


@transaction.atomic
def add_group(
    *, actor: Account, ward: Unit, kind: GroupKind, name: str
) -> ResidentialGroup:
    """Write down a group of households. Raises NameMissing, NameTooLong, GroupTaken."""
    policies.units.require(actor, policies.MANAGE, ward)
    tidy = text.tidy(name)
    if not text.search_key(tidy):
        raise NameMissing
    if len(tidy) > LONGEST_NAME:
        raise NameTooLong
    try:
        with transaction.atomic():
            group = ResidentialGroup.objects.create(ward=ward, kind=kind, name=tidy)
    except IntegrityError:
        raise GroupTaken from None
    told = {"kind": [None, kind], "name": [None, tidy]}
    journal.record(actor=actor, verb=GROUP_ADDED, subject=group, changes=told)
    return group


@transaction.atomic
def place_group(
    *, actor: Account, group: ResidentialGroup, cell: Unit, since: dt.date
) -> None:
    """Let a residential group belong to a cell of its ward from a day on.

    Raises CellElsewhere, TermRunsBackwards, PlacedMeanwhile.
    """
    policies.units.require(actor, policies.MANAGE, group.ward)
    if not queries.residence_cells(group.ward, on=since).filter(pk=cell.pk).exists():
        raise CellElsewhere
    before = GroupCell.objects.filter(group=group, until=None).first()
    if before is not None:
        if before.cell_id == cell.pk:
            return
        if since < before.since:
            raise TermRunsBackwards
        still = GroupCell.objects.filter(pk=before.pk, until=None)
        if not still.update(until=since):
            raise PlacedMeanwhile
    try:
        with transaction.atomic():
            GroupCell.objects.create(group=group, cell=cell, since=since)
    except IntegrityError:
        raise PlacedMeanwhile from None
    told = {
        "cell": [before.cell.code if before else None, cell.code],
        "since": [before.since if before else None, since],
    }
    journal.record(actor=actor, verb=GROUP_PLACED, subject=group, changes=told)
