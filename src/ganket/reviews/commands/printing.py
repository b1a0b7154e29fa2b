"""Printing papers: one by one, a cell, or a whole ward in one file."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ganket.accounts.models import Account
from ganket.accounts.queries import clerk_of_the_house
from ganket.documents import ports
from ganket.documents.models import IssuedDocument
from ganket.documents.queries import sheet_of as issued_sheet_of
from ganket.journal import commands as journal
from ganket.kernel.errors import Refused
from ganket.org.models import Unit
from ganket.people.commands import note_reading
from ganket.reviews import policies, queries
from ganket.reviews.models import Review, ReviewRequest

PRINTED = journal.verb("reviews.printed", _("in phiếu nhận xét"))


class NothingToPrint(Refused):
    message = _(
        "Chưa có phiếu nào được phường xác nhận nên chưa có gì để in. Hãy xác nhận "
        "trước rồi in."
    )


@transaction.atomic
def print_review(*, actor: Account, review: Review) -> bytes:
    """Return the paper of one review: as issued, or as it stands where it is not yet.

    Printing another's review is a reading, and is written down. Raises NotAllowed.
    """
    policies.reviews.require(actor, policies.SEE, review)
    _note_printed(actor, review)
    if review.document is not None:
        return bytes(review.document.content)
    return ports.renderer().render([queries.sheet_of(review)])


def print_request(*, actor: Account, request: ReviewRequest) -> bytes:
    """Return the paper of one request as it was issued.

    Raises NotAllowed, NothingToPrint.
    """
    policies.requests.require(actor, policies.SEE_REQUEST, request)
    if request.document is None:
        raise NothingToPrint
    return bytes(request.document.content)


@transaction.atomic
def print_many(*, actor: Account, unit: Unit, year: int) -> bytes:
    """Return every issued review of a cell or ward in one file, a page on each.

    By cell, then by given name. Each reading is written down.
    Raises NothingToPrint where the actor may see none that is issued.
    """
    reviews = _issued(queries.reviews_for(actor), unit, year)
    if not reviews:
        raise NothingToPrint
    for review in reviews:
        _note_printed(actor, review)
    return _render(reviews)


@transaction.atomic
def print_reviews(unit: Unit, year: int) -> bytes:
    """Return every issued review of a cell or ward, for whoever holds the machine.

    One entry in the journal tells how many. Raises NothingToPrint.
    """
    reviews = _issued(queries.listed(Review.objects.all()), unit, year)
    if not reviews:
        raise NothingToPrint
    told = {"year": [None, year], "papers": [None, len(reviews)]}
    journal.record(actor=clerk_of_the_house(), verb=PRINTED, subject=unit, changes=told)
    return _render(reviews)


def _note_printed(actor: Account, review: Review) -> None:
    note_reading(
        actor=actor,
        person=review.member.person,
        what=gettext_noop("Phiếu nhận xét năm %(year)d, bản in"),
        year=review.year,
    )


def _issued(reviews: QuerySet[Review], unit: Unit, year: int) -> list[Review]:
    under = reviews.filter(
        cell__lines_up__upper=unit, year=year, document__isnull=False
    )
    return list(under.order_by("cell__sort_key", "member__person__sort_key", "pk"))


def _render(reviews: Sequence[Review]) -> bytes:
    keys = [review.document_id for review in reviews]
    held = IssuedDocument.objects.defer("content").in_bulk(
        [key for key in keys if key is not None]
    )
    sheets = [issued_sheet_of(held[key]) for key in keys if key is not None]
    return ports.renderer().render(sheets)
