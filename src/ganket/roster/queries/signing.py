"""Who signs papers for a unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ganket.documents.sheets import Signature
from ganket.org.enums import Role
from ganket.org.models import Office, Unit
from ganket.rulebook.models import RulePack

_SIGNING = (Role.SECRETARY, Role.DEPUTY)


@dataclass(frozen=True)
class Signers:
    """Who may sign for units today, and which of them have a committee."""

    offices: Mapping[int, list[Office]] = field(default_factory=dict)

    def has_committee(self, unit: Unit) -> bool:
        held = self.offices.get(unit.pk, [])
        return any(office.role == Role.COMMITTEE_MEMBER for office in held)

    def signature(
        self, unit: Unit, rules: RulePack, *, on_behalf: str, besides: int | None = None
    ) -> Signature:
        """Return the secretary's block, or the deputy's where there is none else.

        ``besides`` is whom the paper is about: nobody signs their own paper.
        """
        posts = {
            Role.SECRETARY: rules.signatories.secretary,
            Role.DEPUTY: rules.signatories.deputy,
        }
        for role in _SIGNING:
            for office in self.offices.get(unit.pk, []):
                if office.role == role and office.person_id != besides:
                    name = office.person.full_name
                    return Signature(on_behalf=on_behalf, post=posts[role], name=name)
        return Signature(on_behalf=on_behalf, post=posts[Role.SECRETARY])


def signers_of(units: Iterable[Unit]) -> Signers:
    """Return who may sign for these units today. One query."""
    roles = [*_SIGNING, Role.COMMITTEE_MEMBER]
    held = Office.objects.filter(
        Office.in_force(), unit__in={unit.pk for unit in units}, role__in=roles
    )
    found: dict[int, list[Office]] = {}
    for office in held.select_related("person").order_by("since", "pk"):
        found.setdefault(office.unit_id, []).append(office)
    return Signers(found)
