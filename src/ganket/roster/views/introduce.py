"""Introducing members to the ward of their home: one, or several to one ward."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.org.queries import groups_of, residence_cells
from ganket.roster import commands, forms, queries
from ganket.roster.enums import ResidenceKind
from ganket.roster.models import Introduction, Member
from ganket.roster.queries import INTRODUCE_MEMBER
from ganket.roster.web import (
    SOMETIMES,
    form_page,
    given,
    keys_of,
    member_for,
    posted,
    seats_for_papers,
)
from ganket.rulebook.queries import pack_on

LONGEST = 100


@SOMETIMES
def introduce(request: Request, member_id: int) -> HttpResponse:
    """Write the paper F1 of one member: the ward, the rest, a look, then it goes."""
    member = member_for(request, member_id, INTRODUCE_MEMBER)
    tied = queries.open_home_link_of(member)
    ward = _ward(request)
    page: dict[str, Any] = {
        "member": member,
        "tied": tied,
        "here": reverse("roster:introduce", args=[member.pk]),
        "back_url": reverse("shell:member", args=[member.pk]),
        "title": _("Giới thiệu lại") if tied else _("Giới thiệu về nơi cư trú"),
    }
    step = request.POST.get("step", "check")
    if ward is None or step == "choose":
        return _choose_ward(request, **page)
    page["ward"] = ward
    form = _form(request, member, ward, step)
    if step == "check" and given(form, lambda: _require_home(form)):
        sender = queries.issuing_unit(request.user, member)
        context = {**page, "form": form, "sender": sender, "day": clock.today()}
        return render(request, "roster/introduce_check.html", context)
    written: list[Introduction] = []
    if step == "write" and given(
        form, lambda: written.append(_issue(request, form, member, ward))
    ):
        said = _("Đã viết giấy giới thiệu số %(number)s gửi %(ward)s.")
        told = {"number": written[0].number, "ward": ward.full_name}
        messages.success(request, said % told)
        return redirect("roster:introduction", written[0].pk)
    return form_page(request, "roster/introduce.html", form, **page)


def _form(
    request: Request, member: Member, ward: Unit, step: str
) -> forms.IntroduceForm:
    """Return the form as it was sent; fresh with what was typed, to go on filling in."""
    fills = step == "fill"
    return forms.IntroduceForm(
        None if fills else posted(request),
        initial=request.POST.dict() if fills else None,
        groups=groups_of(ward),
        pack=pack_on(clock.today()),
        cells=_own_cells(request, member, ward),
    )


def _require_home(form: forms.IntroduceForm) -> None:
    values = form.cleaned_data
    commands.require_home(values["address"], values.get("group"))


def _issue(
    request: Request, form: forms.IntroduceForm, member: Member, ward: Unit
) -> Introduction:
    _require_home(form)
    tied = queries.open_home_link_of(member)
    return commands.issue_introduction(
        actor=request.user,
        member=member,
        to_ward=ward,
        again=tied is not None,
        **form.cleaned_data,
    )


def _own_cells(request: Request, member: Member, ward: Unit) -> Any:
    """Return the ward's cells where it introduces its own staff to itself, else none."""
    itself = queries.introduces_to_itself(request.user, member, ward)
    return residence_cells(ward) if itself else None


def _code(request: HttpRequest) -> str:
    return request.POST.get("ward") or request.GET.get("ward", "")


def _ward(request: HttpRequest) -> Unit | None:
    code = _code(request)
    return queries.find_ward(code) if code else None


def _choose_ward(request: Request, **page: Any) -> HttpResponse:
    """Let the ward be chosen; say why the one asked for cannot be, keep what was typed."""
    asked = (request.POST.get("q") or request.GET.get("q", ""))[:LONGEST]
    chosen = request.GET.getlist("member")
    trouble = ""
    if code := _code(request):
        trouble = queries.why_no_ward(code)
    context = {
        "asked": asked,
        "wards": queries.wards_found(asked),
        "chosen": chosen,
        "kept": "".join(f"{urlencode({'member': key})}&" for key in chosen),
        "typed": _typed(request),
        "trouble": trouble,
        **page,
    }
    sent = trouble and request.method == "POST"
    status = HTTPStatus.CONFLICT if sent else HTTPStatus.OK
    return render(request, "roster/choose_ward.html", context, status=status)


def _choose_ward_of_many(request: Request, members: list[Member]) -> HttpResponse:
    return _choose_ward(
        request,
        title=_("Giới thiệu nhiều đồng chí về một nơi"),
        members=members,
        here=reverse("roster:introduce_many"),
        back_url=reverse("roster:members"),
    )


# What a form says of the ward it was for, or of itself: another ward has its own.
_OF_THE_WARD = {"ward", "group", "cell", "q", "step", "csrfmiddlewaretoken"}


