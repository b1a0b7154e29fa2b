from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ganket.accounts.web import Request
from ganket.org.queries import INVITE_HOLDER, holders_for
from ganket.shell.inviting import commands


@require_POST
@never_cache
def slip(request: Request, person_id: int) -> HttpResponse:
    """Print the slip of one office holder with a fresh code."""
    seen = holders_for(request.user, INVITE_HOLDER)
    person = get_object_or_404(seen.select_related("account"), pk=person_id)
    content = commands.print_invitation(actor=request.user, person=person)
    told = content_disposition_header(as_attachment=True, filename=_("phiếu mời.pdf"))
    headers = {"Content-Disposition": told or "attachment"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
