"""Handing out invitations: the slip of one member, or those of a whole list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.roster import commands, queries
from ganket.roster.models import Member
from ganket.roster.queries import INVITE_MEMBER
from ganket.roster.web import MOST_AT_ONCE, SOMETIMES, keys_of, member_for, seat_of
from ganket.ui.web import PDF, file


@SOMETIMES
def invite(request: Request, member_id: int) -> HttpResponse:
    """Say what a slip would end, then print that of one member with a fresh code."""
    member = member_for(request, member_id, INVITE_MEMBER)
    if request.method == "GET":
        page = {"member": member, "entrance": queries.entrances_of([member])[member.pk]}
        return render(request, "roster/invite.html", page)
    content = commands.invite_members(actor=request.user, members=[member])
    return file(content, kind=PDF, name=_("phiếu mời.pdf"))


@SOMETIMES
def invite_many(request: Request) -> HttpResponse:
    """Choose who of a list gets a slip; those without a sign-in are chosen already."""
    seat = seat_of(request)
    if "invite" not in queries.rights_at(request.user, seat):
        raise NotAllowed
    allowed = queries.members_from(seat).filter(
        pk__in=queries.members_for(request.user, INVITE_MEMBER).order_by().values("pk")
    )
    if request.method == "POST":
        chosen = list(allowed.filter(pk__in=keys_of(request, "member")))
        if chosen and (held := _holding(request, chosen)):
            page = {"seat": seat, "chosen": chosen, "held": held}
            return render(request, "roster/invite_many_check.html", page)
        if chosen:
            content = commands.invite_members(actor=request.user, members=chosen)
            return file(content, kind=PDF, name=_("phiếu mời.pdf"))
        messages.info(request, _("Chưa chọn đồng chí nào. Hãy đánh dấu rồi in."))
        return redirect(f"{reverse('roster:invite_many')}?seat={seat.key}")
    rows = queries.rows_of(allowed[:MOST_AT_ONCE])
    page = {
        "seat": seat,
        "rows": rows,
        "entrances": queries.entrances_of([row.member for row in rows]),
        "is_bare": "none" in request.GET,
    }
    return render(request, "roster/invite_many.html", page)


def _holding(
    request: Request, chosen: list[Member]
) -> list[tuple[Member, queries.Entrance]]:
    """Return whose code or password would end, unless one was asked about it."""
    if request.POST.get("then") == "print":
        return []
    entrances = queries.entrances_of(chosen)
    return [
        (each, entrances[each.pk]) for each in chosen if not entrances[each.pk].is_new
    ]
