from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ganket.accounts.web import Request
from ganket.org.queries import INVITE_HOLDER, holders_for
from ganket.shell.inviting import commands
from ganket.ui.web import PDF, file


@require_POST
def slip(request: Request, person_id: int) -> HttpResponse:
    """Print the slip of one office holder with a fresh code."""
    seen = holders_for(request.user, INVITE_HOLDER)
    person = get_object_or_404(seen.select_related("account"), pk=person_id)
    content = commands.print_invitation(actor=request.user, person=person)
    return file(content, kind=PDF, name=_("phiếu mời.pdf"))
