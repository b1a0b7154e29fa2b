"""The paper F1 as it is handed out."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ganket.accounts.models import Account
from ganket.accounts.queries import clerk_of_the_house
from ganket.documents import commands as documents
from ganket.documents import ports
from ganket.documents.enums import DocumentKind
from ganket.org.models import Unit
from ganket.people.commands import note_reading
from ganket.roster import policies, queries
from ganket.roster.commands.exporting import note_list
from ganket.roster.commands.refusals import RosterRefused
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Introduction
from ganket.rulebook.queries import get_pack


class NothingToPrint(RosterRefused):
    message = _(
        "Trong năm này đơn vị chưa gửi và chưa nhận giấy giới thiệu nào nên chưa có gì "
        "để in. Hãy xem lại mã đơn vị và năm."
    )


@transaction.atomic
def print_introduction(*, actor: Account, introduction: Introduction) -> bytes:
    """Return the paper as a PDF, and write down that a person's paper was printed.

    While it waits it is the paper as its issuer first printed it, kept byte for
    byte. Once the ward has acted the same sheet is laid out with the receipt.
    Raises NotAllowed.
    """
    policies.introductions.require(actor, policies.SEE_INTRODUCTION, introduction)
    # The same value again: of two who print at once, the second finds the first's paper.
    held = Introduction.objects.filter(pk=introduction.pk)
    held.update(number=introduction.number)
    introduction.refresh_from_db(fields=["state", "document"])
    person = introduction.member.person
    note_reading(actor=actor, person=person, what=gettext_noop("Giấy giới thiệu"))
    if introduction.state != IntroductionState.ISSUED:
        return ports.renderer().render([queries.introduction_sheet(introduction)])
    if introduction.document is not None:
        return bytes(introduction.document.content)
    sheet = queries.introduction_sheet(introduction)
    issues = policies.introductions.allows(
        actor, policies.WITHDRAW_INTRODUCTION, introduction
    )
    if not issues:
        return ports.renderer().render([sheet])
    pack = get_pack(introduction.rule_pack)
    document = documents.issue(
        actor=actor,
        kind=DocumentKind.INTRODUCTION,
        unit=introduction.from_unit,
        number=introduction.number,
        subject=introduction,
        sheet=sheet,
        rule_pack=pack.key,
        form_version=pack.introduction_form.version,
        issued_on=introduction.issued_on,
        about=person,
    )
    held.update(document=document)
    return bytes(document.content)


@transaction.atomic
def print_introductions(unit: Unit, year: int) -> bytes:
    """Return every paper that a unit sent or was sent, for whoever holds the machine.

    One entry in the journal tells how many. Raises NothingToPrint.
    """
    papers = list(queries.introductions_touching(unit, year=year))
    if not papers:
        raise NothingToPrint
    note_list(actor=clerk_of_the_house(), unit=unit, what="F1", members=len(papers))
    return ports.renderer().render(queries.introduction_sheets(papers))
