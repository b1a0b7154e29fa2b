"""Numbering and issuing papers. Who may is asked by the packages above, which know why."""

import datetime as dt
import hashlib

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ganket.documents import ports
from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument, Register
from ganket.documents.sheets import Sheet, to_plain
from ganket.journal import commands as journal
from ganket.org.models import Unit

ISSUED = journal.verb("documents.issued", _("ban hành giấy tờ"))


def next_number(*, unit: Unit, year: int, kind: DocumentKind) -> int:
    """Take the next number of a unit's register, in the caller's transaction.

    Whoever takes one holds the register until the transaction ends, so that an
    undone paper leaves no gap. Raises TransactionManagementError outside one.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "a number is taken in the transaction of its paper"
        raise transaction.TransactionManagementError(message)
    register = Register.objects.filter(unit=unit, year=year, kind=kind)
    if not register.update(last=F("last") + 1):
        Register.objects.get_or_create(unit=unit, year=year, kind=kind)
        register.update(last=F("last") + 1)
    return register.values_list("last", flat=True).get()


@transaction.atomic
def issue(
    *,
    actor: journal.Actor,
    kind: DocumentKind,
    unit: Unit,
    number: int | None,
    subject: models.Model,
    sheet: Sheet,
    rule_pack: str,
    form_version: str,
    issued_on: dt.date,
    about: models.Model | None = None,
) -> IssuedDocument:
    """Issue a paper: lay the sheet out and keep every word of it and the bytes.

    ``subject`` is the row that the paper is of, ``number`` one that was taken by
    ``next_number`` for the year of ``issued_on``. Where it is ``about`` a person
    the entry in the journal is kept under that person's key.
    """
    content = ports.renderer().render([sheet])
    document = IssuedDocument.objects.create(
        kind=kind,
        unit=unit,
        year=issued_on.year,
        number=number,
        subject=journal.key_of(subject),
        issued_on=issued_on,
        sheet=to_plain(sheet),
        form_version=form_version,
        rule_pack=rule_pack,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    told = {"number": [None, number], "sha256": [None, document.sha256]}
    journal.record(
        actor=actor, verb=ISSUED, subject=document, about=about, changes=told
    )
    return document
