from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.notices import commands, queries
from ganket.notices.enums import Audience
from ganket.notices.forms import NoticeForm, Withdrawal
from ganket.notices.models import Notice
from ganket.notices.queries import READ, SEE, WRITE
from ganket.people.queries import phones_of
from ganket.ui.paging import page_of
from ganket.ui.web import status_of, whole_number

INVALID = 422
SOMETIMES = require_http_methods(["GET", "POST"])


@require_GET
def inbox(request: Request) -> HttpResponse:
    page = {
        "page": page_of(queries.inbox_of(request.user), request.GET),
        "may_write": queries.units_to_write_for(request.user).exists(),
    }
    return render(request, "notices/inbox.html", page)


@require_GET
def written(request: Request) -> HttpResponse:
    page = {
        "page": page_of(queries.written_for(request.user), request.GET),
        "may_write": queries.units_to_write_for(request.user).exists(),
    }
    return render(request, "notices/written.html", page)


@require_GET
def detail(request: Request, notice_id: int) -> HttpResponse:
    """Show a notice to its readers, and to its senders whom it reached."""
    seen = queries.notices_for(request.user, SEE).filter(pk=notice_id).first()
    read = queries.notices_for(request.user, READ).filter(pk=notice_id).first()
    notice = seen or read or _gone(request, notice_id)
    if read:
        commands.mark_read(actor=request.user, notice=notice)
    reach = queries.reach_of(notice) if seen and notice.sent_at else None
    page = {
        "notice": notice,
        "reach": reach,
        "phones": phones_of(reach.unreached) if reach else {},
        "may_write": bool(seen) and _may_write(request, notice),
        "may_see": bool(seen),
    }
    return render(request, "notices/detail.html", page)


@require_GET
def paper(request: Request, notice_id: int) -> HttpResponse:
    """Show a notice as it is printed, for those who have no telephone."""
    seen = queries.notices_for(request.user, SEE).filter(pk=notice_id).first()
    read = queries.notices_for(request.user, READ).filter(pk=notice_id).first()
    notice = seen or read or _gone(request, notice_id)
    if not notice.is_sent:
        return redirect("notices:detail", notice.pk)
    return render(request, "notices/paper.html", {"notice": notice})