def _typed(request: Request) -> list[tuple[str, str]]:
    """Return what was typed for a paper and holds for any ward."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OF_THE_WARD and not name.startswith("group-")
        for value in values
    ]


@dataclass
class Row:
    """One member of a batch: whether ticked, what was typed, and why it was refused."""

    asked: commands.Asked
    is_ticked: bool = True
    fault: str = ""


@SOMETIMES
def introduce_many(request: Request) -> HttpResponse:
    """Write papers for several members to one ward: addresses, a look, then all."""
    seats_for_papers(request)
    members = _members(request)
    if not members:
        said = _("Chưa chọn đồng chí nào. Hãy đánh dấu trong danh sách trước.")
        messages.info(request, said)
        return redirect("roster:members")
    ticked = set(keys_of(request, "member"))
    ward = _ward(request)
    if ward is None:
        going = [member for member in members if member.pk in ticked]
        return _choose_ward_of_many(request, going or members)
    return _introduce_rows(request, _rows(request, members, ward), ward)


def _introduce_rows(request: Request, rows: list[Row], ward: Unit) -> HttpResponse:
    """Fill in, look at or write the papers, as far as the ticked rows allow."""
    chosen = [row for row in rows if row.is_ticked]
    step = request.POST.get("step", "fill")
    key = request.POST.get("key") or str(uuid.uuid4())
    page: dict[str, Any] = {"rows": rows, "chosen": chosen, "ward": ward, "key": key}
    if step not in ("check", "write"):
        return _fill(request, HTTPStatus.OK, **page)
    if not chosen:
        return _fill(request, HTTPStatus.UNPROCESSABLE_ENTITY, **page)
    _note_homeless(chosen)
    refused = any(row.fault for row in chosen)
    if step == "write" and not refused and _write(request, chosen, ward, key):
        return redirect(f"{reverse('roster:introductions')}?state=ISSUED")
    if step == "check" and not refused:
        return render(request, "roster/introduce_many_check.html", page)
    return _fill(request, HTTPStatus.CONFLICT, **page)


def _fill(request: Request, status: HTTPStatus, **page: Any) -> HttpResponse:
    """Show the rows to fill in, ticked and typed as they were sent."""
    context = {
        "groups": list(groups_of(page["ward"])),
        "residences": ResidenceKind.choices,
        "refused": sum(1 for row in page["rows"] if row.fault),
        "none_chosen": status == HTTPStatus.UNPROCESSABLE_ENTITY,
        **page,
    }
    return render(request, "roster/introduce_many_fill.html", context, status=status)


def _members(request: Request) -> list[Member]:
    """Return whom the page is about: those it listed, ticked or not."""
    keys = {*keys_of(request, "listed"), *keys_of(request, "member")}
    allowed = queries.members_for(request.user, INTRODUCE_MEMBER)
    found = list(allowed.filter(pk__in=keys))
    if keys and not found:
        raise NotAllowed
    return found


def _rows(request: Request, members: list[Member], ward: Unit) -> list[Row]:
    groups = {str(group.pk): group for group in groups_of(ward)}
    ticked = set(keys_of(request, "member"))
    tied = queries.home_links_of(members)
    rows = []
    for member in members:
        typed = {
            name: request.POST.get(f"{name}-{member.pk}", "")
            for name in ("address", "group", "residence")
        }
        known = typed["residence"] in set(ResidenceKind)
        asked = commands.Asked(
            member=member,
            address=typed["address"],
            group=groups.get(typed["group"]),
            residence=typed["residence"] if known else ResidenceKind.PERMANENT,
            again=member.pk in tied,
        )
        rows.append(Row(asked, is_ticked=member.pk in ticked))
    return rows


def _note_homeless(rows: list[Row]) -> None:
    """Say at each row whose paper would tell no home that it needs one."""
    for row in rows:
        try:
            commands.require_home(row.asked.address, row.asked.group)
        except Refused as refusal:
            row.fault = str(refusal)


def _write(request: Request, rows: list[Row], ward: Unit, key: str) -> bool:
    """Write all papers or none; the refusals then stand in the rows."""
    try:
        papers = commands.introduce_many(
            actor=request.user,
            to_ward=ward,
            asked=[row.asked for row in rows],
            client_key=uuid.uuid5(uuid.NAMESPACE_URL, f"{request.user.pk}:{key}"),
        )
    except commands.SomeRefused as refusal:
        for row in rows:
            row.fault = refusal.faults.get(row.asked.member.pk, "")
        return False
    messages.success(
        request,
        _("Đã viết %(count)s giấy giới thiệu gửi %(ward)s.")
        % {"count": len(papers), "ward": ward.full_name},
    )
    return True
