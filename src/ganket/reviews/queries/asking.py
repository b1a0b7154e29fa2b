"""Whom a workplace may ask a ward about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ganket.accounts.models import Account
from ganket.org.models import Unit
from ganket.reviews.models import Review, ReviewRequest
from ganket.reviews.queries.reviews import reviews_for
from ganket.roster import queries as roster
from ganket.roster.models import HomeLink, Member


@dataclass(frozen=True)
class Askable:
    """A member who works here and belongs to a cell of the ward there."""

    member: Member
    home: HomeLink
    is_exempt: bool

    @property
    def label(self) -> str:
        name = self.member.person.full_name
        cell = self.home.cell.name if self.home.cell is not None else ""
        exempt = _("miễn sinh hoạt, chỉ nhận xét khi có việc cần")
        return " · ".join(filter(None, [name, cell, exempt if self.is_exempt else ""]))


def _homes(unit: Unit) -> QuerySet[HomeLink]:
    members = roster.members_at_work(unit).order_by().values("pk")
    return HomeLink.objects.filter(
        HomeLink.in_force(), member__in=members, cell__isnull=False
    )


def wards_of_members(unit: Unit) -> list[Unit]:
    """Return the wards where members of a workplace belong to a cell, by name."""
    wards = _homes(unit).order_by().values("ward")
    return list(Unit.objects.filter(pk__in=wards).order_by("sort_key", "pk"))


def askable_members(unit: Unit, ward: Unit) -> list[Askable]:
    """Return the members of a workplace who belong to a cell of a ward, by name."""
    homes = _homes(unit).filter(ward=ward)
    related = homes.select_related("member__person", "cell", "ward")
    links: Sequence[HomeLink] = list(related.order_by("member__person__sort_key", "pk"))
    exempt = roster.exempt_ids([link.member for link in links])
    return [Askable(link.member, link, link.member_id in exempt) for link in links]


def members_of_request(request: ReviewRequest) -> QuerySet[Member]:
    """Return whom a request asks about, by given name. Asks no policy."""
    return request.members.select_related("person").order_by("person__sort_key", "pk")


def reviews_of_request(actor: Account, request: ReviewRequest) -> QuerySet[Review]:
    """Return the reviews that answer a request, as far as the actor may see them."""
    return reviews_for(actor).filter(request=request)
