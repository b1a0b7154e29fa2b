"""A member's places: the cells at home and at work, the address, exemption."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.org.queries import groups_of, residence_cells
from ganket.roster import commands, forms, queries
from ganket.roster.enums import LinkEnd
from ganket.roster.models import HomeLink, Member, WorkLink
from ganket.roster.queries import (
    ASSIGN_MEMBER,
    CORRECT_CONTACT,
    CORRECT_MEMBER,
    EXEMPT_MEMBER,
)
from ganket.roster.web import (
    SOMETIMES,
    back_to,
    given,
    member_for,
    page_for,
    posted,
    renew,
)
from ganket.rulebook.queries import pack_on


@SOMETIMES
def residence(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, CORRECT_CONTACT)
    link = _home_link(request, member)
    initial = {
        "address": link.address,
        "group": link.group_id,
        "residence": link.residence,
        "version": link.version,
    }
    form = forms.CorrectResidenceForm(
        posted(request), initial=initial, groups=groups_of(link.ward)
    )
    if given(
        form,
        lambda: commands.correct_residence(
            actor=request.user, home_link=link, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Đã lưu địa chỉ."))
        return back_to(member)
    renew(form, version=_home_link(request, member).version)
    title = _("Sửa địa chỉ nơi cư trú")
    return page_for(request, form, member, title=title, button=_("Lưu địa chỉ"))


@SOMETIMES
def move(request: Request, member_id: int) -> HttpResponse:
    """Assign to a cell of the ward, or move to another."""
    member = member_for(request, member_id, ASSIGN_MEMBER)
    link = _home_link(request, member)
    cells = residence_cells(link.ward)
    if link.cell_id is not None:
        cells = cells.exclude(pk=link.cell_id)
    initial = {"cell": queries.suggested_cell(link)}
    form = forms.CellForm(posted(request), cells=cells, initial=initial)
    command = partial(_place, request, link, form)
    if given(form, command):
        messages.success(request, _("Đã ghi chi bộ nơi cư trú."))
        return back_to(member)
    title = _("Chuyển chi bộ trong xã, phường") if link.cell else _("Phân về chi bộ")
    lead = link.cell.full_name if link.cell else link.ward.full_name
    return page_for(
        request, form, member, title=title, button=title, lead=f"{member} · {lead}"
    )


def _place(request: Request, link: HomeLink, form: forms.CellForm) -> None:
    cell, day = form.cleaned_data["cell"], form.cleaned_data["day"]
    if link.cell_id is None:
        commands.assign_to_cell(
            actor=request.user, home_link=link, cell=cell, assigned_on=day
        )
    else:
        commands.move_to_cell(
            actor=request.user, home_link=link, cell=cell, moved_on=day
        )


@SOMETIMES
def leave_home(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, ASSIGN_MEMBER)
    link = _home_link(request, member)
    form = forms.LeaveForm(posted(request), reasons=forms.LEAVING_HOME)

    def command() -> None:
        commands.end_home_link(
            actor=request.user,
            home_link=link,
            end=LinkEnd(form.cleaned_data["end"]),
            ended_on=form.cleaned_data["day"],
        )

    if given(form, command):
        messages.success(
            request,
            _("Đã ghi: %(name)s thôi giữ mối liên hệ ở đây.") % {"name": member},
        )
        return redirect("roster:members")
    title = _("Ghi thôi giữ mối liên hệ nơi cư trú")
    return page_for(
        request, form, member, title=title, button=_("Ghi thôi giữ mối liên hệ")
    )


@SOMETIMES
def move_work(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, CORRECT_MEMBER)
    link = _work_link(request, member)
    cells = queries.cells_to_add_at(request.user).exclude(pk=link.cell_id)
    form = forms.WorkMoveForm(posted(request), cells=cells)
    form.fields["cell"].label = _("Chi bộ nơi công tác mới")

    def command() -> None:
        commands.move_work_link(
            actor=request.user,
            link=link,
            cell=form.cleaned_data["cell"],
            since=form.cleaned_data["day"],
            job=form.cleaned_data["job"],
        )

    if given(form, command):
        messages.success(request, _("Đã ghi nơi công tác mới."))
        return back_to(member)
    title = _("Chuyển chi bộ nơi công tác")
    lead = f"{member} · {link.cell.full_name}"
    return page_for(
        request, form, member, title=title, button=_("Ghi nơi mới"), lead=lead
    )


@SOMETIMES
def leave_work(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, CORRECT_MEMBER)
    link = _work_link(request, member)
    form = forms.LeaveForm(posted(request), reasons=forms.LEAVING_WORK)

    def command() -> None:
        commands.end_work_link(
            actor=request.user,
            link=link,
            end=LinkEnd(form.cleaned_data["end"]),
            until=form.cleaned_data["day"],
        )

    if given(form, command):
        messages.success(
            request, _("Đã ghi: %(name)s thôi công tác ở đây.") % {"name": member}
        )
        return redirect("roster:members")
    return page_for(
        request,
        form,
        member,
        title=_("Ghi thôi công tác"),
        button=_("Ghi thôi công tác"),
        lead=f"{member} · {link.cell.full_name}",
    )


@SOMETIMES
def exempt(request: Request, member_id: int) -> HttpResponse:
    """Exempt from the meetings at home, or end an exemption."""
    member = member_for(request, member_id, EXEMPT_MEMBER)
    held = queries.exemption_of(member)
    if held is not None:
        return _end_exemption(request, member, queries.exemption_label(held))
    form = forms.ExemptForm(posted(request), pack=pack_on(clock.today()))

    def command() -> None:
        commands.set_exemption(
            actor=request.user,
            member=member,
            kind=form.cleaned_data["exemption"],
            since=form.cleaned_data["day"],
        )

    if given(form, command):
        messages.success(request, _("Đã ghi miễn sinh hoạt nơi cư trú."))
        return back_to(member)
    title = _("Miễn sinh hoạt nơi cư trú")
    return page_for(request, form, member, title=title, button=_("Ghi miễn sinh hoạt"))


def _end_exemption(request: Request, member: Member, label: str) -> HttpResponse:
    form = forms.DayForm(posted(request))

    def command() -> None:
        commands.end_exemption(
            actor=request.user, member=member, until=form.cleaned_data["day"]
        )

    if given(form, command):
        messages.success(request, _("Đã ghi hết miễn sinh hoạt."))
        return back_to(member)
    return page_for(
        request,
        form,
        member,
        title=_("Hết miễn sinh hoạt nơi cư trú"),
        button=_("Ghi hết miễn"),
        lead=f"{member} · {label}",
    )


def _home_link(request: Request, member: Member) -> HomeLink:
    seen = queries.home_links_seen(request.user, member)
    return get_object_or_404(seen, until=None)


def _work_link(request: Request, member: Member) -> WorkLink:
    seen = queries.work_links_seen(request.user, member)
    return get_object_or_404(seen, until=None)
