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
from ganket.kernel.errors import NotAllowed
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
    """Write the paper F1 of one member: first the ward, then the rest."""
    member = member_for(request, member_id, INTRODUCE_MEMBER)
    tied = queries.open_home_link_of(member)
    ward = _ward(request)
    page = {
        "member": member,
        "tied": tied,
        "here": reverse("roster:introduce", args=[member.pk]),
        "back_url": reverse("shell:member", args=[member.pk]),
    }
    title = _("Giới thiệu lại") if tied else _("Giới thiệu về nơi cư trú")
    if ward is None:
        return _choose_ward(request, title=title, **page)
    form = forms.IntroduceForm(
        posted(request),
        groups=groups_of(ward),
        pack=pack_on(clock.today()),
        cells=_own_cells(request, member, ward),
    )
    written: list[Introduction] = []
    if given(form, lambda: written.append(_issue(request, form, member, ward))):
        said = _("Đã viết giấy giới thiệu số %(number)s gửi %(ward)s.")
        told = {"number": written[0].number, "ward": ward.full_name}
        messages.success(request, said % told)
        return redirect("roster:introduction", written[0].pk)
    template = "roster/introduce.html"
    return form_page(request, template, form, ward=ward, title=title, **page)


def _issue(
    request: Request, form: forms.IntroduceForm, member: Member, ward: Unit
) -> Introduction:
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


def _ward(request: HttpRequest) -> Unit | None:
    code = request.POST.get("ward") or request.GET.get("ward", "")
    return queries.find_ward(code) if code else None


def _choose_ward(request: Request, **page: Any) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST]
    chosen = request.GET.getlist("member")
    context = {
        "asked": asked,
        "wards": queries.wards_found(asked),
        "chosen": chosen,
        "kept": "".join(f"{urlencode({'member': key})}&" for key in chosen),
        **page,
    }
    return render(request, "roster/choose_ward.html", context)


@dataclass
class Row:
    """One member of a batch: what was typed for them, and why it was refused."""

    asked: commands.Asked
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
    ward = _ward(request)
    if ward is None:
        return _choose_ward(
            request,
            title=_("Giới thiệu nhiều đồng chí về một nơi"),
            members=members,
            here=reverse("roster:introduce_many"),
            back_url=reverse("roster:members"),
        )
    rows = _rows(request, members, ward)
    step = request.POST.get("step", "fill")
    key = request.POST.get("key") or str(uuid.uuid4())
    if step == "write" and _write(request, rows, ward, key):
        return redirect(f"{reverse('roster:introductions')}?state=ISSUED")
    page = {
        "rows": rows,
        "ward": ward,
        "groups": list(groups_of(ward)),
        "residences": ResidenceKind.choices,
        "key": key,
        "refused": sum(1 for row in rows if row.fault),
    }
    if step == "check":
        return render(request, "roster/introduce_many_check.html", page)
    status = HTTPStatus.CONFLICT if page["refused"] else HTTPStatus.OK
    return render(request, "roster/introduce_many_fill.html", page, status=status)


def _members(request: Request) -> list[Member]:
    keys = keys_of(request, "member")
    allowed = queries.members_for(request.user, INTRODUCE_MEMBER)
    found = list(allowed.filter(pk__in=keys))
    if keys and not found:
        raise NotAllowed
    return found


def _rows(request: Request, members: list[Member], ward: Unit) -> list[Row]:
    groups = {str(group.pk): group for group in groups_of(ward)}
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
        rows.append(Row(asked))
    return rows


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
