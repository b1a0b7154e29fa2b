"""Finding the papers that were issued."""

import hashlib
from collections.abc import Iterable

from django.db.models import Model, QuerySet

from ganket.documents.models import IssuedDocument
from ganket.documents.sheets import Sheet, from_plain
from ganket.journal.commands import key_of


def documents_of(*rows: Model) -> QuerySet[IssuedDocument]:
    """Return the papers of these rows, newest first, without their bytes."""
    subjects = [key_of(row) for row in rows]
    found = IssuedDocument.objects.filter(subject__in=subjects)
    return found.defer("content").order_by("-issued_on", "-pk")


def sheet_of(document: IssuedDocument) -> Sheet:
    """Return the words of a paper as they were issued."""
    return from_plain(document.sheet)


def altered(documents: Iterable[IssuedDocument]) -> list[int]:
    """Return the papers whose bytes are not those that were issued; none is good."""
    return [
        document.pk
        for document in documents
        if hashlib.sha256(bytes(document.content)).hexdigest() != document.sha256
    ]
