"""Bringing a list in: upload, look at what it would do, confirm or throw away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ganket.accounts.web import Request
from ganket.documents import ports
from ganket.kernel.errors import NotAllowed
from ganket.roster import commands, forms, queries
from ganket.roster.commands import Do
from ganket.roster.enums import ImportState
from ganket.roster.models import RosterImport
from ganket.roster.web import SOMETIMES, form_page, given, posted, seat_of
from ganket.ui.web import XLSX, file

MOST_BYTES = 20 << 20
SHOWN = 200


@SOMETIMES
def bring(request: Request) -> HttpResponse:
    """Take a list for the unit of a seat."""
    seat = seat_of(request)
    if "import" not in queries.rights_at(request.user, seat):
        raise NotAllowed
    files = request.FILES if request.method == "POST" else None
    form = forms.ListForm(posted(request), files)
    planned: list[RosterImport] = []

    def command() -> None:
        upload = form.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ports.FileTooLarge
        planned.append(
            commands.plan_import(
                actor=request.user,
                unit=seat.unit,
                file_name=upload.name,
                content=upload.read(),
            )
        )

    if given(form, command):
        return redirect("roster:list", planned[0].pk)
    page = {
        "seat": seat,
        "seats": [
            s
            for s in queries.seats_of(request.user)
            if "import" in queries.rights_at(request.user, s)
        ],
        "lists": queries.imports_of(request.user, seat.unit)[:10],
    }
    return form_page(request, "roster/bring.html", form, **page)


@require_GET
def list_template(request: Request) -> HttpResponse:
    """Give the empty list to fill in."""
    seat = seat_of(request)
    content = ports.writer().write(commands.template(commands.side_of(seat.unit)))
    return file(content, kind=XLSX, name=_("mẫu danh sách đảng viên.xlsx"))


@require_GET
def plan(request: Request, roster_import_id: int) -> HttpResponse:
    """Show what a list would do, or what of it was refused."""
    listed = _import(request, roster_import_id)
    rows = commands.rows_of_import(listed)
    asked = request.GET.get("show", "")
    show = Do(asked) if asked in set(Do) else _most_telling(listed)
    kept = [row for row in rows if row.do is show]
    page = {
        "listed": listed,
        "is_planned": listed.state == ImportState.PLANNED,
        "counts": listed.plan.get("counts", {}),
        "unused": listed.plan.get("unused", []),
        "show": show,
        "rows": kept[:SHOWN],
        "more": max(0, len(kept) - SHOWN),
        "to_introduce": sum(1 for row in rows if row.names_a_ward),
        "side": commands.side_of(listed.unit),
    }
    return render(request, "roster/list.html", page)


def _most_telling(listed: RosterImport) -> Do:
    counts = listed.plan.get("counts", {})
    order = (Do.REFUSED, Do.CHANGED, Do.NEW, Do.SAME)
    return next((do for do in order if counts.get(do)), Do.NEW)


@require_POST
def apply_list(request: Request, roster_import_id: int) -> HttpResponse:
    listed = _import(request, roster_import_id)
    try:
        outcome = commands.apply_import(
            actor=request.user,
            roster_import=listed,
            introduce=request.POST.get("introduce") == "yes",
        )
    except commands.ListChanged as refusal:
        commands.refresh_plan(actor=request.user, roster_import=listed)
        messages.warning(request, str(refusal))
        return redirect("roster:list", listed.pk)
    said = _("Đã nhập: %(new)s đồng chí mới, %(changed)s đồng chí có thay đổi.")
    messages.success(request, said % {"new": outcome.new, "changed": outcome.changed})
    if outcome.introduced:
        said = _("Đã viết %(count)s giấy giới thiệu.")
        messages.success(request, said % {"count": outcome.introduced})
    return redirect("roster:list", listed.pk)


@require_POST
def discard_list(request: Request, roster_import_id: int) -> HttpResponse:
    listed = _import(request, roster_import_id)
    commands.discard_import(actor=request.user, roster_import=listed)
    messages.success(request, _("Đã bỏ danh sách. Chưa có gì được ghi."))
    return redirect("roster:bring")


@require_GET
def refused_rows(request: Request, roster_import_id: int) -> HttpResponse:
    """Give the refused rows with the reason beside each."""
    listed = _import(request, roster_import_id)
    table = commands.refused_table(listed)
    commands.note_list(
        actor=request.user, unit=listed.unit, what="XLSX", members=len(table.rows)
    )
    content = ports.writer().write(table)
    return file(content, kind=XLSX, name=_("dòng chưa nhập.xlsx"))


def _import(request: Request, pk: int) -> RosterImport:
    return get_object_or_404(queries.imports_for(request.user), pk=pk)
