"""Taking back a record that was written by mistake and that nothing was built on."""

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel.errors import NotAllowed
from ganket.people import commands as people
from ganket.roster import policies
from ganket.roster.commands import counting
from ganket.roster.commands.refusals import SomethingBuilt
from ganket.roster.enums import LinkEnd
from ganket.roster.models import HomeLink, Member, WorkLink

MEMBER_WITHDRAWN = journal.verb(
    "roster.member_withdrawn", gettext_lazy("bỏ bản ghi nhầm của đảng viên")
)


@transaction.atomic
def strike_member(*, actor: Account, member: Member) -> None:
    """Take a member off the roster as if never written down; the journal keeps it.

    Only where all there is are the record and the places with which it was
    written. Raises NotAllowed, SomethingBuilt.
    """
    policies.members.require(actor, policies.CORRECT_MEMBER, member)
    # The same version again: it holds the row, so that two who come at once take turns.
    Member.objects.filter(pk=member.pk).update(version=member.version)
    works = list(WorkLink.objects.filter(member=member))
    homes = list(HomeLink.objects.filter(member=member))
    _require_own(actor, works, homes)
    person = member.person
    if person.account_id is not None or _is_built_upon(member, {WorkLink, HomeLink}):
        raise SomethingBuilt
    if _is_built_upon(person, {Member}):
        raise SomethingBuilt
    journal.record(actor=actor, verb=MEMBER_WITHDRAWN, subject=member, about=person)
    for link in homes:
        if link.until is None:
            counting.opened(link, -1)
    HomeLink.objects.filter(member=member).delete()
    WorkLink.objects.filter(member=member).delete()
    member.delete()
    people.drop_person(person)


def _require_own(actor: Account, works: list[WorkLink], homes: list[HomeLink]) -> None:
    """Raise where a link is another's to change, or has had a time of its own."""
    links: list[WorkLink | HomeLink] = [*works, *homes]
    if any(link.until and link.end != LinkEnd.MISTAKE for link in links):
        raise SomethingBuilt
    for work in works:
        if not policies.work_links.allows(actor, policies.CHANGE_LINK, work):
            raise NotAllowed
    for home in homes:
        if not policies.home_links.allows(actor, policies.CHANGE_LINK, home):
            raise NotAllowed


def _is_built_upon(row: Model, but: set[type[Model]]) -> bool:
    """Tell whether rows of other kinds, of any package, lead to this one."""
    return any(
        relation.related_model._default_manager.filter(
            **{relation.field.name: row}
        ).exists()
        for relation in row._meta.related_objects
        if relation.related_model not in but
    )
