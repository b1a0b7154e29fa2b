"""Numbering papers. Who may is asked by the packages above, which know why."""

from django.db import transaction
from django.db.models import F

from ganket.documents.enums import DocumentKind
from ganket.documents.models import Register
from ganket.org.models import Unit


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
