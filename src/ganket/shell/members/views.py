from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.people.commands import note_reading
from ganket.roster.queries import members_for, record_of
from ganket.shell.members.sections import sections_for


@require_GET
@never_cache
def member(request: Request, member_id: int) -> HttpResponse:
    """Show a member to whoever may see them; the member will know that it was opened."""
    found = get_object_or_404(members_for(request.user), pk=member_id)
    note_reading(
        actor=request.user, person=found.person, what=gettext_noop("Trang đảng viên")
    )
    page = {
        "record": record_of(request.user, found),
        "sections": sections_for(request.user, found),
    }
    return render(request, "members/member.html", page)