@SOMETIMES
def write(request: Request) -> HttpResponse:
    units = list(queries.units_to_write_for(request.user))
    if not units:
        raise NotAllowed
    if request.method == "GET":
        form = NoticeForm(units=units, initial=_beginning(request))
        return render(request, "notices/form.html", {"form": form, "notice": None})
    form = NoticeForm(request.POST, units=units)
    if form.is_valid():
        try:
            notice = commands.draft_notice(
                actor=request.user,
                unit=form.chosen_unit,
                title=form.cleaned_data["title"],
                body=form.cleaned_data["body"],
                audience=form.cleaned_data["audience"],
                client_key=form.cleaned_data["client_key"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("notices:check", notice.pk)
    page = {"form": form, "notice": None}
    return render(request, "notices/form.html", page, status=INVALID)


@SOMETIMES
def edit(request: Request, notice_id: int) -> HttpResponse:
    notice = _own(request, notice_id)
    if not notice.is_draft:
        return redirect("notices:detail", notice.pk)
    if request.method == "GET":
        form = NoticeForm(units=[notice.unit], initial=_as_written(notice))
        return render(request, "notices/form.html", {"form": form, "notice": notice})
    form = NoticeForm(request.POST, units=[notice.unit])
    if form.is_valid():
        answer = _save(request, notice, form)
        if answer is not None:
            return answer
    page = {"form": form, "notice": notice}
    return render(request, "notices/form.html", page, status=INVALID)


def _save(request: Request, notice: Notice, form: NoticeForm) -> HttpResponse | None:
    try:
        commands.edit_notice(
            actor=request.user,
            notice=notice,
            version=form.cleaned_data["version"] or 0,
            title=form.cleaned_data["title"],
            body=form.cleaned_data["body"],
            audience=form.cleaned_data["audience"],
        )
    except ChangedMeanwhile as refusal:
        # What stands is shown beside what was typed; saving again chooses the latter.
        typed = {**request.POST.dict(), "version": refusal.theirs["version"]}
        page = {
            "form": NoticeForm(typed, units=[notice.unit]),
            "notice": notice,
            "theirs": refusal.theirs,
            "refusal": refusal,
        }
        return render(request, "notices/form.html", page, status=status_of(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect("notices:check", notice.pk)


@require_GET
def check(request: Request, notice_id: int) -> HttpResponse:
    """Show a draft as it will be read and whom it will reach, before it goes out."""
    notice = _own(request, notice_id)
    if not notice.is_draft:
        return redirect("notices:detail", notice.pk)
    page = {
        "notice": notice,
        "reach": queries.expected_reach(notice.unit, notice.audience),
        "signature": queries.signature_of(request.user, notice.unit),
    }
    return render(request, "notices/check.html", page)


@require_POST
def send(request: Request, notice_id: int) -> HttpResponse:
    notice = _own(request, notice_id)
    version = whole_number(request.POST.get("version", ""))
    try:
        told = commands.send_notice(
            actor=request.user,
            notice=notice,
            version=-1 if version is None else version,
        )
    except commands.AlreadySent as refusal:
        messages.info(request, str(refusal))
        return redirect("notices:detail", notice.pk)
    except (ChangedMeanwhile, commands.NobodyToTell) as refusal:
        messages.error(request, str(refusal))
        return redirect("notices:check", notice.pk)
    sentence = ngettext(
        "Đã gửi cho %(count)d đồng chí.", "Đã gửi cho %(count)d đồng chí.", told
    )
    messages.success(request, sentence % {"count": told})
    return redirect("notices:detail", notice.pk)


@SOMETIMES
def withdraw(request: Request, notice_id: int) -> HttpResponse:
    notice = _own(request, notice_id)
    if not notice.is_sent:
        return redirect("notices:detail", notice.pk)
    form = Withdrawal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.withdraw_notice(
            actor=request.user, notice=notice, note=form.cleaned_data["note"]
        )
        messages.success(request, _("Đã thu hồi. Người nhận đọc được lý do."))
        return redirect("notices:detail", notice.pk)
    page = {"notice": notice, "form": form}
    status = INVALID if request.method == "POST" else 200
    return render(request, "notices/withdraw.html", page, status=status)


@require_POST
def discard(request: Request, notice_id: int) -> HttpResponseRedirect:
    notice = _own(request, notice_id)
    commands.discard_draft(actor=request.user, notice=notice)
    messages.success(request, _("Đã bỏ bản nháp. Muốn lấy lại, bấm ở ngay trang này."))
    return redirect("notices:detail", notice.pk)


@require_POST
def restore(request: Request, notice_id: int) -> HttpResponseRedirect:
    notice = _own(request, notice_id)
    commands.restore_draft(actor=request.user, notice=notice)
    messages.success(request, _("Đã lấy lại bản nháp."))
    return redirect("notices:check", notice.pk)


def _own(request: Request, notice_id: int) -> Notice:
    """Return a notice that may be written; 404 out of reach, 403 where only seen."""
    found = queries.notices_for(request.user, WRITE).filter(pk=notice_id).first()
    if found is None:
        get_object_or_404(queries.notices_for(request.user, SEE), pk=notice_id)
        raise NotAllowed
    return found


def _gone(request: Request, notice_id: int) -> Notice:
    return get_object_or_404(queries.notices_for(request.user, READ), pk=notice_id)


def _may_write(request: Request, notice: Notice) -> bool:
    return queries.notices_for(request.user, WRITE).filter(pk=notice.pk).exists()


def _beginning(request: Request) -> dict[str, object]:
    """Return what a new notice starts from: another one, or the unit that is asked."""
    asked = whole_number(request.GET.get("from", ""))
    if asked is not None:
        model = queries.notices_for(request.user, WRITE).filter(pk=asked).first()
        if model is not None:
            kept = _as_written(model)
            return {name: kept[name] for name in ("unit", "audience", "title", "body")}
    return {"unit": request.GET.get("unit", ""), "audience": Audience.MEMBERS}


def _as_written(notice: Notice) -> dict[str, object]:
    return {
        "unit": notice.unit.code,
        "audience": notice.audience,
        "title": notice.title,
        "body": notice.body,
        "version": notice.version,
    }
