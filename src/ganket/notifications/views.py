from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ganket.accounts.web import Request
from ganket.notifications import commands, queries
from ganket.notifications.models import Message
from ganket.ui.paging import page_of


@require_GET
def failed(request: Request) -> HttpResponse:
    """List the letters that did not arrive, with the reason."""
    page = page_of(queries.failed_for(request.user), request.GET)
    return render(request, "notifications/failed.html", {"page": page})


@require_POST
def retry(request: Request, message_id: int) -> HttpResponse:
    reached: Message = get_object_or_404(
        queries.messages_for(request.user), pk=message_id
    )
    commands.retry_message(actor=request.user, message=reached)
    messages.success(request, _("Thư được đưa vào hàng chờ, sẽ gửi lại ngay."))
    return redirect("notifications:failed")
