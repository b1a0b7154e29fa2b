"""F1 from the wording of the regulation in force."""

from collections.abc import Mapping

from ganket.documents.sheets import (
    Field,
    Heading,
    IntroductionSheet,
    Receipt,
    Signature,
)
from ganket.rulebook import wording
from ganket.rulebook.enums import IntroductionField
from ganket.rulebook.models import RulePack


def draft_introduction(
    pack: RulePack,
    *,
    heading: Heading,
    to: tuple[str, ...],
    values: Mapping[IntroductionField, str],
    signature: Signature,
    receiver: Signature,
    exemption: str = "",
    received_on: str = "",
    assigned_to: str = "",
    reference: str = "",
) -> IntroductionSheet:
    """Return the introduction in the state it has reached.

    ``exemption`` is the label of an exempt kind. ``received_on`` and
    ``assigned_to`` stay empty until they have happened. A line whose value is
    missing prints dots.
    """
    form = pack.introduction_form
    member = values[IntroductionField.NAME]
    return IntroductionSheet(
        heading=heading,
        title=form.title,
        to_label=form.to_label,
        to=to,
        basis=form.basis,
        issuer=heading.issuer,
        fields=tuple(
            Field(label=field.label, value=values.get(field.key, ""))
            for field in form.fields
        ),
        exemption=(
            wording.fill(form.exempt_line, exemption=exemption) if exemption else ""
        ),
        request=wording.fill(form.request, member=member),
        member=member,
        signature=signature,
        receipt=Receipt(
            title=form.receipt_title,
            received=Field(label=form.received_label, value=received_on),
            assigned=Field(label=form.assigned_label, value=assigned_to),
            signature=receiver,
        ),
        reference=reference,
    )
