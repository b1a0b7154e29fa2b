"""Handing out invitations: the slip of one member, or those of a whole list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.roster import commands, queries
from ganket.roster.queries import INVITE_MEMBER
from ganket.roster.web import MOST_AT_ONCE, SOMETIMES, keys_of, member_for, seat_of
from ganket.ui.web import PDF, file


@require_POST
def invite(request: Request, member_id: int) -> HttpResponse:
    """Print the slip of one member with a fresh code."""
    member = member_for(request, member_id, INVITE_MEMBER)
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
        if chosen:
            content = commands.invite_members(actor=request.user, members=chosen)
            return file(content, kind=PDF, name=_("phiếu mời.pdf"))
        messages.info(request, _("Chưa chọn đồng chí nào. Hãy đánh dấu rồi in."))
        return redirect(f"{reverse('roster:invite_many')}?seat={seat.key}")
    page = {
        "seat": seat,
        "rows": queries.rows_of(allowed[:MOST_AT_ONCE]),
        "signed_in": queries.with_sign_in(allowed),
    }
    return render(request, "roster/invite_many.html", page)
